import { pngBody, pngEnd, pngHead } from "../shared/image/png.ts";
import type { Size } from "../shared/image/size.ts";
import type { Pixels } from "../shared/media.ts";
import { nextMacrotask } from "../shared/pause.ts";

/** So many pixels are packed before the page gets its turn: some milliseconds. */
const strip = 1 << 16;

/** Bytes of the rows from `first` up to, and without, `last`. */
type RowsOf = (first: number, last: number) => Uint8ClampedArray;

/**
 * A picture whose rows are made as they are packed, strip by strip, so that a photo of many megapixels neither holds the
 * page nor lies in memory twice. A canvas would pack it too, but it keeps colours multiplied by alpha: under transparency
 * it rounds them or turns them black, and Python keeps them.
 */
export function encodeRows(size: Size, rowsOf: RowsOf): Promise<Blob> {
  return packed(size, "rgba", rowsOf);
}

const channels = { rgba: 4, grey: 1 } as const;

async function packed({ width, height }: Size, color: keyof typeof channels, rowsOf: RowsOf): Promise<Blob> {
  const { readable, writable } = new CompressionStream("deflate");
  const bodies = bodiesOf(readable);
  const writer = writable.getWriter();
  const rows = Math.max(1, Math.floor(strip / width));
  const stride = width * channels[color];
  let above = new Uint8ClampedArray(stride);
  for (let first = 0; first < height; first += rows) {
    const last = Math.min(first + rows, height);
    const data = rowsOf(first, last);
    await writer.write(filtered(data, above, stride));
    above = data.slice(-stride);
    await nextMacrotask();
  }
  await writer.close();
  return new Blob([pngHead({ width, height, color }), ...(await bodies), pngEnd()], { type: "image/png" });
}

async function bodiesOf(readable: ReadableStream<Uint8Array>): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const bodies: Uint8Array<ArrayBuffer>[] = [];
  const reader = readable.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) bodies.push(pngBody(read.value));
  return bodies;
}

/** Each row with filter 2, "up": what is left of the row after taking away the one above, which deflate packs well. */
function filtered(data: Uint8ClampedArray, above: Uint8ClampedArray, stride: number): Uint8Array<ArrayBuffer> {
  const height = data.length / stride;
  const out = new Uint8Array((stride + 1) * height);
  for (let y = 0; y < height; y++) {
    const to = y * (stride + 1);
    const from = y * stride;
    out[to] = 2;
    for (let x = 0; x < stride; x++) {
      const before = y === 0 ? above[x] : data[from - stride + x];
      out[to + 1 + x] = (data[from + x] ?? 0) - (before ?? 0);
    }
  }
  return out;
}

interface Levels extends Size {
  readonly data: Uint8ClampedArray;
}

/** A grey PNG, a byte a pixel. */
export function encodeGreyPng({ data, width, height }: Levels): Promise<Blob> {
  return packed({ width, height }, "grey", (first, last) => data.subarray(first * width, last * width));
}

/** An RGBA PNG with exactly these bytes. */
export function encodePng({ data, width, height }: Pixels): Promise<Blob> {
  return encodeRows({ width, height }, (first, last) => data.subarray(first * width * 4, last * width * 4));
}
