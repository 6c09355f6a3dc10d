import * as v from "valibot";
import { floatTensor } from "../../tensor.ts";
import { melBands } from "../mel-bands.ts";
import { eachFrame, framesOf, hannWindow, type SpectrogramSettings } from "../spectrogram.ts";
import { cascadeSum } from "../sums.ts";
import { toUnitBins } from "../unit-bins.ts";
import type { FeatureExtractor } from "./extractor.ts";

const Settings = v.object({
  feature_size: v.nullish(v.number(), 80),
  sampling_rate: v.nullish(v.number(), 16_000),
  hop_length: v.nullish(v.number(), 160),
  n_fft: v.nullish(v.number(), 512),
  win_length: v.nullish(v.number(), 400),
  preemphasis: v.nullish(v.number(), 0.97),
});
type Settings = v.InferOutput<typeof Settings>;

/** Added to each energy, so that silence has a logarithm. */
const guard = 2 ** -24;

/**
 * `ParakeetFeatureExtractor`: log-mel features of the whole sound after preemphasis, with silence around it, each bin of
 * zero mean and unit deviation. The last frame lies half outside the sound; it is zeros, and masked.
 */
export function createParakeet(config: unknown): FeatureExtractor {
  const settings = v.parse(Settings, config);
  const { feature_size: bins, sampling_rate: samplingRate, hop_length, n_fft, preemphasis } = settings;
  const spectrogram = spectrogramOf(settings);
  return {
    samplingRate,
    // Of one frame there is no variance.
    leastSamples: 2 * hop_length,
    extract(samples) {
      const wave = new Float32Array(samples.length + n_fft);
      for (let i = 0; i < samples.length; i++) {
        wave[n_fft / 2 + i] = (samples[i] ?? 0) - (i === 0 ? 0 : preemphasis * (samples[i - 1] ?? 0));
      }
      const frames = framesOf(wave.length, spectrogram);
      const heard = Math.floor(samples.length / hop_length);
      const data = new Float32Array(frames * bins);
      eachFrame(wave, spectrogram, heard, (frame, energies) => {
        for (let bin = 0; bin < bins; bin++)
          data[frame * bins + bin] = Math.log(Math.fround((energies[bin] ?? 0) + guard));
      });
      toUnitBins(
        { data, bins },
        { heard, sum: cascadeSum, scaleOf: (variance) => Math.fround(Math.sqrt(variance)) + Math.fround(1e-5) },
      );
      return {
        input_features: floatTensor(data, [1, frames, bins]),
        attention_mask: {
          type: "int64",
          data: BigInt64Array.from({ length: frames }, (_, frame) => (frame < heard ? 1n : 0n)),
          dims: [1, frames],
        },
      };
    },
  };
}

/** The window in the middle of what is transformed, as `torch.stft` lays a shorter one. */
function spectrogramOf({ n_fft, win_length, hop_length, feature_size, sampling_rate }: Settings): SpectrogramSettings {
  const window = new Float64Array(n_fft);
  window.set(hannWindow(win_length, false), Math.floor((n_fft - win_length) / 2));
  return {
    window,
    fftLength: n_fft,
    hopLength: hop_length,
    isCentred: false,
    bands: melBands({
      frequencies: n_fft / 2 + 1,
      bins: feature_size,
      low: 0,
      high: sampling_rate / 2,
      samplingRate: sampling_rate,
      scale: "slaney",
      isOfEqualArea: true,
    }),
  };
}
