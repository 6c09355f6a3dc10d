import * as v from "valibot";
import { type Comparison, compareNumbers, compareTexts } from "../../parity/comparison.ts";
import type { Case } from "../../parity/reference.ts";

const Token = v.object({
  id: v.number(),
  probability: v.number(),
  top: v.array(v.object({ probability: v.number() })),
});
const Generated = v.pipe(
  v.array(v.object({ generated_text: v.unknown(), tokens: v.optional(v.array(Token)) })),
  v.minLength(1),
);

/** Ids, and with them the probability of each token and of the ten best where Python told them. */
export function compareGenerated(ours: unknown, { output, intermediate }: Case, tolerance: number): Comparison {
  const compared = "greedy ids, text and probabilities";
  const [a] = v.parse(Generated, ours);
  const { generated_ids: ids, ended = false, steps = [] } = intermediate;
  if (ids) {
    // Python's ids end with the end token where the text came to an end.
    const expected = ended ? ids.slice(0, -1) : ids;
    const written = compareTexts(
      compared,
      a?.tokens?.map(({ id }) => id),
      expected,
    );
    if (written.problem) return written;
  }
  if (output !== undefined) {
    const [b] = v.parse(Generated, output);
    const text = compareTexts(compared, a?.generated_text, b?.generated_text);
    if (text.problem) return text;
  }
  const written = steps.slice(0, a?.tokens?.length ?? 0);
  return compareNumbers(compared, a?.tokens?.slice(0, written.length).map(likely), written.map(likely), tolerance);
}

/** Of a token and of the best at its place, best first; which of equals comes first is not compared. */
function likely({ probability, top }: v.InferOutput<typeof Token>): number[] {
  return [probability, ...top.map((candidate) => candidate.probability)];
}
