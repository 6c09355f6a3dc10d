import type { SpanEncoding } from "../ports.ts";
import type { Answer } from "./answer.ts";
import { type Candidate, candidatesOf, type ScoredWindow } from "./candidates.ts";

export interface AnswerRules {
  readonly topK: number;
  readonly maxAnswerLength: number;
  /** "No answer" may be the answer. */
  readonly allowsNothing: boolean;
  /** Answers begin and end with whole words. */
  readonly alignsToWords: boolean;
  /** The token that stands for "no answer". */
  readonly classId: number | undefined;
  /** On the left: the context is the first text of a window. */
  readonly paddingSide: "left" | "right";
  readonly padId: number;
}

/** The best answers over all windows of a context: `QuestionAnsweringPipeline.postprocess` of transformers 4.57. */
export function answersOf(windows: readonly ScoredWindow[], context: readonly string[], rules: AnswerRules): Answer[] {
  const { topK, maxAnswerLength, allowsNothing, alignsToWords, classId, paddingSide } = rules;
  // Some are lost where two tokens of a word make the same answer.
  const count = alignsToWords ? topK * 2 + 10 : topK;
  const found = new Map<string, { answer: string; score: number; start: number; end: number }>();
  let nothing = Number.POSITIVE_INFINITY;
  for (const window of windows) {
    const scored = candidatesOf(window, { count, maxAnswerLength, classId, paddingSide });
    nothing = Math.min(nothing, scored.nothing);
    for (const candidate of scored.candidates) {
      const [start, end] = placeOf(window.encoding, candidate, rules);
      const answer = context.slice(start, end).join("");
      const same = found.get(answer.toLowerCase());
      if (same) same.score += candidate.score;
      else found.set(answer.toLowerCase(), { answer, score: candidate.score, start, end });
    }
  }
  const all = [...found.values()];
  if (allowsNothing && windows.length > 0) all.push({ answer: "", score: nothing, start: 0, end: 0 });
  return all.sort((a, b) => b.score - a.score).slice(0, topK);
}

/**
 * Where a candidate stands in the context. Of a tokenizer that pads on the left Python lets the question answer, too: by
 * the place that it has in itself, or by the word of the context that has the same number.
 */
function placeOf(
  { ids, offsets, words, sequences }: SpanEncoding,
  candidate: Candidate,
  { alignsToWords, paddingSide, padId }: AnswerRules,
): readonly [number, number] {
  const isLeft = paddingSide === "left";
  // Python takes every padding token for one in front, also one that ends a text.
  const shift = isLeft ? ids.filter((id) => id === padId).length : 0;
  const [from, to] = [candidate.from - shift, candidate.to - shift];
  const first = words[from] ?? null;
  const last = words[to] ?? null;
  // Of the word's tokens, those that this window has.
  const isOf = (word: number | null) => (other: number | null, index: number) =>
    other === word && sequences[index] === (isLeft ? 0 : 1);
  const begin = words.findIndex(isOf(first));
  const end = words.findLastIndex(isOf(last));
  const isWhole = alignsToWords && first !== null && last !== null && begin >= 0 && end >= 0;
  return isWhole
    ? [offsets[begin]?.[0] ?? 0, offsets[end]?.[1] ?? 0]
    : [offsets.at(from)?.[0] ?? 0, offsets.at(to)?.[1] ?? 0];
}
