import * as v from "valibot";
import { type BoolTensor, floatTensor } from "../../tensor.ts";
import { melBands } from "../mel-bands.ts";
import { eachFrame, framesOf, hannWindow, type SpectrogramSettings } from "../spectrogram.ts";
import type { FeatureExtractor } from "./extractor.ts";

const Settings = v.object({
  feature_size: v.nullish(v.number(), 64),
  sampling_rate: v.nullish(v.number(), 48_000),
  hop_length: v.nullish(v.number(), 480),
  max_length_s: v.nullish(v.number(), 10),
  fft_window_size: v.nullish(v.number(), 1024),
  frequency_min: v.nullish(v.number(), 0),
  frequency_max: v.nullish(v.number(), 14_000),
  /** What becomes of a longer sound. */
  truncation: v.nullish(v.picklist(["fusion", "rand_trunc"]), "fusion"),
  /** What becomes of a shorter one. */
  padding: v.nullish(v.picklist(["repeatpad", "repeat", "pad"]), "repeatpad"),
});
type Settings = v.InferOutput<typeof Settings>;

/** [frames, bins] */
interface Mel {
  readonly data: Float32Array;
  readonly frames: number;
  readonly bins: number;
}

const { fround } = Math;

/** Below this there is silence; its logarithm is -100 dB. */
const floor = 1e-10;

/**
 * `ClapFeatureExtractor`: a mel spectrogram in dB of ten seconds. A shorter sound is repeated and filled with silence. Of
 * a longer one, models without fusion hear a piece; those with fusion hear all of it shrunk and three pieces. Python
 * draws where the pieces lie; here they lie in the middle of where they may, so that a sound has one answer.
 */
export function createClap(config: unknown): FeatureExtractor {
  const settings = v.parse(Settings, config);
  const { sampling_rate: samplingRate, max_length_s: windowSeconds, truncation, hop_length } = settings;
  const longest = windowSeconds * samplingRate;
  const isFused = truncation === "fusion";
  const spectrogram = spectrogramOf(settings);
  const melOf = (samples: Float32Array) => decibels(samples, spectrogram);

  function melsOf(samples: Float32Array): readonly Mel[] {
    if (samples.length <= longest) {
      const mel = melOf(filled(samples, longest, settings.padding));
      return isFused ? [mel, mel, mel, mel] : [mel];
    }
    if (!isFused) {
      const from = Math.floor((samples.length - longest) / 2);
      return [melOf(samples.subarray(from, from + longest))];
    }
    const mel = melOf(samples);
    const frames = Math.floor(longest / hop_length) + 1;
    return mel.frames === frames ? [mel, mel, mel, mel] : fused(mel, frames);
  }

  return {
    samplingRate,
    windowSeconds,
    leastSamples: 1,
    extract(samples) {
      const mels = melsOf(samples);
      const [{ frames, bins } = { frames: 0, bins: 0 }] = mels;
      const data = new Float32Array(mels.length * frames * bins);
      for (const [index, mel] of mels.entries()) data.set(mel.data, index * frames * bins);
      // Of a batch of sounds that fit, Python calls one too long at random; of one sound, that one.
      const isLonger: BoolTensor = {
        type: "bool",
        data: Uint8Array.of(isFused || samples.length > longest ? 1 : 0),
        dims: [1, 1],
      };
      return { input_features: floatTensor(data, [1, mels.length, frames, bins]), is_longer: isLonger };
    },
  };
}

/** Models with fusion were trained on torchaudio's bands, those without on librosa's. */
function spectrogramOf(settings: Settings): SpectrogramSettings {
  const { fft_window_size: length, feature_size, frequency_min, frequency_max, sampling_rate, truncation } = settings;
  return {
    window: hannWindow(length),
    fftLength: length,
    hopLength: settings.hop_length,
    isCentred: true,
    bands: melBands({
      frequencies: length / 2 + 1,
      bins: feature_size,
      low: frequency_min,
      high: frequency_max,
      samplingRate: sampling_rate,
      scale: truncation === "fusion" ? "htk" : "slaney",
      isOfEqualArea: truncation !== "fusion",
    }),
  };
}

function decibels(samples: Float32Array, spectrogram: SpectrogramSettings): Mel {
  const frames = framesOf(samples.length, spectrogram);
  const bins = spectrogram.bands.length;
  const data = new Float32Array(frames * bins);
  eachFrame(samples, spectrogram, frames, (frame, energies) => {
    for (let bin = 0; bin < bins; bin++) {
      data[frame * bins + bin] = 10 * Math.log10(Math.max(energies[bin] ?? 0, floor));
    }
  });
  return { data, frames, bins };
}

/** `repeatpad` writes the sound as often as it fits, `repeat` cuts the last one, `pad` writes it once. */
function filled(samples: Float32Array, length: number, padding: Settings["padding"]): Float32Array {
  const whole = new Float32Array(length);
  const often = Math.floor(length / samples.length);
  const times = padding === "pad" ? 1 : padding === "repeat" ? often + 1 : often;
  for (let time = 0; time < times; time++) {
    const at = time * samples.length;
    if (at < length) whole.set(samples.subarray(0, length - at), at);
  }
  return whole;
}

/** All of it, shrunk to `length` frames, and a piece of each third. */
function fused(mel: Mel, length: number): readonly Mel[] {
  const places = mel.frames - length + 1;
  // `np.array_split`: the first parts are longer by one where it does not come out even.
  const sizes = [0, 1, 2].map((third) => Math.floor(places / 3) + (third < places % 3 ? 1 : 0));
  const pieces = sizes.map((size, third) => {
    const start = sizes.slice(0, third).reduce((sum, one) => sum + one, 0);
    return pieceOf(mel, size === 0 ? 0 : start + Math.floor(size / 2), length);
  });
  return [shrunk(mel, length), ...pieces];
}

function pieceOf({ data, bins }: Mel, from: number, frames: number): Mel {
  return { data: data.subarray(from * bins, (from + frames) * bins), frames, bins };
}

/** Bilinear between frames, whose edges stay (`interpolate(..., align_corners=False)`), at places in float32 as torch's. */
function shrunk({ data, frames: all, bins }: Mel, frames: number): Mel {
  const small = new Float32Array(frames * bins);
  const step = fround(all / frames);
  for (let frame = 0; frame < frames; frame++) {
    const place = Math.max(0, fround(fround(step * (frame + 0.5)) - 0.5));
    const before = Math.min(all - 1, Math.floor(place));
    const after = Math.min(all - 1, before + 1);
    const share = place - before;
    for (let bin = 0; bin < bins; bin++) {
      const a = data[before * bins + bin] ?? 0;
      const b = data[after * bins + bin] ?? 0;
      small[frame * bins + bin] = (1 - share) * a + share * b;
    }
  }
  return { data: small, frames, bins };
}
