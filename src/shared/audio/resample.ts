import type { Sound } from "../media.ts";

/** FFmpeg's own settings where nobody gives others: taps before stretching, band kept, width of the Kaiser window. */
const tapsAtUnity = 32;
const cutoff = 0.97;
const kaiserBeta = 9;
/** FFmpeg keeps a filter for each phase up to so many; where the rates need more it keeps these and goes between them. */
const maxPhases = 1024;
const { fround } = Math;

/**
 * The sound at another sampling rate, as Python's pipelines hear it: they read files through FFmpeg, and this is its
 * resampler (libswresample): a windowed sinc for each phase, the sound mirrored at both ends. Browsers use filters of
 * their own: Chromium's takes away half of what lies between 6 and 8 kHz.
 * @param samplingRate in Hz; both rates are whole numbers
 */
export function toRate(sound: Sound, samplingRate: number): Sound {
  if (sound.samplingRate === samplingRate || sound.samples.length === 0) return { ...sound, samplingRate };
  const exact = samplingRate / greatestCommonDivisor(sound.samplingRate, samplingRate);
  const phases = Math.min(exact, maxPhases);
  const shared = greatestCommonDivisor(sound.samplingRate * phases, samplingRate);
  // From one output sample to the next, in phases: `step / parts`.
  const step = (sound.samplingRate * phases) / shared;
  const parts = samplingRate / shared;
  const factor = Math.min((samplingRate * cutoff) / sound.samplingRate, 1);
  const taps = 2 * Math.ceil(Math.max(1, Math.ceil(tapsAtUnity / factor)) / 2);
  const row = 8 * Math.ceil(taps / 8);
  const bank = filterBank(phases, taps, row, factor);
  const center = (taps - 1) >> 1;
  /** How many output samples `reach` input samples make, the filter's whole length within them. */
  const countOf = (reach: number) => Math.max(0, Math.ceil(((reach - taps + center + 1) * phases * parts) / step));
  // What FFmpeg holds when the sound ends: half of it comes once more, turned round.
  const used = Math.floor((countOf(sound.samples.length) * step) / (parts * phases));
  const behind = (Math.min(sound.samples.length + center - used, sound.samples.length, taps) + 1) >> 1;
  const mirrored = mirror(sound.samples, taps, behind);

  const count = countOf(sound.samples.length + behind);
  const samples = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    const between = (index * step) % parts;
    const place = (index * step - between) / parts;
    const phase = place % phases;
    const first = (place - phase) / phases - center + taps;
    const sums = inLanes(mirrored, first, bank, phase * row, row);
    if (between > 0) {
      const next = inLanes(mirrored, first, bank, (phase + 1) * row, row);
      const share = fround(between * fround(1 / parts));
      for (const [lane, sum] of sums.entries()) sums[lane] = sum + fround((next[lane] ?? 0) - sum) * share;
    }
    const [a = 0, b = 0, c = 0, d = 0] = sums;
    samples[index] = fround(a + c) + fround(b + d);
  }
  return { samples, samplingRate };
}

/**
 * One filter over the sound, in float32 and in the order of FFmpeg's vectors: eight sums side by side, each step rounded once
 * (a multiply-add), then the upper four added to the lower. What is left in a band that a sound does not have depends on it.
 */
function inLanes(sound: Float32Array, first: number, bank: Float32Array, at: number, row: number): Float32Array {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let tap = 0; tap < row; tap += 8) {
    const from = first + tap;
    const by = at + tap;
    a = fround(a + (sound[from] ?? 0) * (bank[by] ?? 0));
    b = fround(b + (sound[from + 1] ?? 0) * (bank[by + 1] ?? 0));
    c = fround(c + (sound[from + 2] ?? 0) * (bank[by + 2] ?? 0));
    d = fround(d + (sound[from + 3] ?? 0) * (bank[by + 3] ?? 0));
    e = fround(e + (sound[from + 4] ?? 0) * (bank[by + 4] ?? 0));
    f = fround(f + (sound[from + 5] ?? 0) * (bank[by + 5] ?? 0));
    g = fround(g + (sound[from + 6] ?? 0) * (bank[by + 6] ?? 0));
    h = fround(h + (sound[from + 7] ?? 0) * (bank[by + 7] ?? 0));
  }
  return Float32Array.of(a + e, b + f, c + g, d + h);
}

/**
 * [phases + 1, row], a row being the taps and zeros up to a multiple of eight, which is what FFmpeg's vectors hold;
 * scaled so that the first phase keeps a constant as it is. The last row is the first, a sample later. Where a row has
 * no room for the tap that this pushes out, FFmpeg finds it at the begin of the row, and so do we.
 */
function filterBank(phases: number, taps: number, row: number, factor: number): Float32Array {
  const center = (taps - 1) >> 1;
  const bank = new Float64Array((phases + 1) * row);
  for (let phase = 0; phase < phases; phase++) {
    for (let tap = 0; tap < taps; tap++) {
      const x = Math.PI * (tap - center - phase / phases) * factor;
      const w = (2 * x) / (factor * taps * Math.PI);
      const window = bessel(kaiserBeta * Math.sqrt(Math.max(1 - w * w, 0)));
      bank[phase * row + tap] = (x === 0 ? 1 : Math.sin(x) / x) * window;
    }
  }
  const last = phases * row;
  bank.copyWithin(last + 1, 0, row - 1);
  bank[last] = bank[row - 1] ?? 0;
  const norm = bank.subarray(0, taps).reduce((sum, value) => sum + value, 0);
  return Float32Array.from(bank, (value) => value / norm);
}

/** One filter's length of the sound, turned round, before it, and `behind` samples of it behind it. */
function mirror(samples: Float32Array, taps: number, behind: number): Float32Array {
  const mirrored = new Float32Array(taps + samples.length + behind);
  for (let back = 1; back <= taps; back++) mirrored[taps - back] = samples[Math.min(back, samples.length - 1)] ?? 0;
  mirrored.set(samples, taps);
  for (let ahead = 0; ahead < behind; ahead++) {
    mirrored[taps + samples.length + ahead] = samples[samples.length - 1 - ahead] ?? 0;
  }
  return mirrored;
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function bessel(x: number): number {
  const quarter = (x * x) / 4;
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= quarter / (k * k);
    sum += term;
  }
  return sum;
}

/** After so many samples at the first rate, whole samples of the second have gone by. */
export function periodOf(samplingRate: number, target: number): number {
  return samplingRate / greatestCommonDivisor(samplingRate, target);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
