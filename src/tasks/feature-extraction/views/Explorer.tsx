import { useState } from "react";
import type { Matrix } from "../../../shared/media.ts";
import { peakOf } from "../../../shared/vectors/similarity.ts";
import { HeatStrips } from "../../../ui/HeatStrips.tsx";
import parts from "../../../ui/parts.module.css";
import { Segmented } from "../../../ui/Segmented.tsx";
import type { Speaking } from "../../../ui/words.ts";
import type { Kept } from "../../common/vectors/view/hooks.tsx";
import type { Key } from "../definition.ts";
import { Chosen } from "./Chosen.tsx";
import { MapView } from "./MapView.tsx";
import { type Query, SearchView } from "./SearchView.tsx";
import { SimilarityView } from "./SimilarityView.tsx";
import css from "./views.module.css";

const views = ["similarity", "map", "strips", "search"] as const;
type View = (typeof views)[number];

/** Two texts span a line, not a plane. */
const leastMapRows = 3;
/** Up to so many rows are looked at for the scale of the strips: one that is a little off clips a bar. */
const peakRows = 256;

interface ExplorerProps extends Speaking<Key> {
  readonly vectors: Matrix;
  readonly labels: readonly string[];
  readonly kept: Kept | undefined;
  /** Whether more vectors may come: what takes long waits. */
  readonly isGrowing: boolean;
  /** Left out where no model can be asked. */
  readonly onQuery: ((text: string) => Promise<Query>) | undefined;
}

/** Vectors by whatever view the reader takes; the text that is looked at is the same in all of them. */
export function Explorer({ vectors, labels, kept, isGrowing, onQuery, t, locale }: ExplorerProps) {
  const [wanted, setWanted] = useState<View>("similarity");
  const [active, setActive] = useState<number>();
  const [chosen, setChosen] = useState<number>();
  const { data, rows, columns } = vectors;
  const peak = peakOf(data.subarray(0, Math.min(rows, peakRows) * columns));
  const offered = views.filter((view) => {
    if (view === "search") return onQuery !== undefined;
    if (view === "map") return rows >= leastMapRows;
    return view === "strips" || rows > 1;
  });
  const view = offered.includes(wanted) ? wanted : "strips";
  const selection = { active, onActive: setActive, chosen, onChoose: setChosen };
  const shared = { vectors, labels, kept, t, locale, ...selection };
  const waits = isGrowing && (view === "map" || view === "search" || (view === "similarity" && kept === undefined));
  return (
    <>
      <Segmented
        label={t("view.views")}
        value={view}
        onChange={setWanted}
        choices={offered.map((value) => ({ value, label: t(`view.view-${value}`) }))}
      />
      {waits && <p className={parts.mute}>{t("view.growing")}</p>}
      {view === "similarity" && <SimilarityView {...shared} />}
      {view === "map" && !waits && <MapView {...shared} />}
      {view === "strips" && <HeatStrips {...shared} peak={peak} />}
      {view === "search" && !waits && onQuery && <SearchView {...shared} onQuery={onQuery} />}
      <div className={css.divider} />
      <Chosen {...shared} peak={peak} />
    </>
  );
}
