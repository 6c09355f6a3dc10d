import { toCsv } from "../../shared/csv.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { type Column, SortableTable } from "../../ui/SortableTable.tsx";
import type { Speaking } from "../../ui/words.ts";
import type { LineItem } from "../common/lines/lines.ts";
import { csvRows } from "./csv.ts";
import type { Filling, Key } from "./definition.ts";

interface LineTableProps extends Speaking<Key> {
  readonly items: readonly LineItem<Filling>[];
  readonly texts: readonly string[];
  /** The line that is looked at. */
  readonly picked: number;
  readonly onPick: (place: number) => void;
  readonly final: boolean;
}

interface Row {
  readonly place: number;
  readonly text: string;
  readonly item: LineItem<Filling>;
}

/** Of the best words of a line the least sure: a line is as sure as its weakest place. */
function surenessOf(item: LineItem<Filling>): number | undefined {
  if (item.status !== "done") return undefined;
  return Math.min(...item.value.masks.map(([best]) => best?.score ?? 0));
}

const bestWords = ({ masks }: Filling) => masks.map(([best]) => best?.token_str.trim() ?? "").join(", ");

/** Many texts: what the model would put into each; one of them is looked at closely. */
export function LineTable({ items, texts, picked, onPick, final, t, locale }: LineTableProps) {
  const rows = items.map((item, place): Row => ({ place, text: texts[place] ?? "", item }));
  if (rows.length === 0) return <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>;
  const columns: readonly Column<Row>[] = [
    {
      id: "line",
      head: t("view.line"),
      numeric: true,
      cell: ({ place, item }) => (
        <button
          type="button"
          className={parts.chip}
          aria-pressed={place === picked}
          aria-label={t("view.look-at", { number: place + 1 })}
          disabled={item.status !== "done"}
          onClick={() => onPick(place)}
        >
          {place + 1}
        </button>
      ),
      sortValue: ({ place }) => place,
    },
    { id: "text", head: t("view.text"), cell: ({ text }) => text, sortValue: ({ text }) => text },
    {
      id: "words",
      head: t("view.best"),
      cell: ({ item }) =>
        item.status === "done" ? (
          bestWords(item.value)
        ) : (
          <span className={parts.mute}>{t(item.status === "failed" ? "view.no-mask" : "view.not-yet")}</span>
        ),
      sortValue: ({ item }) => (item.status === "done" ? bestWords(item.value) : undefined),
    },
    {
      id: "score",
      head: t("view.probability"),
      numeric: true,
      cell: ({ item }) => {
        const sureness = surenessOf(item);
        return sureness === undefined ? "" : percentText(sureness, locale);
      },
      sortValue: ({ item }) => surenessOf(item),
    },
  ];
  return (
    <>
      <SortableTable
        caption={t("view.table-caption")}
        columns={columns}
        rows={rows}
        keyOf={({ place }) => place}
        t={t}
        locale={locale}
      />
      <div className={parts.row}>
        <DownloadButton
          label={t("view.download-all")}
          name="candidates.csv"
          make={() =>
            new Blob([toCsv(csvRows(items.map((item) => (item.status === "done" ? item.value.masks : undefined))))], {
              type: "text/csv",
            })
          }
        />
      </div>
    </>
  );
}
