import type { TensorMap } from "../../tensor.ts";

/** Makes of a sound what a model is fed. */
export interface FeatureExtractor {
  readonly samplingRate: number;
  /** What it hears at most of a sound, in seconds; the rest is cut off, as in Python. Left out where it hears all. */
  readonly windowSeconds?: number;
  /** The least that it makes anything of. */
  readonly leastSamples: number;
  /** @param samples mono at `samplingRate`; batch of one */
  extract(samples: Float32Array): TensorMap;
}
