import { useState } from "react";
import { type Matrix, rowOf } from "../shared/media.ts";
import { decimalText } from "./number.ts";
import parts from "./parts.module.css";
import { RowGrid } from "./RowGrid.tsx";
import { VectorStrip } from "./VectorStrip.tsx";
import type { Speaking } from "./words.ts";

interface HeatStripsProps extends Speaking {
  readonly vectors: Matrix;
  readonly labels: readonly string[];
  /** The magnitude that fills a strip. */
  readonly peak: number;
  readonly active: number | undefined;
  readonly onActive: (row: number | undefined) => void;
  readonly chosen: number | undefined;
  readonly onChoose: (row: number) => void;
}

/** Vectors under each other on one scale, so that equal dimensions stand in one column. */
export function HeatStrips(props: HeatStripsProps) {
  const { vectors, labels, peak, active, onActive, chosen, onChoose, t, locale } = props;
  const [dimension, setDimension] = useState<number>();
  const columns = [
    { id: "number", head: t("ui.number"), width: "48px", isNumber: true },
    { id: "text", head: t("ui.text"), width: "30%" },
    { id: "strip", head: dimension === undefined ? t("ui.vector.strip") : `[${dimension}]` },
    { id: "value", head: t("ui.vector.value"), width: "84px", isNumber: true },
  ];
  return (
    <div>
      <RowGrid
        caption={t("ui.vector.strips")}
        columns={columns}
        rows={Uint32Array.from({ length: vectors.rows }, (_, row) => row)}
        rowHeight={44}
        {...{ active, onActive, chosen, onChoose }}
        cell={(row, column) => {
          if (column === "number") return row + 1;
          if (column === "text") return <span title={labels[row]}>{labels[row]}</span>;
          const values = rowOf(vectors, row);
          if (column === "value") return dimension === undefined ? "" : decimalText(values[dimension] ?? 0, locale, 4);
          return (
            <VectorStrip
              values={values}
              peak={peak}
              label={t("ui.vector.label", { text: labels[row] ?? String(row + 1), count: vectors.columns })}
              dimension={dimension}
              onDimension={setDimension}
            />
          );
        }}
      />
      <p className={parts.mute}>{t("ui.vector.legend", { peak: decimalText(peak, locale, 3) })}</p>
    </div>
  );
}
