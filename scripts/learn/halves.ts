/** The same `.safetensors` file with half the bytes: float32 becomes float16, rounded to nearest. */
export function toHalves(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const view = new DataView(file.buffer);
  const start = 8 + Number(view.getBigUint64(0, true));
  const text = new TextDecoder().decode(file.subarray(8, start));
  const header = text
    .replaceAll('"dtype":"F32"', '"dtype":"F16"')
    .replaceAll(/"data_offsets":\[(\d+),(\d+)\]/g, (_, from, to) => `"data_offsets":[${from / 2},${to / 2}]`)
    .trimEnd();
  const encoded = new TextEncoder().encode(header);
  // The values begin at a multiple of eight, as the format's own writers have it.
  const padded = Math.ceil(encoded.length / 8) * 8;
  const values = (file.length - start) / 4;
  const halves = new Uint8Array(8 + padded + values * 2).fill(0x20, 8, 8 + padded);
  halves.set(encoded, 8);
  const out = new DataView(halves.buffer);
  out.setBigUint64(0, BigInt(padded), true);
  for (let index = 0; index < values; index += 1) {
    out.setUint16(8 + padded + index * 2, halfOf(view.getUint32(start + index * 4, true)), true);
  }
  return halves;
}

/** @param bits of a float32 below the largest float16; what is too small for a normal one becomes 0 */
function halfOf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const size = (bits & 0x7fffffff) - (112 << 23);
  return size < 1 << 23 ? sign : sign | ((size + 0x1000) >> 13);
}
