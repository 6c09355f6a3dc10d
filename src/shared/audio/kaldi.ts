import { melBands } from "./mel-bands.ts";
import type { SpectrogramSettings } from "./spectrogram.ts";

/** In samples: 25 ms every 10 ms at 16 kHz, whatever the rate, as Python's feature extractors have it. */
export const kaldiFrame = { length: 400, hop: 160 } as const;
const fftLength = 512;

/** `torch.finfo(torch.float32).eps`, below which Kaldi hears nothing. */
export const kaldiFloor = 1.192092955078125e-7;

export interface KaldiSettings {
  readonly window: Float64Array;
  readonly bins: number;
  readonly samplingRate: number;
}

/** Kaldi's filter bank without dither: preemphasis 0.97, bands from 20 Hz to half the rate. */
export function kaldiSpectrogram({ window, bins, samplingRate }: KaldiSettings): SpectrogramSettings {
  return {
    window,
    fftLength,
    hopLength: kaldiFrame.hop,
    isCentred: false,
    preemphasis: 0.97,
    bands: melBands({
      frequencies: fftLength / 2 + 1,
      bins,
      low: 20,
      high: Math.floor(samplingRate / 2),
      samplingRate,
      scale: "kaldi",
      isOfEqualArea: false,
    }),
  };
}
