import type { LogitsProcessor } from "./sampling.ts";

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

/** Sequences that are never written; a lone end id is left out of them. Python's `NoBadWordsLogitsProcessor`. */
export function badWords(sequences: readonly (readonly number[])[], endIds: ReadonlySet<number>): LogitsProcessor {
  const banned = sequences.filter(([first, ...rest]) => first !== undefined && (rest.length > 0 || !endIds.has(first)));
  return (logits, ids) => {
    for (const sequence of banned) {
      const last = sequence.at(-1);
      const prefix = sequence.slice(0, -1);
      if (last === undefined || sequence.length > Math.max(1, ids.length)) continue;
      const start = ids.length - prefix.length;
      if (prefix.every((id, offset) => ids[start + offset] === id)) logits[last] = never;
    }
  };
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
