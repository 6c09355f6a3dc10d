import * as v from "valibot";
import { floatTensor } from "../../tensor.ts";
import { kaldiFloor, kaldiFrame, kaldiSpectrogram } from "../kaldi.ts";
import { eachFrame, framesOf, hannWindow } from "../spectrogram.ts";
import { pairwiseSum } from "../sums.ts";
import { toUnitBins } from "../unit-bins.ts";
import type { FeatureExtractor } from "./extractor.ts";

const Settings = v.object({
  sampling_rate: v.nullish(v.number(), 16_000),
  num_mel_bins: v.nullish(v.number(), 80),
  padding_value: v.nullish(v.number(), 0),
  padding_side: v.nullish(v.picklist(["left", "right"]), "right"),
  /** How many frames stand in one place of what comes out. */
  stride: v.nullish(v.number(), 2),
});

/** Kaldi hears integers of 16 bits. */
const loudness = 2 ** 15;

/**
 * `SeamlessM4TFeatureExtractor`, which Wav2Vec2-BERT hears by: Kaldi's filter bank under Povey's window, each bin of zero
 * mean and unit variance, filled to an even number of frames, then `stride` frames side by side.
 */
export function createSeamless(config: unknown): FeatureExtractor {
  const { sampling_rate: samplingRate, num_mel_bins: bins, stride, ...padding } = v.parse(Settings, config);
  const window = hannWindow(kaldiFrame.length, false).map((value) => value ** 0.85);
  const spectrogram = kaldiSpectrogram({ window, bins, samplingRate });
  return {
    samplingRate,
    // Of one frame there is no variance.
    leastSamples: kaldiFrame.length + kaldiFrame.hop,
    extract(samples) {
      const heard = framesOf(samples.length, spectrogram);
      const frames = heard + (heard % 2);
      const first = padding.padding_side === "left" ? frames - heard : 0;
      const data = new Float32Array(frames * bins).fill(padding.padding_value);
      const rows = data.subarray(first * bins, (first + heard) * bins);
      const loud = samples.map((value) => value * loudness);
      eachFrame(loud, spectrogram, heard, (frame, energies) => {
        for (let bin = 0; bin < bins; bin++) {
          rows[frame * bins + bin] = Math.log(Math.max(energies[bin] ?? 0, kaldiFloor));
        }
      });
      toUnitBins(
        { data: rows, bins },
        { heard, sum: pairwiseSum, scaleOf: (variance) => Math.sqrt(Math.fround(variance + Math.fround(1e-7))) },
      );
      const places = Math.floor(frames / stride);
      const isHeard = (frame: number) => frame >= first && frame < first + heard;
      return {
        input_features: floatTensor(data.subarray(0, places * stride * bins), [1, places, bins * stride]),
        attention_mask: {
          type: "int64",
          // The second frame of each place speaks for it.
          data: BigInt64Array.from({ length: places }, (_, place) => (isHeard(place * stride + 1) ? 1n : 0n)),
          dims: [1, places],
        },
      };
    },
  };
}
