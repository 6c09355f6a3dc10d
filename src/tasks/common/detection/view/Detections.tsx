import { useMemo, useState } from "react";
import { toCsv } from "../../../../shared/csv.ts";
import { originalOf, type Pixels } from "../../../../shared/media.ts";
import { BoxOverlay } from "../../../../ui/BoxOverlay.tsx";
import { DownloadButton } from "../../../../ui/DownloadButton.tsx";
import { decimalText, flooredText, percentText } from "../../../../ui/number.ts";
import parts from "../../../../ui/parts.module.css";
import { type Column, SortableTable } from "../../../../ui/SortableTable.tsx";
import { ToneChips } from "../../../../ui/ToneChips.tsx";
import type { Speaking } from "../../../../ui/words.ts";
import type { SharedKey } from "../../../words.ts";
import type { NameOf } from "../../labels/names.ts";
import type { Candidates } from "../candidates.ts";
import { toCoco } from "../coco.ts";
import { type Choice, type Detection, rankedOf, shownOf } from "../detections.ts";
import css from "./Detections.module.css";

/** More boxes over one another are no picture; the downloads have them all. */
const shownBoxes = 200;

interface DetectionsProps extends Speaking<SharedKey> {
  readonly pixels: Pixels;
  readonly candidates: Candidates;
  /** Those above the threshold. Labels that are off are among them: a label keeps its button while it is. */
  readonly sure: readonly Detection[];
  readonly choice: Choice;
  readonly onChoose: (change: Partial<Choice>) => void;
  readonly nameOf: NameOf;
  readonly final: boolean;
}

/** Boxes over their picture and in a table, chosen by threshold and label without another run. */
export function Detections({ pixels, candidates, sure, choice, onChoose, nameOf, final, t, locale }: DetectionsProps) {
  const [activeId, setActiveId] = useState<string>();
  const { threshold, ignore_labels: ignored } = choice;
  const shown = useMemo(
    () =>
      rankedOf(shownOf(sure, { ignore_labels: ignored }), null).map((found, index) => ({
        ...found,
        id: String(index),
      })),
    [sure, ignored],
  );
  // A label keeps its colour while others come and go.
  const labels = useMemo(() => [...new Set(candidates.labels)], [candidates]);
  const counts = new Map<string, number>();
  for (const { label } of sure) counts.set(label, (counts.get(label) ?? 0) + 1);
  const listed = shown.slice(0, shownBoxes);
  const best = candidates.scores.reduce((most, score) => Math.max(most, score), 0);
  const toneOf = (label: string) => labels.indexOf(label) % 6;
  // A text of which the model names no word leaves a box without a label.
  const wordsOf = (label: string) => nameOf(label) || t("detection.unnamed");

  /** Another choice is another list of boxes: what was pointed at is no longer at its place. */
  function choose(change: Partial<Choice>): void {
    setActiveId(undefined);
    onChoose(change);
  }

  function toggle(label: string): void {
    const others = ignored.filter((name) => name !== label);
    choose({ ignore_labels: others.length < ignored.length ? others : [...ignored, label] });
  }

  function reasonForNothing(): string {
    if (!final) return t("detection.waiting");
    if (sure.length > 0) return t("detection.all-off");
    if (best === 0) return t("detection.empty");
    return t("detection.lower", {
      threshold: decimalText(threshold, locale, 2),
      best: flooredText(best, locale, 2),
    });
  }

  const columns: readonly Column<(typeof listed)[number]>[] = [
    {
      id: "class",
      head: t("detection.class"),
      cell: ({ label }) => wordsOf(label),
      sortValue: ({ label }) => wordsOf(label),
    },
    {
      id: "score",
      head: t("detection.score"),
      numeric: true,
      cell: ({ score }) => percentText(score, locale),
      sortValue: ({ score }) => score,
    },
    {
      id: "box",
      head: t("detection.box"),
      numeric: true,
      cell: ({ box: { xmin, ymin, xmax, ymax } }) => `${xmin}, ${ymin} – ${xmax}, ${ymax}`,
      sortValue: ({ box: { xmin, ymin, xmax, ymax } }) => (xmax - xmin) * (ymax - ymin),
    },
  ];

  return (
    <div className={parts.column}>
      <label className={css.threshold}>
        {t("detection.threshold")}
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
          legend={t("detection.classes")}
          chips={[...counts]
            .sort(([one], [other]) => labels.indexOf(one) - labels.indexOf(other))
            .map(([label, count]) => ({
              id: label,
              label: t("detection.class-count", { label: wordsOf(label), count }),
              tone: toneOf(label),
              isOn: !ignored.includes(label),
            }))}
          onToggle={toggle}
        />
      )}
      <div className={css.view}>
        <BoxOverlay
          pixels={pixels}
          label={t("detection.picture")}
          boxes={listed.map(({ id, label, score, box }) => ({
            id,
            tag: `${wordsOf(label)} ${percentText(score, locale)}`,
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
            caption={t("detection.caption")}
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
            label={t("detection.download-coco")}
            name="detections.coco.json"
            make={() => new Blob([JSON.stringify(toCoco(shown, originalOf(pixels)))], { type: "application/json" })}
          />
          <DownloadButton
            label={t("detection.download-csv")}
            name="detections.csv"
            make={() => new Blob([csvOf(shown)], { type: "text/csv" })}
          />
        </div>
      )}
    </div>
  );
}

function csvOf(detections: readonly Detection[]): string {
  return toCsv([
    ["label", "score", "xmin", "ymin", "xmax", "ymax"],
    ...detections.map(({ label, score, box: { xmin, ymin, xmax, ymax } }) => [label, score, xmin, ymin, xmax, ymax]),
  ]);
}
