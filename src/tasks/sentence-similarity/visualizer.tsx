import { useState } from "react";
import { Bars } from "../../ui/Bars.tsx";
import { toCsv } from "../../ui/csv.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { decimalText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { Segmented } from "../../ui/Segmented.tsx";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { ranked } from "./rank.ts";
import css from "./visualizer.module.css";

/** More would be many screens; the download has them all. */
const shownRows = 200;
const orders = ["score", "given"] as const;

export const visualizer = defineVisualizer(definition, {
  View({ input, output, final, t, locale }) {
    const [order, setOrder] = useState<(typeof orders)[number]>("score");
    const { source_sentence: source, sentences } = input;
    if (output.length === 0) return <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>;
    const rows = ranked(sentences, output);
    const shown = order === "score" ? rows : rows.toSorted((a, b) => a.place - b.place);
    return (
      <div className={parts.column}>
        <blockquote className={css.source}>{source}</blockquote>
        <Segmented
          label={t("view.order")}
          value={order}
          onChange={setOrder}
          choices={orders.map((value) => ({ value, label: t(`view.order-${value}`) }))}
        />
        <Bars
          caption={t("view.caption", { text: source })}
          labelHead={t("view.sentence")}
          valueHead={t("view.score")}
          rows={shown.slice(0, shownRows).map(({ place, rank, sentence, score }) => ({
            id: String(place),
            label: (
              <>
                <span className={css.rank}>{rank}</span> {sentence}
              </>
            ),
            share: score,
            text: decimalText(score, locale, 3),
          }))}
        />
        {shown.length > shownRows && (
          <p className={parts.mute}>{t("ui.first-of", { shown: shownRows, count: shown.length })}</p>
        )}
        {final && (
          <div className={parts.row}>
            <DownloadButton
              label={t("view.download-csv")}
              name="similarity.csv"
              make={() =>
                new Blob([toCsv([["sentence", "score"], ...sentences.map((text, at) => [text, output[at] ?? ""])])], {
                  type: "text/csv",
                })
              }
            />
          </div>
        )}
      </div>
    );
  },
  toJson: (output) => output,
});
