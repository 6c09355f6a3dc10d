import * as v from "valibot";
import { floatTensor, type TensorMap } from "../../tensor.ts";
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

/** Takes several sounds together: the shorter ones with silence behind them. */
export interface JointExtractor extends FeatureExtractor {
  /** Samples that all of them are filled up to. @param lengths of the sounds, in samples */
  filledOf(lengths: readonly number[]): number;
  /** @param filled what `filledOf` says of the sounds that this is one of; without it, it is alone */
  extract(samples: Float32Array, filled?: number): TensorMap;
}

function filledOf(lengths: readonly number[]): number {
  return Math.ceil(Math.min(Math.max(...lengths), longest) / multiple) * multiple;
}

/**
 * `Gemma3nAudioFeatureExtractor`: log-mel magnitudes of 30 s at most after HTK's preemphasis, and which frames begin in
 * the sound and not in the silence that fills it up.
 */
export function createGemma3n(config: unknown): JointExtractor {
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
    filledOf,
    extract(samples, filledTo = 0) {
      const heard = samples.subarray(0, longest);
      const filled = new Float32Array(Math.max(filledTo, filledOf([heard.length])));
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
