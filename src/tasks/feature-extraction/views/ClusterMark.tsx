import { tokenOf } from "../../../ui/marks.ts";
import css from "./views.module.css";

/** A cluster's number in its colour. */
export function ClusterMark({ cluster }: { readonly cluster: number }) {
  return (
    <span className={css.mark} style={{ borderColor: `var(${tokenOf(cluster)})` }}>
      {cluster + 1}
    </span>
  );
}
