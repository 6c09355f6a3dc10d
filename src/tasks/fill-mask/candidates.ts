import { largestOf, softmax } from "../../shared/generation/sampling.ts";
import type { Tokenizer } from "../ports.ts";
import type { Candidate } from "./definition.ts";

/**
 * The ids of words that alone may be filled in. A word that the vocabulary lacks stands for its first token, as in
 * Python's `get_target_ids`.
 */
export function targetIdsOf(targets: readonly string[], tokenizer: Tokenizer): readonly number[] {
  const words = targets.filter((word) => word.trim() !== "");
  const ids = words.flatMap(
    (word) => tokenizer.idOf(word) ?? tokenizer.encode(word, { addSpecialTokens: false }).ids[0] ?? [],
  );
  return [...new Set(ids)];
}

export interface Asked {
  readonly ids: readonly number[];
  /** Where the masks stand among them. */
  readonly places: readonly number[];
}

/**
 * What the model would put at each mask, as `FillMaskPipeline.postprocess`: probabilities over the whole vocabulary, also
 * where only targets are asked for.
 * @param logitsAt of the token at a place, over the vocabulary
 * @param targets empty for the whole vocabulary
 */
export function candidatesOf(
  { ids, places }: Asked,
  logitsAt: (place: number) => Float32Array,
  { topK, targets }: { readonly topK: number; readonly targets: readonly number[] },
  tokenizer: Tokenizer,
): Candidate[][] {
  return places.map((place) => {
    const probabilities = softmax(logitsAt(place));
    const best = targets.length === 0 ? largestOf(probabilities, topK) : bestOf(targets, probabilities, topK);
    return best.map(({ index: token, value: score }) => {
      const filled = ids.map((id, at) => (at === place ? token : id)).filter((id) => id !== tokenizer.padId);
      return {
        score,
        token,
        token_str: tokenizer.decode([token]),
        // Where several are masked, the others must still be seen.
        sequence: tokenizer.decode(filled, { skipSpecialTokens: places.length === 1 }),
      };
    });
  });
}

function bestOf(targets: readonly number[], probabilities: Float64Array, topK: number) {
  const scores = targets.map((id) => probabilities[id] ?? 0);
  return largestOf(scores, topK).map(({ index, value }) => ({ index: targets[index] ?? 0, value }));
}
