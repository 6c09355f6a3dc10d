import type { LogitsProcessor } from "../../shared/generation/sampling.ts";

export interface TimestampRules {
  /** First generated place: the length of the prompt. */
  readonly beginIndex: number;
  readonly endId: number;
  readonly noTimestampsId: number;
  readonly timestampBegin: number;
  /** The first timestamp may not be later than this, in steps of 0.02 s. */
  readonly maxInitialIndex: number | null;
}

const never = Number.NEGATIVE_INFINITY;

/**
 * Whisper's grammar of timestamps: they come in pairs but before the end, never run backwards, one opens the text,
 * and one is written where together they are more probable than any word. `WhisperTimeStampLogitsProcessor` of
 * transformers, on one sequence.
 */
export function timestampRules(rules: TimestampRules): LogitsProcessor {
  const { beginIndex, endId, noTimestampsId, timestampBegin, maxInitialIndex } = rules;
  return (logits, ids) => {
    logits[noTimestampsId] = never;
    const written = ids.slice(beginIndex);
    const isTimestamp = (id: number | undefined) => id !== undefined && id >= timestampBegin;
    const afterTimestamp = isTimestamp(written.at(-1));
    const afterPair = written.length < 2 || isTimestamp(written.at(-2));
    if (afterTimestamp) {
      if (afterPair) logits.fill(never, timestampBegin);
      else logits.fill(never, 0, endId);
    }
    const last = written.findLast(isTimestamp);
    if (last !== undefined) logits.fill(never, timestampBegin, afterTimestamp && !afterPair ? last : last + 1);
    if (written.length === 0) {
      logits.fill(never, 0, timestampBegin);
      if (maxInitialIndex !== null) logits.fill(never, timestampBegin + maxInitialIndex + 1);
    }
    if (logSumExp(logits.subarray(timestampBegin)) > largest(logits.subarray(0, timestampBegin))) {
      logits.fill(never, 0, timestampBegin);
    }
  };
}

function largest(values: Float32Array): number {
  return values.reduce((best, value) => Math.max(best, value), never);
}

function logSumExp(values: Float32Array): number {
  const top = largest(values);
  if (top === never) return never;
  return top + Math.log(values.reduce((sum, value) => sum + Math.exp(value - top), 0));
}
