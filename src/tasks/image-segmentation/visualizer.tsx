import { useId, useMemo, useState } from "react";
import { toDataUrl } from "../../shared/base64.ts";
import { decimalText, percentText } from "../../ui/number.ts";
import parts from "../../ui/parts.module.css";
import { SegmentOverlay } from "../../ui/SegmentOverlay.tsx";
import { type Column, SortableTable } from "../../ui/SortableTable.tsx";
import { rgbOf } from "../../ui/segment-map.ts";
import { useNameOf } from "../common/labels/view/use-names.ts";
import { defineVisualizer } from "../visualizer.ts";
import { ChosenSegment } from "./ChosenSegment.tsx";
import { definition } from "./definition.ts";
import { type Listed, listedOf } from "./listed.ts";
import css from "./visualizer.module.css";

export const visualizer = defineVisualizer(definition, {
  View({ input, options, output, final, t, locale }) {
    const [pointedId, setPointedId] = useState<string>();
    const [chosenId, setChosenId] = useState<string>();
    const [opacity, setOpacity] = useState(0.6);
    const slider = useId();
    const nameOf = useNameOf("segments", locale);
    const { width, height, segments } = output;
    const listed = useMemo(() => listedOf(segments), [segments]);
    const bySize = useMemo(() => listed.toSorted((one, other) => other.segment.area - one.segment.area), [listed]);
    const overlaid = useMemo(() => {
      return listed.map(({ id, segment: { label, middle }, nth }, index) => ({
        id,
        tag: nth === undefined ? nameOf(label) : t("view.nth", { label: nameOf(label), nth }),
        colour: rgbOf(index),
        middle,
      }));
    }, [listed, nameOf, t]);
    const chosen = listed.find(({ id }) => id === chosenId) ?? bySize[0];
    const titleOf = ({ number }: Listed) => overlaid[number - 1]?.tag ?? "";
    const covered = segments.reduce((sum, { area }) => sum + area, 0) / (width * height);
    const hasScores = segments.some(({ score }) => score !== null);
    const active = { activeId: pointedId ?? chosenId, onActive: setPointedId };
    const score: Column<Listed> = {
      id: "score",
      head: t("view.score"),
      numeric: true,
      cell: ({ segment }) => percentText(segment.score ?? 0, locale),
      sortValue: ({ segment }) => segment.score ?? undefined,
    };
    const columns: readonly Column<Listed>[] = [
      {
        id: "segment",
        head: t("view.segment"),
        cell: (entry) => {
          const [red, green, blue] = overlaid[entry.number - 1]?.colour ?? [0, 0, 0];
          return (
            <span className={css.name}>
              <span className={css.swatch} style={{ background: `rgb(${red} ${green} ${blue})` }} />
              {titleOf(entry)}
            </span>
          );
        },
        sortValue: titleOf,
      },
      {
        id: "area",
        head: t("view.area"),
        numeric: true,
        cell: ({ segment }) => percentText(segment.area / (width * height), locale),
        sortValue: ({ segment }) => segment.area,
      },
      ...(hasScores ? [score] : []),
    ];

    return (
      <div className={parts.column}>
        <div className={css.opacity}>
          <label htmlFor={slider}>{t("view.opacity")}</label>
          <input
            id={slider}
            type="range"
            min={0}
            max={1}
            step={0.05}
            value={opacity}
            onChange={(event) => setOpacity(event.currentTarget.valueAsNumber)}
          />
          <output htmlFor={slider} className={parts.num}>
            {percentText(opacity, locale)}
          </output>
        </div>
        <div className={css.view}>
          <SegmentOverlay
            pixels={input.image}
            label={t("view.picture")}
            map={output}
            segments={overlaid}
            opacity={opacity}
            onChoose={setChosenId}
            {...active}
          />
          {bySize.length === 0 ? (
            <p className={parts.mute}>
              {final ? t("view.empty", { threshold: decimalText(options.threshold, locale, 2) }) : t("view.waiting")}
            </p>
          ) : (
            <div className={css.legend}>
              <SortableTable
                caption={t("view.caption")}
                columns={columns}
                rows={bySize}
                keyOf={({ id }) => id}
                linked={{ ...active, onChoose: setChosenId }}
                t={t}
                locale={locale}
              />
              {covered < 0.9995 && (
                <p className={parts.mute}>{t("view.uncovered", { share: percentText(1 - covered, locale) })}</p>
              )}
            </div>
          )}
        </div>
        {final && chosen && (
          <ChosenSegment picture={input.image} segmentation={output} chosen={chosen} title={titleOf(chosen)} t={t} />
        )}
      </div>
    );
  },
  toJson: ({ segments }) =>
    Promise.all(
      segments.map(async ({ label, score, mask }) => ({
        label,
        score,
        mask: await toDataUrl(new Blob([mask], { type: "image/png" })),
      })),
    ),
});
