import type { Sound } from "../media.ts";

/** FFmpeg's own settings where nobody gives others: taps before stretching, band kept, width of the Kaiser window. */
const tapsAtUnity = 32;
const cutoff = 0.97;
const kaiserBeta = 9;
/** Beyond it FFmpeg no longer keeps a filter for each phase; no common pair of rates comes near (44.1 to 16 kHz: 160). */
const maxPhases = 1024;

/**
 * The sound at another sampling rate, as Python's pipelines hear it: they read files through FFmpeg, and this is its
 * resampler (libswresample): a windowed sinc for each phase, the sound mirrored at both ends. Browsers use filters of
 * their own: Chromium's takes away half of what lies between 6 and 8 kHz.
 * @throws RangeError for rates whose ratio has more than 1,024 phases
 */
export function toRate(sound: Sound, samplingRate: number): Sound {
  if (sound.samplingRate === samplingRate || sound.samples.length === 0) return { ...sound, samplingRate };
  const shared = greatestCommonDivisor(sound.samplingRate, samplingRate);
  const phases = samplingRate / shared;
  const step = sound.samplingRate / shared;
  if (phases > maxPhases) throw new RangeError(`${sound.samplingRate} Hz to ${samplingRate} Hz has too many phases.`);
  const factor = Math.min((samplingRate * cutoff) / sound.samplingRate, 1);
  const taps = 2 * Math.ceil(Math.max(1, Math.ceil(tapsAtUnity / factor)) / 2);
  const bank = filterBank(phases, taps, factor);
  const mirrored = mirror(sound.samples, taps);
  const center = (taps - 1) >> 1;

  const count = Math.max(0, Math.floor(((mirrored.length - 2 * taps + center + 1) * phases - 1) / step) + 1);
  const samples = new Float32Array(count);
  for (let index = 0; index < count; index++) {
    const place = index * step;
    const phase = place % phases;
    const first = (place - phase) / phases - center + taps;
    let sum = 0;
    for (let tap = 0; tap < taps; tap++) {
      sum += (mirrored[first + tap] ?? 0) * (bank[phase * taps + tap] ?? 0);
    }
    samples[index] = sum;
  }
  return { samples, samplingRate };
}

/** [phases, taps]; scaled so that the first phase keeps a constant as it is. */
function filterBank(phases: number, taps: number, factor: number): Float32Array {
  const center = (taps - 1) >> 1;
  const bank = new Float64Array(phases * taps);
  for (let phase = 0; phase < phases; phase++) {
    for (let tap = 0; tap < taps; tap++) {
      const x = Math.PI * (tap - center - phase / phases) * factor;
      const w = (2 * x) / (factor * taps * Math.PI);
      const window = bessel(kaiserBeta * Math.sqrt(Math.max(1 - w * w, 0)));
      bank[phase * taps + tap] = (x === 0 ? 1 : Math.sin(x) / x) * window;
    }
  }
  const norm = bank.subarray(0, taps).reduce((sum, value) => sum + value, 0);
  return Float32Array.from(bank, (value) => value / norm);
}

/** One filter's length of the sound, turned round, before it, and half of one behind it. */
function mirror(samples: Float32Array, taps: number): Float32Array {
  const behind = (Math.min(samples.length, taps) + 1) >> 1;
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

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
