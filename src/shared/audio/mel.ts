import { createPowerSpectrum } from "./fft.ts";

/** Whisper's spectrogram: 25 ms windows every 10 ms at 16 kHz. */
export interface MelSettings {
  readonly bins: number;
  readonly windowLength: number;
  readonly hopLength: number;
  readonly samplingRate: number;
}

/** Log-mel features, `bins` rows of `frames` values. */
export interface MelFeatures {
  readonly data: Float32Array;
  readonly bins: number;
  readonly frames: number;
}

/**
 * Whisper's log-mel features as `WhisperFeatureExtractor` computes them: reflect-padded windows, the Hann window,
 * power, Slaney mel bands, log10, the floor 8 below the largest value of the whole sound, scaled by (x + 4) / 4.
 * @param samples mono at `samplingRate`; `floor(length / hopLength)` frames come out
 */
export function logMel(samples: Float32Array, settings: MelSettings): MelFeatures {
  const { bins, windowLength, hopLength, samplingRate } = settings;
  const frames = Math.floor(samples.length / hopLength);
  const bands = melBands(windowLength / 2 + 1, bins, samplingRate);
  const window = Float64Array.from(
    { length: windowLength },
    (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / windowLength),
  );
  const spectrum = createPowerSpectrum(windowLength);
  const piece = new Float64Array(windowLength);
  const power = new Float64Array(windowLength / 2 + 1);
  const data = new Float32Array(bins * frames);
  let largest = Number.NEGATIVE_INFINITY;
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * hopLength - windowLength / 2;
    for (let i = 0; i < windowLength; i++) {
      piece[i] = (samples[reflect(start + i, samples.length)] ?? 0) * (window[i] ?? 0);
    }
    spectrum(piece, power);
    for (let bin = 0; bin < bins; bin++) {
      const { first, weights } = bands[bin] ?? { first: 0, weights: [] };
      let sum = 0;
      for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (power[first + i] ?? 0);
      const value = Math.log10(Math.max(sum, 1e-10));
      largest = Math.max(largest, value);
      data[bin * frames + frame] = value;
    }
  }
  for (let i = 0; i < data.length; i++) data[i] = (Math.max(data[i] ?? 0, largest - 8) + 4) / 4;
  return { data, bins, frames };
}

/** The mirrored place of an index outside 0..length-1, the edge not repeated (`torch.stft` with `pad_mode="reflect"`). */
function reflect(index: number, length: number): number {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const place = ((index % period) + period) % period;
  return place < length ? place : period - place;
}

interface Band {
  readonly first: number;
  readonly weights: readonly number[];
}

/** Triangles on Slaney's mel scale, each of area 1 (`mel_filter_bank(norm="slaney", mel_scale="slaney")`), 0 to 8 kHz. */
function melBands(frequencies: number, bins: number, samplingRate: number): readonly Band[] {
  const top = toMel(8000);
  const edges = Array.from({ length: bins + 2 }, (_, i) => fromMel((top * i) / (bins + 1)));
  const step = samplingRate / 2 / (frequencies - 1);
  return Array.from({ length: bins }, (_, bin) => {
    const [low = 0, middle = 0, high = 0] = edges.slice(bin, bin + 3);
    const all = Array.from({ length: frequencies }, (_unused, i) => {
      const rising = (i * step - low) / (middle - low);
      const falling = (high - i * step) / (high - middle);
      return (Math.max(0, Math.min(rising, falling)) * 2) / (high - low);
    });
    const first = Math.max(
      0,
      all.findIndex((weight) => weight > 0),
    );
    return { first, weights: all.slice(first, all.findLastIndex((weight) => weight > 0) + 1) };
  });
}

/** Linear below 1 kHz, logarithmic above, as Slaney's Auditory Toolbox has it. */
function toMel(hertz: number): number {
  return hertz < 1000 ? (3 * hertz) / 200 : 15 + (Math.log(hertz / 1000) * 27) / Math.log(6.4);
}

function fromMel(mel: number): number {
  return mel < 15 ? (200 * mel) / 3 : 1000 * Math.exp((Math.log(6.4) / 27) * (mel - 15));
}
