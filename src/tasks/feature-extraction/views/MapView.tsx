import { useMemo, useState } from "react";
import type { Matrix } from "../../../shared/media.ts";
import { decimalText } from "../../../ui/number.ts";
import parts from "../../../ui/parts.module.css";
import { RowGrid } from "../../../ui/RowGrid.tsx";
import { ScatterMap } from "../../../ui/ScatterMap.tsx";
import { Segmented } from "../../../ui/Segmented.tsx";
import type { Speaking } from "../../../ui/words.ts";
import { clustersVerb, mapVerb } from "../../common/vectors/maths/protocol.ts";
import { type Kept, useDerived } from "../../common/vectors/view/hooks.tsx";
import type { Key } from "../definition.ts";
import { ClusterList } from "./ClusterList.tsx";
import { ClusterMark } from "./ClusterMark.tsx";
import { Pending } from "./Pending.tsx";
import type { Selection } from "./selection.ts";
import css from "./views.module.css";

/** With fewer there are no neighbourhoods that UMAP could keep. */
const leastUmapRows = 8;
const methods = ["umap", "pca"] as const;

interface MapViewProps extends Speaking<Key>, Selection {
  readonly vectors: Matrix;
  readonly labels: readonly string[];
  readonly kept: Kept | undefined;
}

/** All texts on a plane, those that mean the same beside each other, and the groups that they form. */
export function MapView({ vectors, labels, kept, t, locale, ...selection }: MapViewProps) {
  const { rows } = vectors;
  const hasUmap = rows >= leastUmapRows;
  const [method, setMethod] = useState<(typeof methods)[number]>("umap");
  const [wanted, setWanted] = useState<number>();
  const [only, setOnly] = useState<number>();
  const isUmap = hasUmap && method === "umap";
  const pca = useDerived(kept, mapVerb, { method: "pca" }, "pca");
  const umap = useDerived(kept, mapVerb, isUmap ? { method: "umap" } : undefined, `umap ${isUmap}`);
  const grouped = useDerived(kept, clustersVerb, { wanted }, `clusters ${wanted ?? "auto"}`);
  const clusters = grouped.status === "done" ? grouped.value : undefined;
  const map = isUmap && umap.status === "done" ? umap : pca;
  const positions = map.status === "done" ? map.value : undefined;
  const shown = useMemo(() => {
    const all = Uint32Array.from({ length: rows }, (_, row) => row);
    return only === undefined ? all : all.filter((row) => clusters?.labels[row] === only);
  }, [rows, only, clusters]);

  return (
    <div className={css.stack}>
      <div className={parts.row}>
        {hasUmap && (
          <Segmented
            label={t("view.method")}
            value={method}
            onChange={setMethod}
            choices={methods.map((value) => ({ value, label: t(`view.method-${value}`) }))}
          />
        )}
        <p className={parts.mute}>{t(map === pca ? "view.pca-note" : "view.umap-note")}</p>
      </div>
      <div className={css.mapLayout}>
        <div className={css.stack}>
          {positions ? (
            <ScatterMap
              label={t("view.map-label", { count: rows })}
              positions={positions}
              labels={labels}
              groups={clusters?.labels}
              only={only}
              {...selection}
            />
          ) : (
            <div className={css.mapSpace} />
          )}
          {isUmap && <Pending derived={umap} message="view.arranging" t={t} locale={locale} />}
          {!isUmap && <Pending derived={pca} message="view.arranging" t={t} locale={locale} />}
          <p className={css.under}>{labels[selection.active ?? selection.chosen ?? -1] ?? "\u00a0"}</p>
        </div>
        <div className={css.stack}>
          <Pending derived={grouped} message="view.grouping" t={t} locale={locale} />
          {clusters && (
            <ClusterList
              {...{ clusters, labels, t, locale, wanted, only }}
              onOnly={setOnly}
              onWanted={(count) => {
                setWanted(count);
                setOnly(undefined);
              }}
            />
          )}
        </div>
      </div>
      <RowGrid
        caption={t("view.map-table")}
        columns={[
          { id: "number", head: t("ui.number"), width: "48px", isNumber: true },
          { id: "text", head: t("ui.text") },
          { id: "cluster", head: t("view.cluster"), width: "76px" },
          { id: "x", head: "x", width: "68px", isNumber: true, isExtra: true },
          { id: "y", head: "y", width: "68px", isNumber: true, isExtra: true },
        ]}
        rows={shown}
        {...selection}
        cell={(row, column) => {
          if (column === "number") return row + 1;
          if (column === "text") return <span title={labels[row]}>{labels[row]}</span>;
          if (column === "cluster") return clusters && <ClusterMark cluster={clusters.labels[row] ?? 0} />;
          const value = positions?.data[row * 2 + (column === "x" ? 0 : 1)];
          return value === undefined ? "" : decimalText(value, locale, 2);
        }}
      />
    </div>
  );
}
