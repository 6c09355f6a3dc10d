import { useMemo, useState } from "react";
import { toCsv } from "../../shared/csv.ts";
import { Bars } from "../../ui/Bars.tsx";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { decimalText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { Segmented } from "../../ui/Segmented.tsx";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { csvRows, ranked, sharesOf } from "./rank.ts";
import { ScoreGrid } from "./ScoreGrid.tsx";
import css from "./visualizer.module.css";

/** More would be many screens; they stand in a table that scrolls. */
const mostBars = 30;
const orders = ["score", "given"] as const;

export const visualizer = defineVisualizer(definition, {
  View({ input, output, final, t, locale }) {
    const [order, setOrder] = useState<(typeof orders)[number]>("score");
    const { source_sentence: source, sentences } = input;
    const rows = useMemo(() => ranked(sentences, output), [sentences, output]);
    const shown = useMemo(() => (order === "score" ? rows : rows.toSorted((a, b) => a.place - b.place)), [order, rows]);
    const shares = useMemo(() => sharesOf(shown.map(({ score }) => score)), [shown]);
    if (rows.length === 0) return <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>;
    const caption = t("view.caption", { text: source });
    return (
      <div className={parts.column}>
        <blockquote className={css.source}>{source}</blockquote>
        {rows.length < sentences.length && (
          <p role="status" className={parts.mute}>
            {t("view.part", { done: rows.length, count: sentences.length })}
          </p>
        )}
        <Segmented
          label={t("view.order")}
          value={order}
          onChange={setOrder}
          choices={orders.map((value) => ({ value, label: t(`view.order-${value}`) }))}
        />
        {shown.length > mostBars ? (
          <ScoreGrid caption={caption} rows={shown} shares={shares} t={t} locale={locale} />
        ) : (
          <Bars
            caption={caption}
            labelHead={t("view.sentence")}
            valueHead={t("view.score")}
            rows={shown.map(({ place, rank, sentence, score }, line) => ({
              id: String(place),
              label: (
                <>
                  <span className={css.rank}>{rank}</span> {sentence}
                </>
              ),
              share: shares[line] ?? 0,
              text: decimalText(score, locale, 3),
            }))}
          />
        )}
        <div className={parts.row}>
          <DownloadButton
            label={t("view.download-csv")}
            name="similarity.csv"
            make={() => new Blob([toCsv(csvRows(sentences, rows))], { type: "text/csv" })}
          />
        </div>
      </div>
    );
  },
  toJson: (output) => output,
});
