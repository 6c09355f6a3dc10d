import { useMemo, useState } from "react";
import { pictureJson } from "../../shared/base64.ts";
import type { Pixels } from "../../shared/media.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { encodePng, encodeRows } from "../../ui/png.ts";
import { Stats } from "../../ui/Stats.tsx";
import type { Speaking } from "../../ui/words.ts";
import { defineVisualizer } from "../visualizer.ts";
import { type Backdrop, findGround, laidOn } from "./backdrop.ts";
import { Comparison } from "./Comparison.tsx";
import type { Key } from "./definition.ts";
import { definition } from "./definition.ts";
import { keptOf } from "./kept.ts";

interface KeptProps extends Speaking<Key> {
  readonly picture: Pixels;
}

/** What the picture shows, in numbers. */
function Kept({ picture, t, locale }: KeptProps) {
  const { width, height } = picture;
  const { pixels, partly, box } = useMemo(() => keptOf(picture), [picture]);
  const share = (count: number) => percentText(count / (width * height), locale);
  const place = box ? `${box.left}, ${box.top} – ${box.right}, ${box.bottom}` : t("view.nothing");
  return (
    <Stats
      items={[
        { label: t("view.kept"), value: share(pixels) },
        { label: t("view.partly"), value: share(partly) },
        { label: t("view.box"), value: place },
      ]}
    />
  );
}

export const visualizer = defineVisualizer(definition, {
  View({ input, output, final, t, locale }) {
    const [backdrop, setBackdrop] = useState<Backdrop>({ kind: "checker" });
    const ground = useMemo(() => findGround(backdrop, output), [backdrop, output]);
    const rowsOf = (first: number, last: number) => {
      const cut = output.data.subarray(first * output.width * 4, last * output.width * 4);
      return ground ? laidOn(cut, ground(first, last)) : cut;
    };
    return (
      <div className={parts.column}>
        <Comparison
          before={input.image}
          after={output}
          backdrop={backdrop}
          onBackdrop={setBackdrop}
          t={t}
          locale={locale}
        />
        {final && <Kept picture={output} t={t} locale={locale} />}
        {final && (
          <div className={parts.row}>
            <DownloadButton label={t("view.download-png")} name="cut-out.png" make={() => encodePng(output)} />
            {ground && (
              <DownloadButton
                label={t("view.download-laid")}
                name="cut-out-laid.png"
                make={() => encodeRows(output, rowsOf)}
              />
            )}
          </div>
        )}
      </div>
    );
  },
  toJson: async (output) => pictureJson(await encodePng(output)),
});
