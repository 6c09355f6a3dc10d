import * as v from "valibot";
import { Matrix } from "../../../../shared/media.ts";

const Floats = v.instance(Float32Array);
const Places = v.instance(Uint32Array);

/** What derived views ask of their worker; all but the first are about the vectors that were kept last. */
export const MathsQuestion = v.variant("type", [
  v.object({ type: v.literal("keep"), vectors: Matrix }),
  /** Cosine of the first `limit` rows with each other. */
  v.object({ type: v.literal("similarities"), limit: v.number() }),
  v.object({ type: v.literal("rank"), vector: Floats }),
  v.object({ type: v.literal("map"), method: v.picklist(["pca", "umap"]) }),
  v.object({ type: v.literal("clusters"), wanted: v.optional(v.number()) }),
  v.object({ type: v.literal("summary") }),
  /** `places` says which text each row is of, where not all are there. */
  v.object({
    type: v.literal("write"),
    format: v.picklist(["json", "csv", "npy"]),
    texts: v.array(v.string()),
    places: v.optional(Places),
  }),
]);
export type MathsQuestion = v.InferOutput<typeof MathsQuestion>;

/** What the page posts: a question with a number, or that its answer is no longer wanted. */
export const ToMaths = v.variant("type", [
  v.object({ type: v.literal("ask"), id: v.number(), question: MathsQuestion }),
  v.object({ type: v.literal("forget"), id: v.number() }),
]);
export type ToMaths = v.InferOutput<typeof ToMaths>;

const Clusters = v.object({
  labels: v.instance(Uint8Array),
  nearest: v.array(v.array(v.number())),
  sizes: v.array(v.number()),
  scores: v.array(v.object({ count: v.number(), silhouette: v.number() })),
});
export type Clusters = v.InferOutput<typeof Clusters>;

const Ranking = v.object({ places: Places, scores: Floats });
export type Ranking = v.InferOutput<typeof Ranking>;

const Summary = v.object({ meanNorm: v.number(), peak: v.number() });
export type Summary = v.InferOutput<typeof Summary>;

/** The answer to each question. */
export const answers = {
  keep: v.null(),
  similarities: Matrix,
  rank: Ranking,
  /** `rows × 2` */
  map: Matrix,
  clusters: Clusters,
  summary: Summary,
  write: v.instance(Blob),
} as const;

export const FromMaths = v.variant("type", [
  v.object({ type: v.literal("progress"), id: v.number(), share: v.number() }),
  v.object({ type: v.literal("answer"), id: v.number(), answer: v.unknown() }),
  v.object({ type: v.literal("failed"), id: v.number(), message: v.string() }),
]);
export type FromMaths = v.InferOutput<typeof FromMaths>;
