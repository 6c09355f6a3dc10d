import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { toRate } from "../../shared/audio/resample.ts";
import { encodeWav } from "../../shared/audio/wav.ts";
import type { Sound } from "../../shared/media.ts";
import { findMp3Edges } from "./mp3.ts";
import { findLongSound } from "./read.ts";

const wanted = { samplingRate: 16_000, maxSeconds: 3_600 };

async function read(file: Blob): Promise<Sound | undefined> {
  const found = await findLongSound(file, wanted, () => {});
  if (found && "tooLong" in found) throw new RangeError("Longer than an hour.");
  return found;
}

it("a WAV file read in pieces is what it is as a whole", async () => {
  // More than is read at once.
  const samples = Float32Array.from({ length: 2_200_000 }, (_, index) => (index % 4_001) / 2 ** 13);
  const sound = await read(encodeWav({ samples, samplingRate: 44_100 }));
  const whole = toRate({ samples, samplingRate: 44_100 }, 16_000).samples;
  expect(sound?.samplingRate).toBe(16_000);
  expect(sound?.samples).toHaveLength(whole.length);
  // Written with 16 bits.
  const worst = whole.reduce((most, value, at) => Math.max(most, Math.abs(value - (sound?.samples[at] ?? 9))), 0);
  expect(worst).toBeLessThan(2 ** -14);
});

it("what is no sound is left to the browser, which says so", async () => {
  expect(await read(new Blob(["OggS and more"]))).toBeUndefined();
});

it("of a WAV file that lasts too long nothing is read but how long", async () => {
  const file = encodeWav({ samples: new Float32Array(3 * 8_000), samplingRate: 8_000 });
  const told: number[] = [];
  const asked = (maxSeconds: number) => findLongSound(file, { samplingRate: 8_000, maxSeconds }, told.push.bind(told));
  expect(await asked(2)).toEqual({ tooLong: 3 });
  expect(told).toEqual([]);
  expect(await asked(3)).toMatchObject({ samplingRate: 8_000 });
});

it("a WAV file tells how far it is read", async () => {
  const told: number[] = [];
  const samples = new Float32Array(5_000_000);
  await findLongSound(encodeWav({ samples, samplingRate: 16_000 }), wanted, (share) => told.push(share));
  expect(told.map((share) => Math.round(10 * share))).toEqual([0, 4, 8]);
});

it("the first frame of an MP3 file tells what is not the sound's", async () => {
  const file = new Blob([new Uint8Array(readFileSync("e2e/media/speech.mp3"))]);
  // As ffprobe tells it: 1105 samples skipped before the sound and 359 behind it.
  const told = { before: 1105 / 24_000, behind: 359 / 24_000 };
  expect(await findMp3Edges(file)).toEqual(told);
  const titles = Uint8Array.of(...Buffer.from("ID3"), 4, 0, 0, 0, 0, 2, 0, ...new Uint8Array(256));
  expect(await findMp3Edges(new Blob([titles, titles, file]))).toEqual(told);
});

it("an MP3 file that does not tell begins with sound", async () => {
  expect(await findMp3Edges(new Blob([Uint8Array.of(0xff, 0xfb, 0x94, 0x64, 0, 0, 0)]))).toEqual({
    before: 0,
    behind: 0,
  });
});
