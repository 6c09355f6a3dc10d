import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { toRate } from "../../../shared/audio/resample.ts";
import { encodeWav } from "../../../shared/audio/wav.ts";
import { findLongSound } from "./long.ts";
import { findEdges, findMp3Frame, tagLengthOf } from "./mp3.ts";

it("a WAV file read in pieces is what it is as a whole", async () => {
  // More than is read at once.
  const samples = Float32Array.from({ length: 2_200_000 }, (_, index) => (index % 4_001) / 2 ** 13);
  const sound = await findLongSound(encodeWav({ samples, samplingRate: 44_100 }), 16_000);
  const whole = toRate({ samples, samplingRate: 44_100 }, 16_000).samples;
  expect(sound?.samplingRate).toBe(16_000);
  expect(sound?.samples).toHaveLength(whole.length);
  // Written with 16 bits.
  const worst = whole.reduce((most, value, at) => Math.max(most, Math.abs(value - (sound?.samples[at] ?? 9))), 0);
  expect(worst).toBeLessThan(2 ** -14);
});

it("a file that is neither WAV nor MP3 is left to the browser", async () => {
  expect(await findLongSound(new Blob(["OggS and more"]), 16_000)).toBeUndefined();
});

it("MP3's frames follow one another to the end of the file, and the first tells what is not the sound's", () => {
  const bytes = new Uint8Array(readFileSync("e2e/media/speech.mp3"));
  const start = tagLengthOf(bytes);
  const first = findMp3Frame(bytes, start);
  if (!first) throw new Error("There is no frame.");
  let count = 0;
  let at = start;
  for (let frame = findMp3Frame(bytes, at); frame; frame = findMp3Frame(bytes, at)) {
    count += 1;
    at += frame.length;
  }
  expect(at).toBe(bytes.length);
  // As ffprobe tells it: 114 packets behind the first, 1105 samples skipped before the sound and 359 behind it.
  const told = {
    at: 0,
    length: 192,
    samplingRate: 24_000,
    channels: 1,
    samples: 576,
    count: 115,
    before: 1105,
    behind: 359,
  };
  expect({ ...first, count, ...findEdges(bytes, first) }).toEqual(told);
});
