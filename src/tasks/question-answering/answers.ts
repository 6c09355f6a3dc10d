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
}

/** The best answers over all windows of a context: `QuestionAnsweringPipeline.postprocess` of transformers 4.57. */
export function answersOf(windows: readonly ScoredWindow[], context: readonly string[], rules: AnswerRules): Answer[] {
  const { topK, maxAnswerLength, allowsNothing, alignsToWords, classId } = rules;
  // Some are lost where two tokens of a word make the same answer.
  const count = alignsToWords ? topK * 2 + 10 : topK;
  const found = new Map<string, { answer: string; score: number; start: number; end: number }>();
  let nothing = Number.POSITIVE_INFINITY;
  for (const window of windows) {
    const scored = candidatesOf(window, { count, maxAnswerLength, classId });
    nothing = Math.min(nothing, scored.nothing);
    for (const candidate of scored.candidates) {
      const [start, end] = placeOf(window.encoding, candidate, alignsToWords);
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

function placeOf(encoding: SpanEncoding, { from, to }: Candidate, alignsToWords: boolean): readonly [number, number] {
  const first = encoding.words[from] ?? null;
  const last = encoding.words[to] ?? null;
  if (!alignsToWords || first === null || last === null) {
    return [encoding.offsets[from]?.[0] ?? 0, encoding.offsets[to]?.[1] ?? 0];
  }
  // Of the word's tokens, those that this window has.
  const isOf = (word: number) => (other: number | null, index: number) =>
    other === word && encoding.sequences[index] === 1;
  const begin = encoding.words.findIndex(isOf(first));
  const end = encoding.words.findLastIndex(isOf(last));
  return [encoding.offsets[begin]?.[0] ?? 0, encoding.offsets[end]?.[1] ?? 0];
}
