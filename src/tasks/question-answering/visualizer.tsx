import { useMemo, useState } from "react";
import { toCsv } from "../../shared/csv.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { type Column, SortableTable } from "../../ui/SortableTable.tsx";
import { SpanText } from "../../ui/SpanText.tsx";
import { defineVisualizer } from "../visualizer.ts";
import type { Answer } from "./answer.ts";
import { definition } from "./definition.ts";
import css from "./visualizer.module.css";

interface Ranked extends Answer {
  readonly id: string;
  readonly isAsked: boolean;
  /** From 1, over both kinds. */
  readonly rank: number;
}

export const visualizer = defineVisualizer(definition, {
  View({ input, output, final, t, locale }) {
    // What Python fills up with (candidates.ts) tells a reader nothing.
    const rows = useMemo(() => {
      const likely = output.answers.filter(({ score }, index) => index === 0 || score > 0);
      return [
        ...likely.map((answer, index): Ranked => ({ ...answer, id: `a${index}`, isAsked: true, rank: index + 1 })),
        ...output.others.map(
          (answer, index): Ranked => ({
            ...answer,
            id: `o${index}`,
            isAsked: false,
            rank: likely.length + index + 1,
          }),
        ),
      ];
    }, [output]);
    const [activeId, setActiveId] = useState<string>();
    const spans = useMemo(
      () =>
        rows
          .map(({ id, start, end, isAsked, rank }) => {
            const tag = isAsked ? String(rank) : undefined;
            return { id, start, end, tone: isAsked ? 0 : 5, strong: rank === 1, tag };
          })
          .filter(({ start, end }) => start < end),
      [rows],
    );
    const [best] = output.answers;
    if (!best) return <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>;
    const columns: readonly Column<Ranked>[] = [
      {
        id: "answer",
        head: t("view.answer"),
        cell: ({ answer }) => (answer === "" ? <em>{t("view.nothing")}</em> : answer),
        sortValue: ({ answer }) => answer || undefined,
      },
      {
        id: "score",
        head: t("view.score"),
        numeric: true,
        cell: ({ score }) => percentText(score, locale),
        sortValue: ({ score }) => score,
      },
      {
        id: "place",
        head: t("view.place"),
        cell: ({ answer, start, end }) =>
          answer === "" ? "" : start < end ? `${start}–${end}` : t("view.not-in-text"),
        sortValue: ({ start, end }) => (start < end ? start : undefined),
      },
      {
        id: "rank",
        head: t("view.rank"),
        cell: ({ rank, isAsked }) => `${rank} · ${t(isAsked ? "view.asked" : "view.also")}`,
        sortValue: ({ rank }) => rank,
      },
    ];
    return (
      <div className={parts.column}>
        <p className={css.best} aria-live={final ? "polite" : "off"}>
          <span className={css.question}>{input.question}</span>
          {best.answer === "" ? <em>{t("view.nothing")}</em> : <strong dir="auto">{best.answer}</strong>}
          <span className={parts.num}>{percentText(best.score, locale)}</span>
        </p>
        <SpanText
          text={input.context}
          spans={spans}
          label={t("view.marked")}
          activeId={activeId ?? "a0"}
          onActive={setActiveId}
        />
        <SortableTable
          caption={t("view.caption")}
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          linked={{ activeId, onActive: setActiveId }}
          t={t}
          locale={locale}
        />
        {final && (
          <div className={parts.row}>
            <DownloadButton
              label={t("view.download-csv")}
              name="answers.csv"
              make={() =>
                new Blob(
                  [
                    toCsv([
                      ["answer", "score", "start", "end"],
                      ...output.answers.map(({ answer, score, start, end }) => [answer, score, start, end]),
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
  toJson: ({ answers }) => answers,
});
