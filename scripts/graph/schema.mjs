import * as v from "valibot";

const Chunk = v.object({
  file: v.string(),
  isEntry: v.boolean(),
  /** Chunks that it imports, statically or not. */
  imports: v.array(v.string()),
  /** Modules in it, from the repository's root. */
  modules: v.array(v.string()),
});

/** One bundle as it was built; a page and its workers are bundles apart. */
export const Graph = v.object({ chunks: v.array(Chunk) });

/** @typedef {v.InferOutput<typeof Graph>} Graph */
/** @typedef {v.InferOutput<typeof Chunk>} Chunk */
/** @typedef {"page" | "worker"} GraphKind */
