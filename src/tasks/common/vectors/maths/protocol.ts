import * as v from "valibot";
import { Matrix } from "../../../../shared/media.ts";
import { defineVerb } from "../../../../shared/rpc/verb.ts";

const Floats = v.instance(Float32Array);
const Places = v.instance(Uint32Array);
/** How far the work is, 0..1. */
const Share = v.number();

const Clusters = v.object({
  labels: v.instance(Uint8Array),
  nearest: v.array(v.array(v.number())),
  sizes: v.array(v.number()),
  scores: v.array(v.object({ count: v.number(), silhouette: v.number() })),
});
export type Clusters = v.InferOutput<typeof Clusters>;

const WriteRequest = v.object({
  format: v.picklist(["json", "csv", "npy"]),
  texts: v.array(v.string()),
  /** Which text each row is of, where not all are there. */
  places: v.optional(Places),
});
export type WriteRequest = v.InferOutput<typeof WriteRequest>;

/** Hands over the vectors that all other questions are about. */
export const keepVerb = defineVerb({
  name: "keep",
  request: v.object({ vectors: Matrix }),
  event: Share,
  answer: v.null(),
});

/** Cosine of the first `limit` rows with each other. */
export const similaritiesVerb = defineVerb({
  name: "similarities",
  request: v.object({ limit: v.number() }),
  event: Share,
  answer: Matrix,
});

/** All rows, those that are most like `vector` first. */
export const rankVerb = defineVerb({
  name: "rank",
  request: v.object({ vector: Floats }),
  event: Share,
  answer: v.object({ places: Places, scores: Floats }),
});

/** Rows on a plane: `rows × 2`. Principal components may be more: `rows × components`. */
export const mapVerb = defineVerb({
  name: "map",
  request: v.object({ method: v.picklist(["pca", "umap"]), components: v.optional(v.number()) }),
  event: Share,
  answer: Matrix,
});

/** `wanted` groups, or as many as part best. */
export const clustersVerb = defineVerb({
  name: "clusters",
  request: v.object({ wanted: v.optional(v.number()) }),
  event: Share,
  answer: Clusters,
});

export const writeVerb = defineVerb({ name: "write", request: WriteRequest, event: Share, answer: v.instance(Blob) });
