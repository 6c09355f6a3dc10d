import { useState } from "react";
import { type Matrix, rowOf } from "../../shared/media.ts";
import { normOf } from "../../ui/cosine.ts";
import { toCsv } from "../../ui/csv.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { HeatStrips } from "../../ui/HeatStrips.tsx";
import { countText, decimalText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { SimilarityMatrix } from "../../ui/SimilarityMatrix.tsx";
import { Stats } from "../../ui/Stats.tsx";
import table from "../../ui/table.module.css";
import { VectorTable } from "../../ui/VectorTable.tsx";
import type { Speaking } from "../../ui/words.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { csvRows, textsOf, toJson, tokenRows } from "./json.ts";

/** Strips beyond it would be many screens; the table and the downloads have every row. */
const shownStrips = 24;

interface VectorsProps extends Speaking {
  readonly vectors: Matrix;
  readonly labels: readonly string[];
}

function Vectors({ vectors, labels, t, locale }: VectorsProps) {
  const [active, setActive] = useState<number>();
  const shared = { vectors, labels, active, onActive: setActive, t, locale };
  return (
    <>
      {vectors.rows > 1 && (
        <section>
          <h3 className={parts.heading}>{t("view.similarity")}</h3>
          <SimilarityMatrix {...shared} />
        </section>
      )}
      <section>
        <h3 className={parts.heading}>{t("view.vectors")}</h3>
        <HeatStrips {...shared} limit={shownStrips} />
        <VectorTable vectors={vectors} labels={labels} t={t} locale={locale} />
      </section>
    </>
  );
}

function meanNorm(vectors: Matrix): number {
  let sum = 0;
  for (let row = 0; row < vectors.rows; row++) sum += normOf(rowOf(vectors, row));
  return vectors.rows === 0 ? 0 : sum / vectors.rows;
}

export const visualizer = defineVisualizer(definition, {
  View({ input, output, final, t, locale }) {
    const texts = textsOf(output, input.texts);
    const [picked, setPicked] = useState(0);
    const index = output.kind === "tokens" ? Math.min(picked, output.tokens.length - 1) : 0;
    const tokens = output.kind === "tokens" ? output.tokens[index] : undefined;
    const vectors = output.kind === "pooled" ? output.vectors : tokens && tokenRows(output, index);
    if (vectors === undefined || vectors.rows === 0) {
      return <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>;
    }
    return (
      <div className={parts.column}>
        <Stats
          items={[
            { label: t("view.texts"), value: countText(texts.length, locale) },
            ...(tokens ? [{ label: t("view.tokens"), value: countText(tokens.length, locale) }] : []),
            { label: t("view.dimensions"), value: countText(vectors.columns, locale) },
            { label: t("view.norm"), value: decimalText(meanNorm(vectors), locale, 3) },
          ]}
        />
        {output.kind === "tokens" && output.tokens.length > 1 && (
          <select
            className={table.select}
            aria-label={t("view.choose-text")}
            value={index}
            onChange={(event) => setPicked(Number(event.currentTarget.value))}
          >
            {output.tokens.map((_, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a text is its place; two may be the same
              <option key={place} value={place}>
                {place + 1} {texts[place]?.slice(0, 60)}
              </option>
            ))}
          </select>
        )}
        <Vectors vectors={vectors} labels={tokens ?? texts} t={t} locale={locale} />
        {final && (
          <div className={parts.row}>
            <DownloadButton
              label={t("view.download-csv")}
              name="embeddings.csv"
              make={() => new Blob([toCsv(csvRows(output, input.texts))], { type: "text/csv" })}
            />
            <DownloadButton
              label={t("view.download-json")}
              name="embeddings.json"
              make={() => new Blob([JSON.stringify(toJson(output, input.texts))], { type: "application/json" })}
            />
          </div>
        )}
      </div>
    );
  },
  toJson: (output, { texts }) => toJson(output, texts),
});
