import { useMemo, useState } from "react";
import { toCsv } from "../../shared/csv.ts";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { LinkedTable } from "../../ui/LinkedTable.tsx";
import { percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { SpanText } from "../../ui/SpanText.tsx";
import { defineVisualizer } from "../visualizer.ts";
import type { Answer } from "./answer.ts";
import { definition } from "./definition.ts";
import css from "./visualizer.module.css";

interface Ranked extends Answer {
  readonly id: string;
  readonly isAsked: boolean;
}

export const visualizer = defineVisualizer(definition, {
  View({ input, output, final, t, locale }) {
    const rows = useMemo(
      () => [
        ...output.answers.map((answer, index): Ranked => ({ ...answer, id: `a${index}`, isAsked: true })),
        ...output.others.map((answer, index): Ranked => ({ ...answer, id: `o${index}`, isAsked: false })),
      ],
      [output],
    );
    const [activeId, setActiveId] = useState<string>();
    const spans = useMemo(
      () =>
        rows
          .map(({ id, start, end, isAsked }, index) => {
            const tag = isAsked ? String(index + 1) : undefined;
            return { id, start, end, tone: isAsked ? 0 : 5, strong: index === 0, tag };
          })
          .filter(({ start, end }) => start < end),
      [rows],
    );
    const [best] = output.answers;
    if (!best) return <p className={parts.mute}>{t(final ? "view.empty" : "view.waiting")}</p>;
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
        <LinkedTable
          caption={t("view.caption")}
          heads={[t("view.answer"), t("view.score"), t("view.place"), t("view.rank")]}
          rows={rows.map(({ id, answer, score, start, end, isAsked }, index) => ({
            id,
            label: answer === "" ? <em>{t("view.nothing")}</em> : answer,
            cells: [
              percentText(score, locale),
              answer === "" ? "" : start < end ? `${start}–${end}` : t("view.not-in-text"),
              `${index + 1} · ${t(isAsked ? "view.asked" : "view.also")}`,
            ],
          }))}
          activeId={activeId}
          onActive={setActiveId}
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
