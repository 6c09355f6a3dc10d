import { useState } from "react";
import type { Pixels } from "../../shared/media.ts";
import { BoxOverlay } from "../../ui/BoxOverlay.tsx";
import parts from "../../ui/parts.module.css";
import { type Column, SortableTable } from "../../ui/SortableTable.tsx";
import type { Speaking } from "../../ui/words.ts";
import type { SharedKey } from "../words.ts";
import type { Thing } from "./things.ts";

/** More over one another are no picture; the JSON has them all. */
const shownThings = 200;

interface ThingsProps extends Speaking<SharedKey> {
  readonly pixels: Pixels;
  readonly things: readonly Thing[];
  /** What the table is, in words. */
  readonly caption: string;
  readonly final: boolean;
}

/** What a model placed in a picture, over it and in a table beside it. */
export function Things({ pixels, things, caption, final, t, locale }: ThingsProps) {
  const [activeId, setActiveId] = useState<string>();
  const labels = [...new Set(things.map(({ label }) => label))];
  const listed = things.slice(0, shownThings).map((thing, index) => ({ ...thing, id: String(index) }));
  const wordsOf = (label: string) => label || t("detection.unnamed");
  const columns: readonly Column<(typeof listed)[number]>[] = [
    {
      id: "class",
      head: t("detection.class"),
      cell: ({ label }) => <span dir="auto">{wordsOf(label)}</span>,
      sortValue: ({ label }) => wordsOf(label),
    },
    {
      id: "box",
      head: t("detection.box"),
      numeric: true,
      cell: ({ xmin, ymin, xmax, ymax }) => `${xmin}, ${ymin} – ${xmax}, ${ymax}`,
      sortValue: ({ xmin, ymin, xmax, ymax }) => (xmax - xmin) * (ymax - ymin),
    },
  ];
  return (
    <div className={parts.column}>
      {/* Whole on the screen, however tall: what lies in it is to be seen at once. */}
      <div style={{ maxInlineSize: `calc(64vh * ${pixels.width / pixels.height})` }}>
        <BoxOverlay
          pixels={pixels}
          label={t("detection.picture")}
          boxes={listed.map(({ label, ...thing }) => ({
            ...thing,
            tag: wordsOf(label),
            tone: labels.indexOf(label) % 6,
          }))}
          activeId={activeId}
          onActive={setActiveId}
        />
      </div>
      {things.length === 0 ? (
        <p className={parts.mute}>{t(final ? "detection.empty" : "detection.waiting")}</p>
      ) : (
        <SortableTable
          caption={caption}
          columns={columns}
          rows={listed}
          keyOf={({ id }) => id}
          linked={{ activeId, onActive: setActiveId }}
          t={t}
          locale={locale}
        />
      )}
      {things.length > shownThings && (
        <p className={parts.mute}>{t("ui.first-of", { shown: shownThings, count: things.length })}</p>
      )}
    </div>
  );
}
