import { useMemo, useState } from "react";
import { toCsv } from "../../shared/csv.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { scoreText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { type Column, SortableTable } from "../../ui/SortableTable.tsx";
import table from "../../ui/table.module.css";
import type { Speaking } from "../../ui/words.ts";
import { bestOf } from "../common/labels/scored.ts";
import type { LineItem } from "../common/lines/lines.ts";
import { csvRows } from "./csv.ts";
import type { Key } from "./definition.ts";
import css from "./LabelTable.module.css";

interface LabelTableProps extends Speaking<Key> {
  readonly labels: readonly string[];
  readonly items: readonly LineItem<Float32Array>[];
  readonly texts: readonly string[];
  readonly final: boolean;
}

interface Row {
  readonly place: number;
  readonly text: string;
  readonly label: string | undefined;
  /** Of the label that is looked at, or of the best. */
  readonly score: number | undefined;
}

/** @param looked the label whose score is told; the best where it is none of the labels */
function rowsOf(
  labels: readonly string[],
  items: readonly LineItem<Float32Array>[],
  texts: readonly string[],
  looked: string,
): readonly Row[] {
  const column = labels.indexOf(looked);
  return items.map((item, place): Row => {
    const text = texts[place] ?? "";
    if (item.status !== "done") return { place, text, label: undefined, score: undefined };
    const [best] = bestOf(labels, item.value, 1);
    return { place, text, label: best?.label, score: column < 0 ? best?.score : item.value[column] };
  });
}

/** Many texts: how often each label came, and a table to sort and filter. */
export function LabelTable({ labels, items, texts, final, t, locale }: LabelTableProps) {
  const [kept, setKept] = useState<string>();
  const [looked, setLooked] = useState("");
  const [sought, setSought] = useState("");

  const rows = useMemo(() => rowsOf(labels, items, texts, looked), [labels, items, texts, looked]);
  const counts = new Map<string, number>();
  for (const { label } of rows) if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  const shown = rows.filter(
    ({ text, label }) =>
      (kept === undefined || label === kept) && text.toLocaleLowerCase().includes(sought.toLocaleLowerCase()),
  );
  const columns: readonly Column<Row>[] = [
    {
      id: "place",
      head: t("view.line"),
      numeric: true,
      cell: ({ place }) => place + 1,
      sortValue: ({ place }) => -place,
    },
    { id: "text", head: t("view.text"), cell: ({ text }) => text, sortValue: ({ text }) => text },
    {
      id: "label",
      head: t("view.label"),
      cell: ({ label }) => label ?? <span className={parts.mute}>{t("view.not-yet")}</span>,
      sortValue: ({ label }) => label,
    },
    {
      id: "score",
      head: looked === "" ? t("view.score") : t("view.score-of", { label: looked }),
      numeric: true,
      cell: ({ score }) => (score === undefined ? "" : scoreText(score, locale)),
      sortValue: ({ score }) => score,
    },
  ];

  return (
    <div className={parts.column}>
      <fieldset className={css.filters}>
        <legend className={parts.hidden}>{t("view.filter")}</legend>
        <button
          type="button"
          className={parts.chip}
          aria-pressed={kept === undefined}
          onClick={() => setKept(undefined)}
        >
          {t("view.all-lines", { count: rows.length })}
        </button>
        {[...counts.entries()]
          .sort(([, a], [, b]) => b - a)
          .map(([label, count]) => (
            <button
              key={label}
              type="button"
              className={parts.chip}
              aria-pressed={kept === label}
              onClick={() => setKept(kept === label ? undefined : label)}
            >
              {t("view.count", { label, count })}
            </button>
          ))}
      </fieldset>
      <div className={parts.row}>
        <input
          type="search"
          className={css.search}
          aria-label={t("view.search")}
          placeholder={t("view.search")}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        {labels.length > 1 && (
          <label className={css.look}>
            {t("view.look")}
            <select className={table.select} value={looked} onChange={(event) => setLooked(event.currentTarget.value)}>
              <option value="">{t("view.look-best")}</option>
              {labels.map((label) => (
                <option key={label} value={label}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      {shown.length === 0 ? (
        <p className={parts.mute}>{t(rows.length === 0 && !final ? "view.waiting" : "view.no-lines")}</p>
      ) : (
        <SortableTable
          caption={t("view.table-caption")}
          columns={columns}
          rows={shown}
          keyOf={({ place }) => place}
          t={t}
          locale={locale}
        />
      )}
      {rows.some(({ label }) => label !== undefined) && (
        <div className={parts.row}>
          <DownloadButton
            label={t("view.download-csv")}
            name="labels.csv"
            make={() => new Blob([toCsv(csvRows(labels, items, texts))], { type: "text/csv" })}
          />
        </div>
      )}
    </div>
  );
}
