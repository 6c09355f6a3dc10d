import * as v from "valibot";
import { floatTensor } from "../../tensor.ts";
import { melBands } from "../mel-bands.ts";
import { eachFrame, hannWindow } from "../spectrogram.ts";
import type { FeatureExtractor } from "./extractor.ts";

/** [1, 1, bins] */
const perBin = v.array(v.array(v.array(v.number())));

const Settings = v.object({
  feature_size: v.nullish(v.number(), 128),
  sampling_rate: v.nullish(v.number(), 16_000),
  /** In samples; the class computes these of milliseconds and writes them down. */
  frame_length: v.nullish(v.number(), 512),
  hop_length: v.nullish(v.number(), 160),
  fft_length: v.nullish(v.number(), 1024),
  min_frequency: v.nullish(v.number(), 125),
  max_frequency: v.nullish(v.number(), 7600),
  preemphasis: v.nullish(v.number(), 0.97),
  mel_floor: v.nullish(v.number(), 1e-5),
  input_scale_factor: v.nullish(v.number(), 1),
  per_bin_mean: v.nullish(perBin),
  per_bin_stddev: v.nullish(perBin),
});

/** Python's `max_length` and `pad_to_multiple_of`, in samples. */
const [longest, multiple] = [480_000, 128];

/**
 * `Gemma3nAudioFeatureExtractor`: log-mel magnitudes of 30 s at most after HTK's preemphasis, and which frames begin in
 * the sound and not in the silence that fills it up.
 */
export function createGemma3n(config: unknown): FeatureExtractor {
  const settings = v.parse(Settings, config);
  const { feature_size: bins, sampling_rate: samplingRate, frame_length, hop_length, fft_length } = settings;
  const [means = [], deviations = []] = [settings.per_bin_mean, settings.per_bin_stddev].map((each) => each?.flat(2));
  const spectrogram = {
    window: hannWindow(frame_length),
    fftLength: fft_length,
    hopLength: hop_length,
    isCentred: false,
    preemphasis: settings.preemphasis,
    keepsMean: true,
    isOfMagnitudes: true,
    bands: melBands({
      frequencies: fft_length / 2 + 1,
      bins,
      low: settings.min_frequency,
      high: settings.max_frequency,
      samplingRate,
      scale: "htk",
      isOfEqualArea: false,
    }),
  } as const;
  return {
    samplingRate,
    windowSeconds: longest / samplingRate,
    // Each frame is read with the sample behind it.
    leastSamples: frame_length + 1,
    extract(samples) {
      const heard = samples.subarray(0, longest);
      const filled = new Float32Array(Math.ceil(heard.length / multiple) * multiple);
      filled.set(heard.map((value) => value * settings.input_scale_factor));
      const frames = Math.max(0, Math.floor((filled.length - frame_length - 1) / hop_length) + 1);
      const data = new Float32Array(frames * bins);
      eachFrame(filled, spectrogram, frames, (frame, magnitudes) => {
        for (let bin = 0; bin < bins; bin++) {
          const level = Math.log(Math.max(magnitudes[bin] ?? 0, settings.mel_floor));
          data[frame * bins + bin] = (level - (means[bin] ?? 0)) / (deviations[bin] ?? 1);
        }
      });
      const begins = (frame: number) => (frame * hop_length < heard.length ? 1n : 0n);
      return {
        input_features: floatTensor(data, [1, frames, bins]),
        input_features_mask: {
          type: "int64",
          data: BigInt64Array.from({ length: frames }, (_, frame) => begins(frame)),
          dims: [1, frames],
        },
      };
    },
  };
}
