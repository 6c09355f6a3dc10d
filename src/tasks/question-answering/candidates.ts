import { largestOf } from "../../shared/generation/sampling.ts";
import type { SpanEncoding } from "../ports.ts";

/** One window and how likely the answer begins and ends at each of its tokens. */
export interface ScoredWindow {
  readonly encoding: SpanEncoding;
  readonly start: Float32Array;
  readonly end: Float32Array;
}

/** An answer as tokens of its window. */
export interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

interface Limits {
  readonly count: number;
  readonly maxAnswerLength: number;
  readonly classId: number | undefined;
  readonly paddingSide: "left" | "right";
}

/**
 * `select_starts_ends` and `decode_spans` of Python's pipeline: only the context can answer (any token, where a tokenizer
 * pads on the left), the first token stands for "no answer", and likelihoods are over one window.
 */
export function candidatesOf(
  { encoding, start, end }: ScoredWindow,
  limits: Limits,
): { readonly candidates: readonly Candidate[]; readonly nothing: number } {
  const isAny = limits.paddingSide === "left";
  const open = encoding.ids.map((id, index) => isAny || encoding.sequences[index] === 1 || id === limits.classId);
  const starts = likelihoods(start, open);
  const ends = likelihoods(end, open);
  const nothing = (starts[0] ?? 0) * (ends[0] ?? 0);
  const pairs: Candidate[] = [];
  // A likelihood of exactly nothing is a token that cannot answer.
  for (let from = 1; from < open.length; from++) {
    const first = starts[from] ?? 0;
    if (first === 0) continue;
    for (let to = from; to < Math.min(open.length, from + limits.maxAnswerLength); to++) {
      const score = first * (ends[to] ?? 0);
      if (score > 0) pairs.push({ from, to, score });
    }
  }
  const best = largestOf(
    pairs.map(({ score }) => score),
    limits.count,
  );
  const found = best.flatMap(({ index }) => pairs[index] ?? []);
  return { candidates: [...found, ...unlikely(limits.count - found.length, starts, ends, open, limits)], nothing };
}

/**
 * What Python fills up with where a window has fewer answers than are looked for: pairs of no likelihood, those that begin
 * with the first token first, as NumPy gives them; each counts, and those of closed tokens are left out.
 */
function* unlikely(
  count: number,
  starts: Float64Array,
  ends: Float64Array,
  open: readonly boolean[],
  { maxAnswerLength }: Limits,
): Generator<Candidate> {
  let left = count;
  for (let from = 0; from < open.length; from++) {
    for (let to = 0; to < open.length; to++) {
      const isAnswer = from > 0 && from <= to && to < from + maxAnswerLength;
      if (isAnswer && (starts[from] ?? 0) * (ends[to] ?? 0) > 0) continue;
      if (left-- <= 0) return;
      if (open[from] && open[to]) yield { from, to, score: 0 };
    }
  }
}

function likelihoods(logits: Float32Array, open: readonly boolean[]): Float64Array {
  const largest = logits.reduce((most, logit, index) => (open[index] ? Math.max(most, logit) : most), -10_000);
  const raised = Float64Array.from(logits, (logit, index) => (open[index] ? Math.exp(logit - largest) : 0));
  const sum = raised.reduce((total, value) => total + value, 0);
  return raised.map((value) => value / sum);
}
