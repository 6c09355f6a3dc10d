import { useMemo, useState } from "react";
import { toCsv } from "../../shared/csv.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { Segmented } from "../../ui/Segmented.tsx";
import { type Column, SortableTable } from "../../ui/SortableTable.tsx";
import { SpanText } from "../../ui/SpanText.tsx";
import { ToneChips } from "../../ui/ToneChips.tsx";
import { linesOf } from "../common/lines/lines.ts";
import { defineVisualizer } from "../visualizer.ts";
import { definition } from "./definition.ts";
import { toPythonJson } from "./json.ts";
import { type EntityRow, rowsOf, shownLines, spansIn, tonesOf } from "./rows.ts";
import { strategies } from "./strategies.ts";
import css from "./visualizer.module.css";

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output, final, t, locale, onOptions }) {
    const { aggregation_strategy: strategy, ignore_labels: ignored } = options;
    const [activeId, setActiveId] = useState<string>();
    const lines = useMemo(() => linesOf(input.text, options.per_line), [input.text, options.per_line]);
    const { rows, shown } = useMemo(() => {
      // What is left out from the start has no chip of its own.
      const usual = { strategy, ignored: ignored.filter((label) => ignoredFromTheStart.includes(label)) };
      const tones = tonesOf(output, usual);
      return { rows: rowsOf(output, usual, tones), shown: rowsOf(output, { strategy, ignored }, tones) };
    }, [output, strategy, ignored]);
    const kinds = [...new Set(rows.map(({ kind }) => kind))].sort();
    const spans = useMemo(() => spansIn(shown), [shown]);
    if (output.every(({ status }) => status === "waiting")) return <p className={parts.mute}>{t("view.waiting")}</p>;

    function toggle(kind: string): void {
      const others = ignored.filter((label) => label !== kind);
      onOptions({ ignore_labels: others.length < ignored.length ? others : [...ignored, kind] });
    }

    const textOf = ({ line, entity: { start, end } }: EntityRow) => [...(lines[line] ?? "")].slice(start, end).join("");
    const columns: readonly Column<EntityRow>[] = [
      { id: "entity", head: t("view.entity"), cell: textOf, sortValue: textOf },
      { id: "kind", head: t("view.kind"), cell: ({ kind }) => kind, sortValue: ({ kind }) => kind },
      {
        id: "score",
        head: t("view.score"),
        numeric: true,
        cell: ({ entity }) => percentText(entity.score, locale),
        sortValue: ({ entity }) => entity.score,
      },
      {
        id: "place",
        head: t("view.place"),
        cell: ({ entity: { start, end } }) => `${start}–${end}`,
        sortValue: ({ entity }) => entity.start,
      },
    ];
    const lineColumn: Column<EntityRow> = {
      id: "line",
      head: t("view.line-head"),
      cell: ({ line }) => line + 1,
      sortValue: ({ line }) => line,
    };

    return (
      <div className={parts.column}>
        <Segmented
          label={t("view.grouping")}
          value={strategy}
          onChange={(chosen) => onOptions({ aggregation_strategy: chosen })}
          choices={strategies.map((value) => ({ value, label: t(`choice.aggregation_strategy.${value}`) }))}
        />
        {kinds.length > 0 && (
          <ToneChips
            legend={t("view.kinds")}
            chips={kinds.map((kind) => ({
              id: kind,
              label: t("view.kind-count", { kind, count: rows.filter((row) => row.kind === kind).length }),
              tone: rows.find((row) => row.kind === kind)?.tone,
              isOn: !ignored.includes(kind),
            }))}
            onToggle={toggle}
          />
        )}
        <div className={css.lines}>
          {lines.slice(0, shownLines).map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <div key={index} className={css.line}>
              {options.per_line && <span className={parts.num}>{index + 1}</span>}
              <SpanText
                text={line}
                spans={spans.get(index) ?? none}
                label={options.per_line ? t("view.line", { number: index + 1 }) : t("view.marked")}
                activeId={activeId}
                onActive={setActiveId}
              />
            </div>
          ))}
        </div>
        {lines.length > shownLines && (
          <p className={parts.mute}>{t("ui.first-of", { shown: shownLines, count: lines.length })}</p>
        )}
        {shown.length === 0 ? (
          final && <p className={parts.mute}>{t(rows.length === 0 ? "view.empty" : "view.nothing-shown")}</p>
        ) : (
          <SortableTable
            caption={t("view.caption")}
            columns={options.per_line ? [...columns, lineColumn] : columns}
            rows={shown}
            keyOf={({ id }) => id}
            linked={{ activeId, onActive: setActiveId }}
            t={t}
            locale={locale}
          />
        )}
        {final && rows.length > 0 && (
          <div className={parts.row}>
            <DownloadButton
              label={t("view.download-csv")}
              name="entities.csv"
              make={() =>
                new Blob(
                  [
                    toCsv([
                      ["line", "start", "end", "text", "label", "score"],
                      ...shown.map((row) => {
                        const { start, end, score } = row.entity;
                        return [row.line + 1, start, end, textOf(row), row.kind, score];
                      }),
                    ]),
                  ],
                  { type: "text/csv" },
                )
              }
            />
          </div>
        )}
      </div>
    );
  },
  toJson: (output, _input, { aggregation_strategy: strategy, ignore_labels: ignored, per_line }) =>
    toPythonJson(output, { strategy, ignored }, per_line),
});

const none: readonly never[] = [];
const ignoredFromTheStart = definition.options.ignore_labels.default;
