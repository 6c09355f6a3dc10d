import { findWave } from "../../../shared/audio/wave.ts";

/** A container, how it begins, and where it says the rate of its sound. */
interface Container {
  readonly begins: (view: DataView<ArrayBuffer>) => boolean;
  readonly rate: (view: DataView<ArrayBuffer>) => number | undefined;
}

/** Opus runs at 48 kHz whatever went in. */
const opusRate = 48_000;
/** MPEG-1, MPEG-2 and MPEG-2.5 by the two version bits of a frame. */
const mpegRates: Readonly<Record<number, readonly number[]>> = {
  3: [44_100, 48_000, 32_000],
  2: [22_050, 24_000, 16_000],
  0: [11_025, 12_000, 8_000],
};

const containers: readonly Container[] = [
  {
    begins: (view) => hasText(view, 0, "RIFF") && hasText(view, 8, "WAVE"),
    rate: (view) => findWave(view.buffer)?.samplingRate,
  },
  // STREAMINFO comes first; the rate is 20 bits.
  { begins: (view) => hasText(view, 0, "fLaC"), rate: (view) => view.getUint32(18) >>> 12 },
  { begins: (view) => hasText(view, 0, "OggS"), rate: oggRate },
  { begins: (view) => view.getUint32(0) === 0x1a45dfa3, rate: matroskaRate },
  { begins: (view) => hasText(view, 4, "ftyp"), rate: mp4Rate },
  { begins: (view) => hasText(view, 0, "ID3") || isMpegFrame(view, 0), rate: mpegRate },
];

/**
 * Samples a second as the file says them, `undefined` where it does not say so in a way known here: WAV, FLAC, Ogg
 * (Vorbis, Opus), WebM, MP4, MP3. Web Audio decodes without telling, and resamples to the context's rate.
 */
export function findSamplingRate(file: ArrayBuffer): number | undefined {
  const view = new DataView(file);
  try {
    const rate = containers.find(({ begins }) => begins(view))?.rate(view);
    return rate !== undefined && rate >= 3_000 && rate <= 384_000 ? rate : undefined;
  } catch (reason) {
    // Cut off before it says so.
    if (reason instanceof RangeError) return undefined;
    throw reason;
  }
}

function oggRate(view: DataView): number | undefined {
  const packet = 27 + view.getUint8(26);
  if (hasText(view, packet, "OpusHead")) return opusRate;
  return hasText(view, packet + 1, "vorbis") ? view.getUint32(packet + 12, true) : undefined;
}

/** The element SamplingFrequency, a float of four or eight bytes; its default is 8 kHz, which no browser writes. */
function matroskaRate(view: DataView): number | undefined {
  const near = Math.min(view.byteLength - 10, 4096);
  for (let at = 0; at < near; at++) {
    if (view.getUint16(at) === 0xb584) return view.getFloat32(at + 2);
    if (view.getUint16(at) === 0xb588) return view.getFloat64(at + 2);
  }
  return undefined;
}

/** The box of an AAC track; its rate is 16.16. */
function mp4Rate(view: DataView): number | undefined {
  for (let at = 0; at + 32 <= view.byteLength; at++) {
    if (view.getUint8(at) === 0x6d && hasText(view, at, "mp4a")) return view.getUint32(at + 28) >>> 16;
  }
  return undefined;
}

function mpegRate(view: DataView): number | undefined {
  let at = 0;
  if (hasText(view, 0, "ID3")) {
    // Seven bits a byte.
    at = 10 + [6, 7, 8, 9].reduce((size, index) => (size << 7) | (view.getUint8(index) & 0x7f), 0);
  }
  while (at + 4 <= view.byteLength && !isMpegFrame(view, at)) at++;
  return mpegRates[(view.getUint8(at + 1) >> 3) & 3]?.[(view.getUint8(at + 2) >> 2) & 3];
}

function isMpegFrame(view: DataView, at: number): boolean {
  return view.getUint8(at) === 0xff && (view.getUint8(at + 1) & 0xe6) === 0xe2;
}

function hasText(view: DataView, at: number, text: string): boolean {
  return [...text].every((letter, index) => view.getUint8(at + index) === letter.charCodeAt(0));
}
