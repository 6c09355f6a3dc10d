/** A triangle over the frequencies of a spectrum: `weights` of those from `first` on. */
export interface Band {
  readonly first: number;
  readonly weights: readonly number[];
}

interface MelScale {
  toMel(hertz: number): number;
  fromMel(mel: number): number;
}

/** The three scales of `mel_filter_bank` in transformers. */
const scales = {
  /** Linear below 1 kHz, logarithmic above, as Slaney's Auditory Toolbox has it. */
  slaney: {
    toMel: (hertz) => (hertz < 1000 ? (3 * hertz) / 200 : 15 + (Math.log(hertz / 1000) * 27) / Math.log(6.4)),
    fromMel: (mel) => (mel < 15 ? (200 * mel) / 3 : 1000 * Math.exp((Math.log(6.4) / 27) * (mel - 15))),
  },
  htk: {
    toMel: (hertz) => 2595 * Math.log10(1 + hertz / 700),
    fromMel: (mel) => 700 * (10 ** (mel / 2595) - 1),
  },
  kaldi: {
    toMel: (hertz) => 1127 * Math.log(1 + hertz / 700),
    fromMel: (mel) => 700 * (Math.exp(mel / 1127) - 1),
  },
} as const satisfies Readonly<Record<string, MelScale>>;

export interface BandSettings {
  /** How many frequencies the spectrum has, 0 to half the sampling rate. */
  readonly frequencies: number;
  readonly bins: number;
  /** Edges of the first and the last triangle, in Hz. */
  readonly low: number;
  readonly high: number;
  readonly samplingRate: number;
  readonly scale: keyof typeof scales;
  /** Whether each triangle has area 1 (`norm="slaney"`) instead of height 1. */
  readonly isOfEqualArea: boolean;
}

/** Triangles whose middles lie at equal distances on a mel scale. Kaldi's have straight sides there, the others in Hz. */
export function melBands(settings: BandSettings): readonly Band[] {
  const { frequencies, bins, low, high, samplingRate, scale, isOfEqualArea } = settings;
  const { toMel, fromMel } = scales[scale];
  const [bottom, top] = [toMel(low), toMel(high)];
  const inMel = scale === "kaldi";
  const edges = Array.from({ length: bins + 2 }, (_, i) => {
    const mel = bottom + ((top - bottom) * i) / (bins + 1);
    return inMel ? mel : fromMel(mel);
  });
  const step = samplingRate / 2 / (frequencies - 1);
  const places = Array.from({ length: frequencies }, (_, i) => (inMel ? toMel(i * step) : i * step));
  return Array.from({ length: bins }, (_, bin) => {
    const [left = 0, middle = 0, right = 0] = edges.slice(bin, bin + 3);
    const height = isOfEqualArea ? 2 / (right - left) : 1;
    const all = places.map((place) => {
      const rising = (place - left) / (middle - left);
      const falling = (right - place) / (right - middle);
      return Math.max(0, Math.min(rising, falling)) * height;
    });
    const first = Math.max(
      0,
      all.findIndex((weight) => weight > 0),
    );
    return { first, weights: all.slice(first, all.findLastIndex((weight) => weight > 0) + 1) };
  });
}
