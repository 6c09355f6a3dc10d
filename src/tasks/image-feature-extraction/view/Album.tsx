import { useMemo, useState } from "react";
import type { Matrix, Pixels } from "../../../shared/media.ts";
import { rowOf } from "../../../shared/media.ts";
import { rankBy, similaritiesOf, unitRows } from "../../../shared/vectors/similarity.ts";
import { Bars } from "../../../ui/Bars.tsx";
import { decimalText } from "../../../ui/number.ts";
import { PixelsCanvas } from "../../../ui/PixelsCanvas.tsx";
import parts from "../../../ui/parts.module.css";
import { ScatterMap } from "../../../ui/ScatterMap.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import { SimilarityMatrix } from "../../../ui/SimilarityMatrix.tsx";
import type { Speaking } from "../../../ui/words.ts";
import { mapVerb } from "../../common/vectors/maths/protocol.ts";
import { useDerived, useKept } from "../../common/vectors/view/hooks.tsx";
import type { Key } from "../definition.ts";
import css from "./view.module.css";

interface AlbumProps extends Speaking<Key> {
  readonly pictures: readonly Pixels[];
  /** A row a picture. */
  readonly vectors: Matrix;
}

const views = ["similarity", "map"] as const;
/** Two pictures span a line, not a plane. */
const leastMapRows = 3;
const thumbSide = 96;

/** Several pictures by how alike they are: all pairs, on a plane, and the nearest to the one that is chosen. */
export function Album({ pictures, vectors, t, locale }: AlbumProps) {
  const [wanted, setWanted] = useState<(typeof views)[number]>("similarity");
  const [active, setActive] = useState<number>();
  const [picked, setPicked] = useState(0);
  const chosen = Math.min(picked, vectors.rows - 1);
  const hasMap = vectors.rows >= leastMapRows;
  const view = hasMap ? wanted : "similarity";
  const labels = useMemo(
    () => pictures.map((_, place) => t("view.picture-number", { number: place + 1 })),
    [pictures, t],
  );
  const values = useMemo(() => similaritiesOf(vectors), [vectors]);
  const nearest = useMemo(() => {
    const { places, scores } = rankBy(unitRows(vectors), rowOf(vectors, chosen));
    return Array.from(places, (place, at) => ({ place, score: scores[at] ?? 0 })).filter(
      ({ place }) => place !== chosen,
    );
  }, [vectors, chosen]);
  const kept = useKept(vectors, view === "map");
  const map = useDerived(kept, mapVerb, view === "map" ? { method: "pca" } : undefined, "pictures");
  const selection = { active, onActive: setActive, chosen, onChoose: setPicked };
  const thumb = (place: number) => {
    const pixels = pictures[place];
    return pixels && <PixelsCanvas pixels={pixels} label="" longest={thumbSide} className={css.thumb} />;
  };
  return (
    <div className={parts.column}>
      {hasMap && (
        <Segmented
          label={t("view.views")}
          value={view}
          onChange={setWanted}
          choices={views.map((value) => ({ value, label: t(`view.view-${value}`) }))}
        />
      )}
      {view === "similarity" && (
        <SimilarityMatrix {...selection} values={values} labels={labels} count={vectors.rows} t={t} locale={locale} />
      )}
      {view === "map" && map.status === "done" && (
        <ScatterMap
          {...selection}
          label={t("view.map-label", { count: vectors.rows })}
          positions={map.value}
          labels={labels}
          groups={undefined}
        />
      )}
      {view === "map" && map.status !== "done" && (
        <p className={parts.mute}>{t(map.status === "failed" ? "view.map-failed" : "view.map-waiting")}</p>
      )}
      <fieldset className={css.thumbs}>
        <legend className={parts.mute}>{t("view.choose")}</legend>
        {pictures.slice(0, vectors.rows).map((_, place) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a picture is its place
            key={place}
            type="button"
            className={css.choice}
            aria-pressed={place === chosen}
            aria-label={labels[place]}
            onClick={() => setPicked(place)}
          >
            {thumb(place)}
          </button>
        ))}
      </fieldset>
      <Bars
        caption={t("view.nearest", { number: chosen + 1 })}
        labelHead={t("view.picture-head")}
        valueHead={t("view.cosine")}
        rows={nearest.map(({ place, score }) => ({
          id: String(place),
          label: (
            <span className={css.neighbour}>
              {thumb(place)}
              {labels[place]}
            </span>
          ),
          share: score,
          text: decimalText(score, locale, 3),
        }))}
        activeId={active === undefined ? undefined : String(active)}
        onActive={(id) => setActive(id === undefined ? undefined : Number(id))}
      />
    </div>
  );
}
