import { cosine } from "../../shared/vectors/pooling.ts";
import { type Embedder, encodeTexts, loadEmbedder, promptOf, warmUpEmbedder } from "../common/vectors/run/embedder.ts";
import { createTeller } from "../common/vectors/run/growing.ts";
import { forEachVector, type VectorSettings } from "../common/vectors/run/passes.ts";
import type { Encoding } from "../ports.ts";
import { defineRun, type RunContext } from "../run.ts";
import { definition } from "./definition.ts";
import { encodePairs, forEachScore, loadPairScorer, scoresPairs, warmUpPairs } from "./pairs.ts";

type Told = Pick<RunContext<never>, "signal" | "progress">;

/** Cosines of the sentences to the source, which comes first. */
async function forEachCosine(
  embedder: Embedder,
  [source, ...sentences]: readonly Encoding[],
  pooling: VectorSettings["pooling"],
  context: Told,
  use: (scores: Float32Array, places: readonly number[]) => void,
  onStop: () => void,
): Promise<void> {
  const settings = { pooling, normalize: false };
  let vector: Float32Array = new Float32Array(0);
  await forEachVector(embedder, source ? [source] : [], settings, { ...context, progress: () => {} }, ({ data }) => {
    vector = data;
  });
  const compare = ({ data, width }: { data: Float32Array; width: number }, places: readonly number[]) =>
    use(
      Float32Array.from(places, (_, row) => cosine(vector, data.subarray(row * width, (row + 1) * width))),
      places,
    );
  await forEachVector(embedder, sentences, settings, context, compare, onStop);
}

export const run = defineRun(definition, {
  async load(checkpoint) {
    if (scoresPairs(checkpoint.config)) return loadPairScorer(checkpoint);
    return { kind: "vectors" as const, ...(await loadEmbedder(checkpoint)) };
  },

  warmUp: (scorer) => (scorer.kind === "pairs" ? warmUpPairs(scorer) : warmUpEmbedder(scorer)),

  async preprocess(scorer, { source_sentence: source, sentences }, { prompt_name, pooling }, context) {
    if (scorer.kind === "pairs") return encodePairs(scorer, source, sentences, context);
    return encodeTexts(scorer, [source, ...sentences], { prompt: promptOf(scorer, prompt_name), pooling }, context);
  },

  async run(scorer, encodings, { pooling }, context) {
    const count = scorer.kind === "pairs" ? encodings.length : encodings.length - 1;
    const scores = Array.from({ length: count }, (): number | null => null);
    const teller = createTeller(() => context.emit([...scores]));
    const take = (some: Float32Array, places: readonly number[]) => {
      for (const [row, place] of places.entries()) scores[place] = some[row] ?? null;
      teller.grown();
    };
    if (scorer.kind === "pairs") await forEachScore(scorer, encodings, context, take, teller.last);
    else await forEachCosine(scorer, encodings, pooling, context, take, teller.last);
    return scores;
  },
});
