import { createPowerSpectrum } from "./fft.ts";
import type { Band } from "./mel-bands.ts";

export interface SpectrogramSettings {
  /** As long as a frame. */
  readonly window: Float64Array;
  /** At least a frame's length; what is more is zeros. */
  readonly fftLength: number;
  readonly hopLength: number;
  /** Whether a frame's middle is its place, the sound mirrored at both ends; else its begin is. */
  readonly isCentred: boolean;
  readonly bands: readonly Band[];
  /** Kaldi's: the mean of a frame is taken away, then this part of the sample before from each sample. */
  readonly preemphasis?: number;
  /** The mean of a frame stays, as in HTK. */
  readonly keepsMean?: true;
  /** Bands are of magnitudes, not of power. */
  readonly isOfMagnitudes?: true;
}

/** @param isPeriodic one point longer than it is cut to, as `torch.hann_window` has it */
export function hannWindow(length: number, isPeriodic = true): Float64Array {
  const turn = isPeriodic ? length : length - 1;
  return Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / turn));
}

/** How many frames a sound has; 0 or less where it is shorter than one. */
export function framesOf(samples: number, { window, hopLength, isCentred }: SpectrogramSettings): number {
  return 1 + Math.floor((isCentred ? samples : samples - window.length) / hopLength);
}

const silent: Band = { first: 0, weights: [] };

/**
 * The power in each band (or its root), frame after frame: `spectrogram` of transformers with `power=2.0`, before its logarithm.
 * @param frames how many are wanted
 * @param take gets the energies of a frame, which the next one overwrites
 */
export function eachFrame(
  samples: Float32Array,
  settings: SpectrogramSettings,
  frames: number,
  take: (frame: number, energies: Float64Array) => void,
): void {
  const { window, fftLength, hopLength, isCentred, bands, preemphasis, keepsMean, isOfMagnitudes } = settings;
  // Python keeps the spectrum as `complex64`: of a steady tone's bins, the mean taken away, little else is left.
  const spectrum = createPowerSpectrum(fftLength, Math.fround);
  const piece = new Float64Array(fftLength);
  const power = new Float64Array(fftLength / 2 + 1);
  const energies = new Float64Array(bands.length);
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * hopLength - (isCentred ? window.length / 2 : 0);
    for (let i = 0; i < window.length; i++) piece[i] = samples[reflect(start + i, samples.length)] ?? 0;
    if (preemphasis !== undefined) emphasise(piece.subarray(0, window.length), preemphasis, keepsMean);
    for (let i = 0; i < window.length; i++) piece[i] = (piece[i] ?? 0) * (window[i] ?? 0);
    spectrum(piece, power);
    if (isOfMagnitudes) for (let i = 0; i < power.length; i++) power[i] = Math.sqrt(power[i] ?? 0);
    for (let bin = 0; bin < bands.length; bin++) {
      const { first, weights } = bands[bin] ?? silent;
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (power[first + i] ?? 0);
      energies[bin] = sum;
    }
    take(frame, energies);
  }
}

function emphasise(frame: Float64Array, share: number, keepsMean = false): void {
  const mean = keepsMean ? 0 : frame.reduce((sum, value) => sum + value, 0) / frame.length;
  for (let i = frame.length - 1; i >= 0; i--) {
    const before = frame[Math.max(0, i - 1)] ?? 0;
    frame[i] = (frame[i] ?? 0) - mean - share * (before - mean);
  }
}

/** The mirrored place of an index outside 0..length-1, the edge not repeated (`torch.stft` with `pad_mode="reflect"`). */
function reflect(index: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const place = ((index % period) + period) % period;
  return place < length ? place : period - place;
}
