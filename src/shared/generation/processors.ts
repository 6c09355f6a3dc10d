import { type LogitsProcessor, logSoftmax, repetitionPenalty } from "./sampling.ts";

const never = Number.NEGATIVE_INFINITY;

/** No run of `size` ids comes twice; Python's `NoRepeatNGramLogitsProcessor`. */
export function noRepeatNgram(size: number): LogitsProcessor {
  return (logits, ids) => {
    if (ids.length + 1 < size) return;
    const tail = ids.slice(ids.length + 1 - size);
    for (const id of followersOf(tail, ids)) logits[id] = never;
  };
}

/** No run of `size` ids of the source is copied; Python's `EncoderNoRepeatNGramLogitsProcessor`. */
export function noNgramOfSource(size: number, source: readonly number[]): LogitsProcessor {
  return (logits, ids) => {
    if (ids.length + 1 < size) return;
    const tail = ids.slice(ids.length + 1 - size);
    for (const id of followersOf(tail, source)) logits[id] = never;
  };
}

/** The ids that come after `tail` somewhere in `ids`. */
function followersOf(tail: readonly number[], ids: readonly number[]): readonly number[] {
  const found: number[] = [];
  for (let start = 0; start + tail.length < ids.length; start++) {
    const next = ids[start + tail.length];
    if (next !== undefined && tail.every((id, offset) => ids[start + offset] === id)) found.push(next);
  }
  return found;
}

/** Not before so many ids, those in front of the generated ones included; Python's `MinLengthLogitsProcessor`. */
export function minLength(length: number, endIds: ReadonlySet<number>): LogitsProcessor {
  return (logits, ids) => {
    if (ids.length < length) for (const id of endIds) logits[id] = never;
  };
}

/** The second id is this one, where the first one only starts the decoder; Python's `ForcedBOSTokenLogitsProcessor`. */
export function forcedBegin(id: number): LogitsProcessor {
  return (logits, ids) => {
    if (ids.length === 1) only(logits, [id]);
  };
}

/** @param maxLength in ids, those in front included; the last is one of `ends`. `ForcedEOSTokenLogitsProcessor`. */
export function forcedEnd(ends: readonly number[], maxLength: number): LogitsProcessor {
  return (logits, ids) => {
    if (ids.length === maxLength - 1) only(logits, ends);
  };
}

function only(logits: Float32Array, ids: readonly number[]): void {
  logits.fill(never);
  for (const id of ids) logits[id] = 0;
}

/** Ids that would end a sequence of `biases` become likelier by its bias; `SequenceBiasLogitsProcessor`. */
export function sequenceBias(biases: readonly SequenceBias[]): LogitsProcessor {
  return (logits, ids) => {
    for (const [sequence, bias] of biases) {
      const last = sequence.at(-1);
      const prefix = sequence.slice(0, -1);
      if (last === undefined || sequence.length > Math.max(1, ids.length)) continue;
      const start = ids.length - prefix.length;
      if (prefix.every((id, offset) => ids[start + offset] === id)) logits[last] = (logits[last] ?? never) + bias;
    }
  };
}

export type SequenceBias = readonly [sequence: readonly number[], bias: number];

/** Sequences that are never written; a lone end id is left out of them. Python's `NoBadWordsLogitsProcessor`. */
export function badWords(sequences: readonly (readonly number[])[], endIds: ReadonlySet<number>): LogitsProcessor {
  const banned = sequences.filter(([first, ...rest]) => first !== undefined && (rest.length > 0 || !endIds.has(first)));
  return sequenceBias(banned.map((sequence) => [sequence, never]));
}

/**
 * Ids of the source become likelier by `penalty` (less likely below 1); `EncoderRepetitionPenaltyLogitsProcessor`, which has
 * one row of source ids and so reaches the first beam alone.
 */
export function sourcePenalty(penalty: number, source: readonly number[]): LogitsProcessor {
  const process = repetitionPenalty(1 / penalty);
  return (logits, _ids, beam = 0) => {
    if (beam === 0) process(logits, source);
  };
}

/** From `start` generated ids on, ending becomes likelier with each; Python's `ExponentialDecayLengthPenalty`. */
export function decayLength(
  [start, factor]: readonly [start: number, factor: number],
  promptLength: number,
  endIds: ReadonlySet<number>,
): LogitsProcessor {
  return (logits, ids) => {
    const over = ids.length - promptLength - start;
    if (over <= 0) return;
    for (const id of endIds) {
      const logit = logits[id] ?? never;
      logits[id] = logit + Math.abs(logit) * (factor ** over - 1);
    }
  };
}

/** Scores of beams are compared as logarithms of probabilities, which processors leave unnormalised; `LogitNormalization`. */
export function normalise(logits: Float32Array): void {
  logits.set(logSoftmax(logits));
}

/** Never these ids; Python's `SuppressTokensLogitsProcessor`. */
export function suppress(ids: readonly number[]): LogitsProcessor {
  return (logits) => {
    for (const id of ids) logits[id] = never;
  };
}

/** Never these ids at the first generated place; Python's `SuppressTokensAtBeginLogitsProcessor`. */
export function suppressAtBegin(ids: readonly number[], beginIndex: number): LogitsProcessor {
  return (logits, written) => {
    if (written.length === beginIndex) for (const id of ids) logits[id] = never;
  };
}
