import { expect, test } from "vitest";
import { createPhraseFinder } from "./phrases.ts";

const rate = 16_000;

/** Noise as loud as this; the same each time. */
function noise(seconds: number, loudness: number): Float32Array {
  return Float32Array.from({ length: seconds * rate }, (_, index) => {
    const wild = Math.sin(index * 12.9898) * 43758.5453;
    return loudness * 2 * (wild - Math.floor(wild) - 0.5);
  });
}

const room = 0.003;
const seconds = (samples: Float32Array) => samples.length / rate;

test("a phrase begins a little before it is spoken and ends with a pause", () => {
  const finder = createPhraseFinder(rate);
  expect(finder.hear(noise(1, room))).toEqual([]);
  expect(finder.hear(noise(1.5, 0.2))).toEqual([]);
  const growing = finder.growing();
  expect(growing?.settled).toBe(false);
  const ended = finder.hear(noise(1, room));
  expect(ended).toHaveLength(1);
  expect(ended[0]?.settled).toBe(true);
  expect(seconds(ended[0]?.samples ?? new Float32Array())).toBeCloseTo(0.2 + 1.5 + 0.7, 0);
  expect(finder.growing()).toBeUndefined();
});

test("two phrases are two, whatever the pieces in which they come", () => {
  const finder = createPhraseFinder(rate);
  const sound = [noise(0.5, room), noise(1, 0.2), noise(1, room), noise(1, 0.2), noise(1, room)];
  const all = Float32Array.from(sound.flatMap((part) => [...part]));
  let ended = 0;
  for (let at = 0; at < all.length; at += 777) ended += finder.hear(all.subarray(at, at + 777)).length;
  expect(ended).toBe(2);
});

test("a click, silence and a room with a steady noise are no phrases", () => {
  const finder = createPhraseFinder(rate);
  const heard = [noise(1, room), noise(0.09, 0.4), noise(1, room), noise(10, room * 2), new Float32Array(rate)];
  expect(heard.flatMap((part) => finder.hear(part))).toEqual([]);
  expect(finder.end()).toEqual([]);
});

test("one that goes on is cut before it is longer than a model hears, and the last one ends with the microphone", () => {
  const finder = createPhraseFinder(rate);
  finder.hear(noise(1, room));
  const ended = finder.hear(noise(27, 0.2));
  expect(ended.map(({ samples }) => Math.round(seconds(samples)))).toEqual([25]);
  expect(finder.end()).toHaveLength(1);
});
