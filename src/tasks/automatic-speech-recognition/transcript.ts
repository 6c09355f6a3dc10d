import type { Tokenizer } from "../ports.ts";
import type { TimedText } from "./definition.ts";
import { joinOverlapping } from "./overlap.ts";
import type { TimedToken, TimedWord } from "./words.ts";

/** A part of a sound that overlaps its neighbours: its length and what of it on each side they hear too, in seconds. */
export interface Sides {
  readonly length: number;
  readonly left: number;
  readonly right: number;
}

interface Reading {
  readonly tokenizer: Pick<Tokenizer, "decode" | "specialIds">;
  readonly timestampBegin: number;
  /** From one timestamp to the next. */
  readonly precision: number;
  /** Words of timed tokens; left out where stretches are asked for. */
  readonly toWords?: ((tokens: readonly TimedToken[]) => readonly TimedWord[]) | undefined;
}

export interface Transcript {
  /** Takes ids as generated and, where they are timed, the second in the sound or part at which each ends. */
  take(ids: readonly number[], ends?: readonly number[]): void;
  /** The same of a part of which neighbours hear the sides. */
  takePart(ids: readonly number[], ends: readonly number[] | undefined, sides: Sides): void;
  readonly text: string;
  /** Stretches or words, the open one included. */
  chunks(): readonly TimedText[];
}

/**
 * Reads what Whisper wrote, window after window or part after part: `_decode_asr` of transformers, with what it makes of
 * timestamps that do not pair. It notices a new window only by a timestamp that runs backwards.
 */
export function createTranscript({ tokenizer, timestampBegin, precision, toWords }: Reading): Transcript {
  const closed: TimedText[] = [];
  const words: TimedWord[] = [];
  let written = "";
  let start: number | null = null;
  let previous: readonly (readonly TimedToken[])[] = [];
  let current: TimedToken[] = [];
  let offset = 0;
  let skips = false;
  let part = beginPart(timestampBegin, undefined);

  function open(): readonly TimedToken[] {
    const all = [...previous, current].filter(({ length }, index) => length > 0 || index < previous.length);
    return joinOverlapping(all, toWords ? isSameInOrder : isSame);
  }

  const textOf = (tokens: readonly TimedToken[]) => tokenizer.decode(tokens.map(({ id }) => id));

  function close(end: number): void {
    const tokens = joinOverlapping([...previous, current], toWords ? isSameInOrder : isSame);
    const text = textOf(tokens);
    written += text;
    closed.push({ text, timestamp: [start, end] });
    words.push(...(toWords?.(tokens) ?? []));
    [start, previous, current] = [null, [], []];
  }

  function takeTimestamp(id: number): void {
    const at = (id - timestampBegin) * precision;
    if (at < part.latest) {
      const [before, last] = part.last;
      const isSingle =
        before !== undefined && last !== undefined && !(before >= timestampBegin && last >= timestampBegin);
      if (isSingle) part.passed += precision * placesOfWindow;
      else {
        part.latest = part.closing;
        part.passed += part.closing;
      }
    }
    part.closing = part.latest;
    part.latest = at;
    const time = hundredths(at + offset + part.passed);
    if (part.lastId !== undefined && id >= part.lastId) skips = true;
    else if (skips || (previous.length > 0 && id < part.firstId)) skips = false;
    else if (start === null) start = time;
    else if (time !== start) close(time);
  }

  function takeAll(ids: readonly number[], ends: readonly number[] | undefined): void {
    for (const [index, id] of ids.entries()) {
      const end = ends?.[index] ?? 0;
      if (!tokenizer.specialIds.has(id)) {
        if (id >= timestampBegin) takeTimestamp(id);
        else current.push({ id, start: hundredths(part.end + offset), end: hundredths(end + offset) });
      }
      part.end = end;
      part.last = [part.last[1], id];
    }
  }

  return {
    take: takeAll,
    takePart(ids, ends, sides) {
      offset -= sides.left;
      part = beginPart(timestampBegin, { ids, sides, precision });
      takeAll(ids, ends);
      offset += sides.length - sides.right;
      if (current.length > 0) [previous, current] = [[...previous, current], []];
      else if (previous.every(({ length }) => length === 0)) [start, previous] = [null, []];
    },
    get text() {
      return written + textOf(open());
    },
    chunks() {
      const tokens = open();
      if (toWords) return [...words, ...toWords(tokens)];
      return tokens.length === 0 ? closed : [...closed, { text: textOf(tokens), timestamp: [start, null] }];
    },
  };
}

/** Encoder places of a window of 30 s, which Python takes for any window here. */
const placesOfWindow = 1500;

/** What is known of the part that is being read. */
interface Part {
  /** The time of the last timestamp, and of the one before it: where a window was closed. */
  latest: number;
  closing: number;
  /** How much lies in windows before this one. */
  passed: number;
  /** The two ids that were taken last. */
  last: readonly [number | undefined, number | undefined];
  /** When the id before was said. */
  end: number;
  /** Earlier timestamps lie within the left side, and from this one on within the right. */
  readonly firstId: number;
  readonly lastId: number | undefined;
}

function beginPart(
  timestampBegin: number,
  given: { readonly ids: readonly number[]; readonly sides: Sides; readonly precision: number } | undefined,
): Part {
  const plain = { latest: 0, closing: 0, passed: 0, last: [undefined, undefined], end: 0 } as const;
  if (!given) return { ...plain, firstId: timestampBegin, lastId: undefined };
  const { ids, sides, precision } = given;
  let lastId: number | undefined;
  if (sides.right > 0) {
    for (const id of ids.filter((id) => id >= timestampBegin).toReversed()) {
      // The last one is skipped wherever it is.
      if (lastId !== undefined && (id - timestampBegin) * precision < sides.length - sides.right) break;
      lastId = id;
    }
  }
  return { ...plain, firstId: sides.left > 0 ? sides.left / precision + timestampBegin : timestampBegin, lastId };
}

const isSame = (left: TimedToken, right: TimedToken) => left.id === right.id;

function isSameInOrder(left: TimedToken, right: TimedToken): boolean {
  const isInOrder = left.start === right.start ? left.end <= right.end : left.start < right.start;
  return isSame(left, right) && isInOrder;
}

const hundredths = (seconds: number) => Math.round(seconds * 100) / 100;
