import * as v from "valibot";
import { floatTensor } from "../../tensor.ts";
import { logMel, type MelSettings } from "../mel.ts";
import type { FeatureExtractor } from "./extractor.ts";

const Settings = v.object({
  feature_size: v.nullish(v.number(), 80),
  n_fft: v.nullish(v.number(), 400),
  hop_length: v.nullish(v.number(), 160),
  sampling_rate: v.nullish(v.number(), 16_000),
  /** In seconds. */
  chunk_length: v.nullish(v.number(), 30),
});

/** What `preprocessor_config.json` of a Whisper checkpoint says. */
export function whisperSettingsOf(config: unknown): MelSettings & { readonly windowSeconds: number } {
  const { feature_size, n_fft, hop_length, sampling_rate, chunk_length } = v.parse(Settings, config);
  return {
    bins: feature_size,
    windowLength: n_fft,
    hopLength: hop_length,
    samplingRate: sampling_rate,
    windowSeconds: chunk_length,
  };
}

/** `WhisperFeatureExtractor` as it comes: one window of 30 s, cut or filled with silence. */
export function createWhisper(config: unknown): FeatureExtractor {
  const settings = whisperSettingsOf(config);
  const { samplingRate, windowSeconds } = settings;
  return {
    samplingRate,
    windowSeconds,
    leastSamples: 1,
    extract(samples) {
      const window = new Float32Array(windowSeconds * samplingRate);
      window.set(samples.subarray(0, window.length));
      const { data, bins, frames } = logMel(window, settings);
      return { input_features: floatTensor(data, [1, bins, frames]) };
    },
  };
}
