import { countText, decimalText } from "../../../ui/number.ts";
import parts from "../../../ui/parts.module.css";
import table from "../../../ui/table.module.css";
import type { Speaking } from "../../../ui/words.ts";
import type { Clusters } from "../../common/vectors/maths/protocol.ts";
import type { Key } from "../definition.ts";
import { ClusterMark } from "./ClusterMark.tsx";
import css from "./views.module.css";

interface ClusterListProps extends Speaking<Key> {
  readonly clusters: Clusters;
  readonly labels: readonly string[];
  /** How many the reader wants; left out, the silhouette says. */
  readonly wanted: number | undefined;
  readonly onWanted: (count: number | undefined) => void;
  readonly only: number | undefined;
  readonly onOnly: (cluster: number | undefined) => void;
}

/** The groups, named by the texts in their middle; pressing one shows it alone. */
export function ClusterList({ clusters, labels, wanted, onWanted, only, onOnly, t, locale }: ClusterListProps) {
  const { sizes, nearest, scores } = clusters;
  const score = scores.find(({ count }) => count === sizes.length);
  return (
    <section className={css.stack} aria-label={t("view.clusters")}>
      <label className={css.count}>
        <span>{t("view.cluster-count")}</span>
        <select
          className={table.select}
          value={wanted ?? "auto"}
          onChange={(event) => {
            const { value } = event.currentTarget;
            onWanted(value === "auto" ? undefined : Number(value));
          }}
        >
          <option value="auto">{t("view.cluster-auto")}</option>
          {scores.map(({ count }) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </select>
      </label>
      <ul className={css.clusters}>
        {sizes.map((size, cluster) => {
          const [name, ...others] = nearest[cluster]?.map((row) => labels[row] ?? "") ?? [];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a cluster is its number
            <li key={cluster}>
              <button
                type="button"
                className={css.cluster}
                aria-pressed={only === cluster}
                onClick={() => onOnly(only === cluster ? undefined : cluster)}
              >
                <ClusterMark cluster={cluster} />
                <span className={css.name}>
                  {name}
                  {others.length > 0 && <span className={css.others}>{others.join(" \u00b7 ")}</span>}
                </span>
                <span className={parts.num}>{countText(size, locale)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {score && (
        <details className={parts.details}>
          <summary>{t("view.silhouette", { score: decimalText(score.silhouette, locale, 2) })}</summary>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">{t("view.clusters")}</th>
                <th scope="col">{t("view.silhouette-head")}</th>
              </tr>
            </thead>
            <tbody>
              {scores.map(({ count, silhouette }) => (
                <tr key={count}>
                  <th scope="row">{count}</th>
                  <td>{decimalText(silhouette, locale, 3)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}
