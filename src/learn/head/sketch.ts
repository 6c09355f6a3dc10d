import type { Pixels, Sound } from "../../shared/media.ts";

/*
 * What is left of an example where no network was trained: a few hundred plain numbers. A head on random weights reads
 * these, and shows how much of a task can be had without a body.
 */

const textBuckets = 256;

/** How often its words and characters come, by a hash. */
export function sketchText(text: string): Float32Array {
  const counts = new Float32Array(textBuckets);
  const pieces = [...(text.toLowerCase().match(/\p{L}+|\p{N}+/gu) ?? []), ...text];
  for (const piece of pieces) {
    const bucket = hashOf(piece) % textBuckets;
    counts[bucket] = (counts[bucket] ?? 0) + 1 / pieces.length;
  }
  return counts;
}

/** FNV-1a over code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1)
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193) >>> 0;
  return hash;
}

const pictureSide = 12;

/** Colours at places of a grid, 0..1. */
export function sketchPicture({ data, width, height }: Pixels): Float32Array {
  const places = Array.from({ length: pictureSide ** 2 }, (_, place) => {
    const x = Math.floor((((place % pictureSide) + 0.5) / pictureSide) * width);
    const y = Math.floor(((Math.floor(place / pictureSide) + 0.5) / pictureSide) * height);
    return (y * width + x) * 4;
  });
  return Float32Array.from(places.flatMap((place) => [0, 1, 2].map((channel) => (data[place + channel] ?? 0) / 255)));
}

const soundPieces = 64;

/** Loudness and number of crossings of zero of equal pieces. */
export function sketchSound({ samples }: Sound): Float32Array {
  const length = Math.max(1, Math.floor(samples.length / soundPieces));
  const sketch = new Float32Array(2 * soundPieces);
  for (let piece = 0; piece < soundPieces; piece += 1) {
    let [energy, crossings] = [0, 0];
    for (let place = piece * length; place < (piece + 1) * length; place += 1) {
      const [now, next] = [samples[place] ?? 0, samples[place + 1] ?? 0];
      energy += now * now;
      if (now < 0 !== next < 0) crossings += 1;
    }
    sketch[2 * piece] = Math.sqrt(energy / length);
    sketch[2 * piece + 1] = crossings / length;
  }
  return sketch;
}
