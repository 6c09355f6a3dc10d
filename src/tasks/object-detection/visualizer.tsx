import { useMemo, useState } from "react";
import { toCsv } from "../../shared/csv.ts";
import { BoxOverlay } from "../../ui/BoxOverlay.tsx";
import { DownloadButton } from "../../ui/DownloadButton.tsx";
import { decimalText, percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { type Column, SortableTable } from "../../ui/SortableTable.tsx";
import { ToneChips } from "../../ui/ToneChips.tsx";
import { useNameOf } from "../common/labels/view/use-names.ts";
import { defineVisualizer } from "../visualizer.ts";
import { type Choice, chosenOf } from "./candidates.ts";
import { toCoco } from "./coco.ts";
import { definition } from "./definition.ts";
import css from "./visualizer.module.css";

/** More boxes over one another are no picture; the downloads have them all. */
const shownBoxes = 200;

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output, final, t, locale, onOptions }) {
    const [activeId, setActiveId] = useState<string>();
    const nameOf = useNameOf("coco", locale);
    const { threshold, ignore_labels: ignored } = options;
    // A class keeps its colour and its button while others come and go.
    const sure = useMemo(() => chosenOf(output, { threshold, ignore_labels: [] }), [output, threshold]);
    const shown = useMemo(
      () =>
        sure
          .filter(({ label }) => !ignored.includes(label))
          .toSorted((one, other) => other.score - one.score)
          .map((found, index) => ({ ...found, id: String(index) })),
      [sure, ignored],
    );
    const classes = useMemo(() => [...new Set(output.labels)].sort(), [output]);
    const counts = new Map<string, number>();
    for (const { label } of sure) counts.set(label, (counts.get(label) ?? 0) + 1);
    const listed = shown.slice(0, shownBoxes);
    const best = output.scores.reduce((most, score) => Math.max(most, score), 0);
    const toneOf = (label: string) => classes.indexOf(label) % 6;

    /** Another choice is another list of boxes: what was pointed at is no longer at its place. */
    function choose(choice: Partial<Choice>): void {
      setActiveId(undefined);
      onOptions(choice);
    }

    function toggle(label: string): void {
      const others = ignored.filter((name) => name !== label);
      choose({ ignore_labels: others.length < ignored.length ? others : [...ignored, label] });
    }

    function reasonForNothing(): string {
      if (!final) return t("view.waiting");
      if (sure.length > 0) return t("view.all-off");
      if (best === 0) return t("view.empty");
      return t("view.lower", {
        threshold: decimalText(threshold, locale, 2),
        best: decimalText(best, locale, 2),
      });
    }

    const columns: readonly Column<(typeof listed)[number]>[] = [
      {
        id: "class",
        head: t("view.class"),
        cell: ({ label }) => nameOf(label),
        sortValue: ({ label }) => nameOf(label),
      },
      {
        id: "score",
        head: t("view.score"),
        numeric: true,
        cell: ({ score }) => percentText(score, locale),
        sortValue: ({ score }) => score,
      },
      {
        id: "box",
        head: t("view.box"),
        numeric: true,
        cell: ({ box: { xmin, ymin, xmax, ymax } }) => `${xmin}, ${ymin} – ${xmax}, ${ymax}`,
        sortValue: ({ box: { xmin, ymin, xmax, ymax } }) => (xmax - xmin) * (ymax - ymin),
      },
    ];

    return (
      <div className={parts.column}>
        <label className={css.threshold}>
          {t("option.threshold")}
          <input
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={threshold}
            onChange={(event) => choose({ threshold: event.currentTarget.valueAsNumber })}
          />
          <output className={parts.num}>{decimalText(threshold, locale, 2)}</output>
        </label>
        {counts.size > 0 && (
          <ToneChips
            legend={t("view.classes")}
            chips={[...counts]
              .sort(([one], [other]) => classes.indexOf(one) - classes.indexOf(other))
              .map(([label, count]) => ({
                id: label,
                label: t("view.class-count", { label: nameOf(label), count }),
                tone: toneOf(label),
                isOn: !ignored.includes(label),
              }))}
            onToggle={toggle}
          />
        )}
        <div className={css.view}>
          <BoxOverlay
            pixels={input.image}
            label={t("view.picture")}
            boxes={listed.map(({ id, label, score, box }) => ({
              id,
              tag: `${nameOf(label)} ${percentText(score, locale)}`,
              tone: toneOf(label),
              ...box,
            }))}
            activeId={activeId}
            onActive={setActiveId}
          />
          {shown.length === 0 ? (
            <p className={parts.mute}>{reasonForNothing()}</p>
          ) : (
            <SortableTable
              caption={t("view.caption")}
              columns={columns}
              rows={listed}
              keyOf={({ id }) => id}
              linked={{ activeId, onActive: setActiveId }}
              t={t}
              locale={locale}
            />
          )}
        </div>
        {shown.length > shownBoxes && (
          <p className={parts.mute}>{t("ui.first-of", { shown: shownBoxes, count: shown.length })}</p>
        )}
        {final && shown.length > 0 && (
          <div className={parts.row}>
            <DownloadButton
              label={t("view.download-coco")}
              name="detections.coco.json"
              make={() => new Blob([JSON.stringify(toCoco(shown, input.image))], { type: "application/json" })}
            />
            <DownloadButton
              label={t("view.download-csv")}
              name="detections.csv"
              make={() =>
                new Blob(
                  [
                    toCsv([
                      ["label", "score", "xmin", "ymin", "xmax", "ymax"],
                      ...shown.map(({ label, score, box: { xmin, ymin, xmax, ymax } }) => {
                        return [label, score, xmin, ymin, xmax, ymax];
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
  toJson: (output, _input, options) => chosenOf(output, options),
});
