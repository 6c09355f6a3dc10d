import { type Matrix, rowOf } from "../../../shared/media.ts";
import { Bars } from "../../../ui/Bars.tsx";
import { decimalText } from "../../../ui/number.ts";
import parts from "../../../ui/parts.module.css";
import { VectorStrip } from "../../../ui/VectorStrip.tsx";
import { VectorTable } from "../../../ui/VectorTable.tsx";
import type { Speaking } from "../../../ui/words.ts";
import { rankVerb } from "../../common/vectors/maths/protocol.ts";
import { type Kept, useDerived } from "../../common/vectors/view/hooks.tsx";
import type { Key } from "../definition.ts";
import { Pending } from "./Pending.tsx";
import type { Selection } from "./selection.ts";
import css from "./views.module.css";

const shownNeighbours = 10;

interface ChosenProps extends Speaking<Key>, Selection {
  readonly vectors: Matrix;
  readonly labels: readonly string[];
  readonly kept: Kept | undefined;
  readonly peak: number;
}

/** One text: its vector, and the texts that are nearest to it among all. */
export function Chosen({
  vectors,
  labels,
  kept,
  peak,
  chosen = 0,
  onChoose,
  active,
  onActive,
  t,
  locale,
}: ChosenProps) {
  const row = Math.min(chosen, vectors.rows - 1);
  const values = rowOf(vectors, row);
  const text = labels[row] ?? "";
  const derived = useDerived(kept, rankVerb, { vector: Float32Array.from(values) }, `rank ${row}`);
  return (
    <section className={css.chosen} aria-label={t("view.chosen")}>
      <h3 className={parts.heading}>{t("view.chosen")}</h3>
      <blockquote className={css.quote}>
        <span className={parts.num}>{row + 1}</span> {text}
      </blockquote>
      <VectorStrip
        values={values}
        peak={peak}
        label={t("ui.vector.label", { text, count: vectors.columns })}
        onDimension={() => {}}
      />
      <VectorTable values={values} t={t} locale={locale} />
      {vectors.rows > 1 && <h3 className={parts.heading}>{t("view.neighbours")}</h3>}
      {vectors.rows > 1 && derived.status !== "done" && (
        <Pending derived={derived} message="view.comparing" t={t} locale={locale} />
      )}
      {vectors.rows > 1 && derived.status === "done" && (
        <Bars
          caption={t("view.neighbours-of", { text })}
          labelHead={t("ui.text")}
          valueHead={t("ui.similarity.cosine")}
          activeId={active === undefined ? undefined : String(active)}
          onActive={(id) => onActive(id === undefined ? undefined : Number(id))}
          rows={neighboursIn(derived.value, row).map(({ place, score }) => ({
            id: String(place),
            label: (
              <button type="button" className={css.pick} onClick={() => onChoose(place)}>
                {labels[place]}
              </button>
            ),
            share: score,
            text: decimalText(score, locale, 3),
          }))}
        />
      )}
    </section>
  );
}

function neighboursIn({ places, scores }: { places: Uint32Array; scores: Float32Array }, row: number) {
  return Array.from(places.subarray(0, shownNeighbours + 1), (place, at) => ({ place, score: scores[at] ?? 0 }))
    .filter(({ place }) => place !== row)
    .slice(0, shownNeighbours);
}
