import { expect, test } from "vitest";
import { createListener, type LiveText } from "./listener.ts";
import type { Phrase, PhraseFinder } from "./phrases.ts";

const rate = 1000;

/** A finder that says what it is told to. */
function setUp(write: (length: number) => Promise<string>) {
  let next: readonly Phrase[] = [];
  let growing: Phrase | undefined;
  const finder: PhraseFinder = {
    hear: () => next,
    growing: () => growing,
    end: () => [],
    level: () => 0,
  };
  const shown: LiveText[] = [];
  const failures: unknown[] = [];
  let time = 0;
  const listener = createListener({
    finder,
    samplingRate: rate,
    write: ({ samples }) => write(samples.length),
    now: () => time,
    onText: (text) => shown.push(text),
    onFailed: (reason) => failures.push(reason),
  });
  const phrase = (seconds: number, settled: boolean): Phrase => ({
    samples: new Float32Array(seconds * rate),
    settled,
  });
  return {
    listener,
    shown,
    failures,
    pass(ms: number) {
      time += ms;
    },
    hear(settled: readonly number[], open?: number) {
      next = settled.map((seconds) => phrase(seconds, true));
      growing = open === undefined ? undefined : phrase(open, false);
      listener.hear(new Float32Array(1));
    },
  };
}

test("what is being said is grey until the phrase ends, and then settled with its delay", async () => {
  const held: (() => void)[] = [];
  const { listener, hear, shown, pass } = setUp(
    (length) => new Promise((resolve) => held.push(() => resolve(` ${length / rate} s`))),
  );
  hear([], 1);
  held.shift()?.();
  await expect.poll(() => shown.at(-1)).toEqual({ settled: [], growing: "1 s", delayMs: undefined });
  hear([2]);
  pass(300);
  await expect.poll(() => held.length).toBe(1);
  held.shift()?.();
  await listener.end();
  expect(shown.at(-1)).toEqual({ settled: ["2 s"], growing: "", delayMs: 300 });
});

test("one sound is written at a time; phrases that ended come before what grows, together as far as a model hears", async () => {
  const asked: number[] = [];
  const { hear, listener, shown } = setUp(async (length) => {
    asked.push(length / rate);
    return String(length / rate);
  });
  hear([], 1);
  hear([2, 3, 15, 10], 4);
  await listener.end();
  expect(asked).toEqual([1, 20, 10, 4]);
  expect(shown.at(-1)?.settled).toEqual(["20", "10"]);
});

test("a phrase without words adds nothing, and a failure is told once", async () => {
  const { hear, listener, shown, failures } = setUp(async (length) => {
    if (length === 2 * rate) throw new Error("the model is gone");
    return "  ";
  });
  hear([1]);
  await listener.end();
  expect(shown.at(-1)?.settled).toEqual([]);
  hear([2]);
  await listener.end();
  expect(failures).toHaveLength(1);
});
