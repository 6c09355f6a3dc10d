import type { Matrix } from "./media.ts";

/** A header's length must make the numbers begin at a multiple of it. */
const alignment = 64;

/**
 * A matrix in NumPy's own format, version 1.0: `numpy.load` gives a float32 array of `rows × columns`.
 * Source: NumPy's `numpy.lib.format`.
 */
export function toNpy({ data, rows, columns }: Matrix): Blob {
  const described = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const fixed = 10;
  const length = Math.ceil((fixed + described.length + 1) / alignment) * alignment - fixed;
  const header = new Uint8Array(fixed + length);
  header.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0, length & 0xff, length >> 8]);
  header.set(new TextEncoder().encode(`${described.padEnd(length - 1)}\n`), fixed);
  return new Blob([header, littleEndian(data)], { type: "application/octet-stream" });
}

/** Every machine that runs a browser today is; the format says so, and this makes sure. */
function littleEndian(data: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data.length * 4);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < data.length; index++) view.setFloat32(index * 4, data[index] ?? 0, true);
  return bytes;
}
