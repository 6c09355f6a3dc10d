import { type Beginnings, findFormat } from "../magic.ts";

/** What the head of a WAV file says of its sound. */
export interface Wave {
  /** `WAVEFORMATEX`'s number; of extensible files, the one behind it. */
  readonly format: number;
  readonly channels: number;
  readonly samplingRate: number;
  readonly bits: number;
  /** Where the samples lie, in bytes; a file that was written as a stream tells no true length, and all of it counts. */
  readonly data: { readonly at: number; readonly length: number };
}

/** Formats of `WAVEFORMATEX` that browsers do not read, by their names. */
const unread: Readonly<Record<number, string>> = {
  2: "Microsoft ADPCM",
  17: "IMA ADPCM",
  32: "Yamaha ADPCM",
  34: "TrueSpeech",
  49: "GSM 6.10",
  64: "G.721 ADPCM",
};
const integers = 1;
const float = 3;
/** The format's number stands in the first bytes of what follows. */
const extensible = 0xfffe;

/**
 * The head of a WAV file; `undefined` for all other files, and for one that is cut off before it says enough.
 * @param bytes of its begin
 * @param size of the whole file
 */
export function findWave(bytes: ArrayBuffer, size = bytes.byteLength): Wave | undefined {
  const view = new DataView(bytes);
  const textAt = (at: number) =>
    at + 4 <= view.byteLength ? String.fromCharCode(...new Uint8Array(bytes, at, 4)) : undefined;
  if (textAt(0) !== "RIFF" || textAt(8) !== "WAVE") return undefined;
  let wave: Wave | undefined;
  for (let at = 12; at + 8 <= view.byteLength; ) {
    const length = view.getUint32(at + 4, true);
    if (textAt(at) === "fmt " && at + 24 <= view.byteLength) {
      const tag = view.getUint16(at + 8, true);
      wave = {
        format: tag === extensible && at + 34 <= view.byteLength ? view.getUint16(at + 32, true) : tag,
        channels: view.getUint16(at + 10, true),
        samplingRate: view.getUint32(at + 12, true),
        bits: view.getUint16(at + 22, true),
        data: { at: view.byteLength, length: 0 },
      };
    } else if (textAt(at) === "data" && wave) {
      return { ...wave, data: { at: at + 8, length: Math.min(length, size - at - 8) } };
    }
    // Chunks begin at even places.
    at += 8 + length + (length % 2);
  }
  return wave;
}

/** Other files that hold a sound, and that most browsers do not read. */
const unreadFiles: Beginnings = {
  AIFF: ["FORM"],
  "Sun AU": [".snd"],
  "Core Audio (CAF)": ["caff"],
  AMR: ["#!AMR"],
  "Windows Media (WMA)": ["\x30\x26\xB2\x75"],
  AC3: ["\x0B\x77"],
  "MPEG layer II": ["\xFF\xFD", "\xFF\xFC", "\xFF\xF5", "\xFF\xF4"],
  "Wave64 (W64)": ["riff\x2E\x91"],
  "Monkey's Audio": ["MAC "],
  WavPack: ["wvpk"],
  "True Audio (TTA)": ["TTA1"],
  MIDI: ["MThd"],
};

/** How a file keeps its sound, where most browsers do not read that; `undefined` for all that they may read. */
export function findUnreadEncoding(bytes: ArrayBuffer): string | undefined {
  const wave = findWave(bytes);
  return wave ? unread[wave.format] : findFormat(bytes, unreadFiles);
}

/** A-law and mu-law, which are 16 bits once they are unpacked. */
const laws: readonly number[] = [6, 7];

/** Whether a browser unpacks the sound to 16-bit samples: telephone codes in WAV, and FLAC of so many bits. */
export function isSixteenBit(bytes: ArrayBuffer): boolean {
  const view = new DataView(bytes);
  // STREAMINFO comes first: 20 bits of rate, 3 of channels, 5 of bits less one.
  if (bytes.byteLength > 22 && view.getUint32(0) === 0x664c6143) return ((view.getUint32(18) >>> 4) & 31) === 15;
  return laws.includes(findWave(bytes)?.format ?? 0);
}

/**
 * The channels of a WAV file of whole numbers, or of floats too wide for browsers, as FFmpeg scales them: by the half of their range, above zero as below.
 * Chromium divides what is above zero by one less, which a spectrogram of a pure tone shows. `undefined` for all else, and for a head that cannot be.
 */
export function findPcm(
  bytes: ArrayBuffer,
  { format, channels, samplingRate, bits, data }: Wave,
): readonly Float32Array[] | undefined {
  const read = format === integers ? readerOf(bits) : format === float && bits === 64 ? readDouble : undefined;
  if (!read || channels === 0 || samplingRate === 0) return undefined;
  const view = new DataView(bytes, data.at, data.length);
  const width = bits / 8;
  const length = Math.floor(data.length / (width * channels));
  return Array.from({ length: channels }, (_, channel) =>
    Float32Array.from({ length }, (_unused, index) => read(view, (index * channels + channel) * width)),
  );
}

const readDouble = (view: DataView, at: number): number => view.getFloat64(at, true);

/** A sample of so many bits in -1..1; those of 8 bits have no sign. */
function readerOf(bits: number): ((view: DataView, at: number) => number) | undefined {
  switch (bits) {
    case 8:
      return (view, at) => (view.getUint8(at) - 2 ** 7) / 2 ** 7;
    case 16:
      return (view, at) => view.getInt16(at, true) / 2 ** 15;
    case 24:
      return (view, at) => (view.getInt8(at + 2) * 2 ** 16 + view.getUint16(at, true)) / 2 ** 23;
    case 32:
      return (view, at) => view.getInt32(at, true) / 2 ** 31;
    default:
      return undefined;
  }
}
