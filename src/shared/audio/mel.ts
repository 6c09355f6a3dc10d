import { melBands } from "./mel-bands.ts";
import { eachFrame, hannWindow } from "./spectrogram.ts";

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
 * power, Slaney mel bands of 0 to 8 kHz, log10, the floor 8 below the largest value of the whole sound, scaled by
 * (x + 4) / 4.
 * @param samples mono at `samplingRate`; `floor(length / hopLength)` frames come out
 */
export function logMel(samples: Float32Array, settings: MelSettings): MelFeatures {
  const { bins, windowLength, hopLength, samplingRate } = settings;
  const frames = Math.floor(samples.length / hopLength);
  const bands = melBands({
    frequencies: windowLength / 2 + 1,
    bins,
    low: 0,
    high: 8000,
    samplingRate,
    scale: "slaney",
    isOfEqualArea: true,
  });
  const spectrogram = {
    window: hannWindow(windowLength),
    fftLength: windowLength,
    hopLength,
    isCentred: true,
    bands,
  };
  const data = new Float32Array(bins * frames);
  let largest = Number.NEGATIVE_INFINITY;
  eachFrame(samples, spectrogram, frames, (frame, energies) => {
    for (let bin = 0; bin < bins; bin++) {
      const value = Math.log10(Math.max(energies[bin] ?? 0, 1e-10));
      largest = Math.max(largest, value);
      data[bin * frames + frame] = value;
    }
  });
  for (let i = 0; i < data.length; i++) data[i] = (Math.max(data[i] ?? 0, largest - 8) + 4) / 4;
  return { data, bins, frames };
}
