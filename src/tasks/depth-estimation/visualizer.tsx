import { useMemo, useState } from "react";
import { toBase64Blob } from "../../shared/base64.ts";
import { toNpy } from "../../shared/npy.ts";
import { ColourScale } from "../../ui/ColourScale.tsx";
import { type ColourMap, colourMaps, painted, paletteOf } from "../../ui/colour-maps.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { decimalText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { encodeGreyPng, encodePng } from "../../ui/png.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { defineVisualizer } from "../visualizer.ts";
import { DepthStage } from "./DepthStage.tsx";
import { type DepthMap, definition } from "./definition.ts";
import { rangeOf } from "./levels.ts";

export const visualizer = defineVisualizer(definition, {
  View({ input, output, final, t, locale }) {
    const [map, setMap] = useState<ColourMap>("viridis");
    const { width, height, depths, levels, unit } = output;
    // What is near is light, whatever the numbers mean.
    const palette = useMemo(() => paletteOf(map, unit === "metres"), [map, unit]);
    const range = useMemo(() => rangeOf(depths), [depths]);
    const [least, most] = range;
    const [far, near] = unit === "metres" ? [most, least] : [least, most];
    const end = (name: "far" | "near", value: number) =>
      t(`view.${name}-${unit}`, { value: decimalText(value, locale, 2) });
    return (
      <div className={parts.column}>
        <Segmented
          label={t("view.colours")}
          value={map}
          onChange={setMap}
          choices={colourMaps.map((value) => ({ value, label: t(`view.colours-${value}`) }))}
        />
        <DepthStage picture={input.image} map={output} range={range} palette={palette} t={t} locale={locale} />
        <ColourScale map={map} from={end("far", far)} to={end("near", near)} />
        {unit === "nearness" && <p className={parts.mute}>{t("view.relative")}</p>}
        {final && (
          <div className={parts.row}>
            <DownloadButton
              label={t("view.download-png")}
              name="depth.png"
              make={() => encodeGreyPng({ data: levels, width, height })}
            />
            <DownloadButton
              label={t("view.download-colours")}
              name={`depth-${map}.png`}
              make={() => encodePng(painted(output, palette, Math.max(width, height)))}
            />
            <DownloadButton
              label={t("view.download-npy")}
              name="depth.npy"
              make={() => toNpy({ data: depths, rows: height, columns: width })}
            />
          </div>
        )}
      </div>
    );
  },
  toJson,
});

/** In Python's shape, as text: the depths of a photo are 64 MB of it, which no string has to hold. */
async function toJson({ width, height, depths, levels }: DepthMap): Promise<Blob> {
  const png = new Uint8Array(await (await encodeGreyPng({ data: levels, width, height })).arrayBuffer());
  // Every machine that runs a browser today is little endian.
  const bytes = new Uint8Array(depths.buffer, depths.byteOffset, depths.byteLength);
  return new Blob(
    [
      '{"depth":"data:image/png;base64,',
      await toBase64Blob(png),
      `","predicted_depth":{"shape":[${height},${width}],"data":"`,
      await toBase64Blob(bytes),
      '"}}',
    ],
    { type: "application/json" },
  );
}
