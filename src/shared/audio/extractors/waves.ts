import * as v from "valibot";
import { floatTensor } from "../../tensor.ts";
import type { FeatureExtractor } from "./extractor.ts";

const Settings = v.object({
  sampling_rate: v.nullish(v.number(), 16_000),
  do_normalize: v.nullish(v.boolean(), true),
});

/** `Wav2Vec2FeatureExtractor` on one sound: the wave itself, of zero mean and unit variance where the file says so. */
export function createWaves(config: unknown): FeatureExtractor {
  const { sampling_rate, do_normalize } = v.parse(Settings, config);
  // Four times as large as a part of a long sound itself, and the same for each: an hour would leave a gigabyte of it.
  let ones = new BigInt64Array();
  const onesOf = (length: number) => {
    if (ones.length !== length) ones = new BigInt64Array(length).fill(1n);
    return ones;
  };
  return {
    samplingRate: sampling_rate,
    leastSamples: 1,
    extract(samples) {
      const dims = [1, samples.length];
      return {
        input_values: floatTensor(do_normalize ? toUnitVariance(samples) : samples, dims),
        attention_mask: { type: "int64", data: onesOf(samples.length), dims },
      };
    },
  };
}

/** `Wav2Vec2FeatureExtractor.zero_mean_unit_var_norm`. */
function toUnitVariance(samples: Float32Array): Float32Array {
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
  const variance = samples.reduce((sum, value) => sum + (value - mean) ** 2, 0) / samples.length;
  const scale = Math.sqrt(variance + 1e-7);
  return samples.map((value) => (value - mean) / scale);
}
