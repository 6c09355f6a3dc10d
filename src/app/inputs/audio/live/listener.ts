import { joinedFloats } from "../../../../shared/bytes.ts";
import type { Sound } from "../../../../shared/media.ts";
import type { Phrase, PhraseFinder } from "./phrases.ts";

export interface LiveText {
  /** What was said up to the last pause; it changes no more. */
  readonly settled: readonly string[];
  /** What is being said; the next look at it may read otherwise. */
  readonly growing: string;
  /** From the end of the last phrase until its text stood, in milliseconds. */
  readonly delayMs: number | undefined;
}

interface Hearing {
  readonly finder: PhraseFinder;
  readonly samplingRate: number;
  /** Writes a sound down. */
  readonly write: (sound: Sound) => Promise<string>;
  readonly now: () => number;
  readonly onText: (text: LiveText) => void;
  /** Called once; nothing is written after it. */
  readonly onFailed: (reason: unknown) => void;
}

/** What a model hears at once, in seconds: where it falls behind, phrases that wait are heard together, for the price of one. */
const mostSeconds = 25;

/** A look at a phrase that grows is worth its time once there is so much more of it, in seconds. */
const leastNew = 0.7;

/**
 * Writes down phrases one after the other, and in between what is being said: one sound at a time, since there is one
 * model, and phrases that ended first.
 */
export function createListener({ finder, samplingRate, write, now, onText, onFailed }: Hearing) {
  const ended: { readonly phrase: Phrase; readonly at: number }[] = [];
  let text: LiveText = { settled: [], growing: "", delayMs: undefined };
  let looked = 0;
  let busy: Promise<void> | undefined;
  let failed = false;

  function show(change: Partial<LiveText>): void {
    text = { ...text, ...change };
    onText(text);
  }

  function countOfOneHearing(): number {
    let samples = 0;
    const over = ended.findIndex(({ phrase }) => {
      samples += phrase.samples.length;
      return samples > mostSeconds * samplingRate;
    });
    return over < 0 ? ended.length : Math.max(1, over);
  }

  async function writeNext(): Promise<boolean> {
    const next = ended.splice(0, countOfOneHearing());
    const last = next.at(-1);
    if (last) {
      const samples = joinedFloats(next.map(({ phrase }) => phrase.samples));
      const written = (await write({ samples, samplingRate })).trim();
      looked = 0;
      const settled = written === "" ? text.settled : [...text.settled, written];
      show({ settled, growing: "", delayMs: now() - last.at });
      return true;
    }
    const growing = finder.growing();
    if (!growing || growing.samples.length - looked < leastNew * samplingRate) return false;
    looked = growing.samples.length;
    const written = (await write({ samples: growing.samples, samplingRate })).trim();
    if (ended.length === 0) show({ growing: written });
    return true;
  }

  async function work(): Promise<void> {
    try {
      while (!failed && (await writeNext()));
    } catch (reason) {
      failed = true;
      onFailed(reason);
    }
  }

  function wake(): void {
    if (failed || busy) return;
    busy = work().finally(() => {
      busy = undefined;
    });
  }

  const keep = (phrases: readonly Phrase[]) => ended.push(...phrases.map((phrase) => ({ phrase, at: now() })));

  return {
    hear(samples: Float32Array): void {
      keep(finder.hear(samples));
      wake();
    },
    /** Writes the last phrase down, once the microphone was given back. */
    async end(): Promise<void> {
      keep(finder.end());
      await busy;
      wake();
      await busy;
    },
  };
}
