import * as v from "valibot";
import { floatTensor } from "../../tensor.ts";
import { kaldiFloor, kaldiFrame, kaldiSpectrogram } from "../kaldi.ts";
import { eachFrame, framesOf, hannWindow } from "../spectrogram.ts";
import type { FeatureExtractor } from "./extractor.ts";

const Settings = v.object({
  sampling_rate: v.nullish(v.number(), 16_000),
  num_mel_bins: v.nullish(v.number(), 128),
  /** In frames of 10 ms at 16 kHz. */
  max_length: v.nullish(v.number(), 1024),
  do_normalize: v.nullish(v.boolean(), true),
  /** Of AudioSet. */
  mean: v.nullish(v.number(), -4.2677393),
  std: v.nullish(v.number(), 4.5689974),
});

/**
 * `ASTFeatureExtractor`: Kaldi's filter bank under a symmetric Hann window, cut or filled with zeros to `max_length`
 * frames, then brought to the mean and twice the deviation of what the model was trained on: the zeros, too.
 */
export function createSpectrogramTransformer(config: unknown): FeatureExtractor {
  const settings = v.parse(Settings, config);
  const { sampling_rate: samplingRate, num_mel_bins: bins, max_length: length, do_normalize, mean, std } = settings;
  const spectrogram = kaldiSpectrogram({ window: hannWindow(kaldiFrame.length, false), bins, samplingRate });
  const { fround } = Math;
  // In float32, as NumPy takes a number beside an array of it.
  const normalised = (value: number) => fround(value - fround(mean)) / fround(std * 2);
  return {
    samplingRate,
    windowSeconds: ((length - 1) * kaldiFrame.hop + kaldiFrame.length) / samplingRate,
    leastSamples: kaldiFrame.length,
    extract(samples) {
      const data = new Float32Array(length * bins);
      eachFrame(samples, spectrogram, Math.min(length, framesOf(samples.length, spectrogram)), (frame, energies) => {
        for (let bin = 0; bin < bins; bin++) {
          data[frame * bins + bin] = Math.log(Math.max(energies[bin] ?? 0, kaldiFloor));
        }
      });
      return { input_values: floatTensor(do_normalize ? data.map(normalised) : data, [1, length, bins]) };
    },
  };
}
