import type { Pixels } from "../../shared/media.ts";
import { CompareImage } from "../../ui/CompareImage.tsx";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import parts from "../../ui/parts.module.css";
import { encodePng, toDataUrl } from "../../ui/png.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";

/** By the bytes, which stay the same object from render to render: a large picture takes a second to pack. */
const packed = new WeakMap<Uint8ClampedArray, Promise<Blob>>();

function pngOf(pixels: Pixels): Promise<Blob> {
  const png = packed.get(pixels.data) ?? encodePng(pixels);
  packed.set(pixels.data, png);
  return png;
}

export const visualizer = defineVisualizer(definition, {
  View({ input, output, final, t, locale }) {
    return (
      <div className={parts.column}>
        <CompareImage before={input.image} after={output} t={t} locale={locale} />
        {final && (
          <div className={parts.row}>
            <DownloadButton label={t("view.download-png")} name="cut-out.png" make={() => pngOf(output)} />
          </div>
        )}
      </div>
    );
  },
  toJson: async (output) => ({ image: await toDataUrl(await pngOf(output)) }),
});
