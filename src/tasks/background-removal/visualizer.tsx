import { useMemo, useState } from "react";
import { toDataUrl } from "../../shared/base64.ts";
import type { Pixels } from "../../shared/media.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { encodePng, encodeRows } from "../../ui/png.ts";
import table from "../../ui/table.module.css";
import type { Speaking } from "../../ui/words.ts";
import { defineVisualizer } from "../visualizer.ts";
import { type Backdrop, findGround, laidOn } from "./backdrop.ts";
import { Comparison } from "./Comparison.tsx";
import type { Key } from "./definition.ts";
import { definition } from "./definition.ts";
import { keptOf } from "./kept.ts";

interface KeptTableProps extends Speaking<Key> {
  readonly picture: Pixels;
}

/** What the picture shows, in numbers. */
function KeptTable({ picture, t, locale }: KeptTableProps) {
  const { width, height } = picture;
  const { pixels, partly, box } = useMemo(() => keptOf(picture), [picture]);
  const share = (count: number) => percentText(count / (width * height), locale);
  const rows = [
    [t("view.kept"), share(pixels)],
    [t("view.partly"), share(partly)],
    [t("view.box"), box ? `${box.left}, ${box.top} – ${box.right}, ${box.bottom}` : t("view.nothing")],
  ] as const;
  return (
    <table className={table.table}>
      <caption className={parts.hidden}>{t("view.caption")}</caption>
      <tbody>
        {rows.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
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
        {final && <KeptTable picture={output} t={t} locale={locale} />}
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
  toJson: async (output) => ({ image: await toDataUrl(await encodePng(output)) }),
});
