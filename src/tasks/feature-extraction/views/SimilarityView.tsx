import { useMemo } from "react";
import type { Matrix } from "../../../shared/media.ts";
import { similaritiesOf } from "../../../shared/vectors/similarity.ts";
import { SimilarityMatrix } from "../../../ui/SimilarityMatrix.tsx";
import type { Speaking } from "../../../ui/words.ts";
import { similaritiesVerb } from "../../common/vectors/maths/protocol.ts";
import { type Kept, useDerived } from "../../common/vectors/view/hooks.tsx";
import type { Key } from "../definition.ts";
import { Pending } from "./Pending.tsx";
import type { Selection } from "./selection.ts";

/** More cells than that are smaller than a pixel. */
const shownRows = 200;
/** So few are compared in less than a millisecond: no need to wait for the worker. */
const atOnceRows = 24;

interface SimilarityViewProps extends Speaking<Key>, Selection {
  readonly vectors: Matrix;
  readonly labels: readonly string[];
  readonly kept: Kept | undefined;
}

export function SimilarityView({ vectors, kept, ...props }: SimilarityViewProps) {
  const { t, locale } = props;
  const { data, rows, columns } = vectors;
  const small = useMemo(
    () => (rows <= atOnceRows ? similaritiesOf({ data, rows, columns }) : undefined),
    [data, rows, columns],
  );
  const question = small ? undefined : { limit: shownRows };
  const derived = useDerived(kept, similaritiesVerb, question, "similarities");
  const values = small ?? (derived.status === "done" ? derived.value : undefined);
  if (!values) return <Pending derived={derived} message="view.comparing" t={t} locale={locale} />;
  return <SimilarityMatrix {...props} values={values} count={rows} />;
}
