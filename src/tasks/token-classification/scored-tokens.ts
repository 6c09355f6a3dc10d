import { softmax } from "../../shared/generation/sampling.ts";
import type { SpanEncoding, SpanTokenizer } from "../ports.ts";
import type { ScoredToken } from "./aggregate.ts";

/** One window of a text: its tokens and the model's answer to them. */
export interface AnsweredWindow {
  readonly encoding: SpanEncoding;
  /** `[tokens][labels]`, row by row. */
  readonly logits: Float32Array;
}

/** The tokens of a window as Python's `gather_pre_entities` sees them, special tokens left out. */
export function scoredTokens(
  { encoding, logits }: AnsweredWindow,
  text: readonly string[],
  tokenizer: Pick<SpanTokenizer, "continuation" | "unknownId">,
): readonly ScoredToken[] {
  const width = logits.length / encoding.ids.length;
  return encoding.ids.flatMap((id, index) => {
    if (encoding.sequences[index] === null) return [];
    const [start, end] = encoding.offsets[index] ?? [0, 0];
    const token = encoding.tokens[index] ?? "";
    const written = text.slice(start, end).join("");
    const isUnknown = id === tokenizer.unknownId;
    const goesOn =
      tokenizer.continuation === ""
        ? // Vocabularies without a mark for it: no space before, and Python knows no better.
          start > 0 && !text.slice(start - 1, start + 1).includes(" ")
        : [...token].length !== end - start;
    const scores = Float32Array.from(softmax(logits.subarray(index * width, (index + 1) * width)));
    return [{ word: isUnknown ? written : token, scores, start, end, index, isSubword: goesOn && !isUnknown }];
  });
}

/**
 * Puts overlapping windows together: of tokens that two windows have, the first half is the earlier one's, so that each
 * was seen with what stands around it.
 * @param stride by how many tokens windows overlap
 */
export function joinWindows(windows: readonly (readonly ScoredToken[])[], stride: number): readonly ScoredToken[] {
  const half = Math.floor(stride / 2);
  const first = windows[0]?.[0]?.index ?? 0;
  return windows
    .flatMap((tokens, at) =>
      tokens.slice(at === 0 ? 0 : half, at === windows.length - 1 ? undefined : tokens.length - (stride - half)),
    )
    .map((token, place) => ({ ...token, index: place + first }));
}
