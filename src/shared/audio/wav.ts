import type { Sound } from "../media.ts";
import { nextMacrotask } from "../pause.ts";

/** Of a long sound that is written in pieces; some milliseconds' work. */
const pieceSamples = 500_000;

/** RIFF/WAVE, one channel of 16-bit PCM: what every player and every Python reads. */
export function encodeWav({ samples, samplingRate }: Sound): Blob {
  return waveOf([headOf(samples.length, samplingRate), pcmOf(samples)]);
}

/**
 * The same of a sound that may be long: other work comes between, and it never lies there as a whole, since the browser
 * takes each piece out of the page's memory.
 */
export async function encodeLongWav({ samples, samplingRate }: Sound): Promise<Blob> {
  const pieces = [new Blob([headOf(samples.length, samplingRate)])];
  for (let at = 0; at < samples.length; at += pieceSamples) {
    pieces.push(new Blob([pcmOf(samples.subarray(at, at + pieceSamples))]));
    if (at + pieceSamples < samples.length) await nextMacrotask();
  }
  return waveOf(pieces);
}

function waveOf(pieces: BlobPart[]): Blob {
  return new Blob(pieces, { type: "audio/wav" });
}

function headOf(length: number, samplingRate: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(44));
  const ascii = (offset: number, text: string) => {
    for (let index = 0; index < text.length; index++) view.setUint8(offset + index, text.charCodeAt(index));
  };
  ascii(0, "RIFF");
  view.setUint32(4, 36 + length * 2, true);
  ascii(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, samplingRate, true);
  view.setUint32(28, samplingRate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  ascii(36, "data");
  view.setUint32(40, length * 2, true);
  return view.buffer;
}

function pcmOf(samples: Float32Array): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(samples.length * 2));
  samples.forEach((sample, index) => {
    view.setInt16(index * 2, Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), true);
  });
  return view.buffer;
}
