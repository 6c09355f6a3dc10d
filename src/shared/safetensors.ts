import * as v from "valibot";
import { type FloatTensor, floatTensor } from "./tensor.ts";

const Entry = v.object({
  dtype: v.string(),
  shape: v.array(v.number()),
  data_offsets: v.tuple([v.number(), v.number()]),
});
const Metadata = v.record(v.string(), v.string());
const Header = v.record(v.string(), v.union([Entry, Metadata]));

/**
 * Float tensors of a `.safetensors` file by name: eight bytes with the length of a JSON header (little endian), the header,
 * then the values (https://github.com/huggingface/safetensors, "Format"). Halves are widened; other types are left out.
 * @throws ValiError, SyntaxError or RangeError where the file is not one
 */
export function readSafetensors(file: Uint8Array): ReadonlyMap<string, FloatTensor> {
  const { view, start, entries } = headerOf(file);
  const tensors = new Map<string, FloatTensor>();
  for (const [name, entry] of Object.entries(entries)) {
    if (!v.is(Entry, entry)) continue;
    const reader = readers[entry.dtype];
    if (!reader) continue;
    const [from, to] = entry.data_offsets;
    const length = (to - from) / reader.bytes;
    const data = Float32Array.from({ length }, (_, place) => reader.at(view, start + from + place * reader.bytes));
    tensors.set(name, floatTensor(data, entry.shape));
  }
  return tensors;
}

/** What a file tells of itself beside its tensors. @throws as `readSafetensors` */
export function readMetadata(file: Uint8Array): Readonly<Record<string, string>> {
  const { __metadata__: metadata } = headerOf(file).entries;
  return v.is(Metadata, metadata) ? metadata : {};
}

/** A file of float32 tensors, each name's bytes in the order given. */
export function writeSafetensors(
  tensors: Readonly<Record<string, FloatTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const [name, { data, dims }] of Object.entries(tensors)) {
    header[name] = { dtype: "F32", shape: dims, data_offsets: [end, end + data.byteLength] };
    end += data.byteLength;
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  // Tensors begin at a multiple of eight; spaces fill the header up.
  const start = Math.ceil((8 + text.length) / 8) * 8;
  const file = new Uint8Array(start + end);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(start - 8), true);
  file.fill(0x20, 8, start);
  file.set(text, 8);
  let place = start;
  for (const { data } of Object.values(tensors)) {
    for (const value of data) {
      view.setFloat32(place, value, true);
      place += 4;
    }
  }
  return file;
}

function headerOf(file: Uint8Array) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const start = 8 + Number(view.getBigUint64(0, true));
  return { view, start, entries: v.parse(Header, JSON.parse(new TextDecoder().decode(file.subarray(8, start)))) };
}

interface Reader {
  readonly bytes: number;
  at(view: DataView, offset: number): number;
}

const readers: Readonly<Record<string, Reader>> = {
  F64: { bytes: 8, at: (view, offset) => view.getFloat64(offset, true) },
  F32: { bytes: 4, at: (view, offset) => view.getFloat32(offset, true) },
  F16: { bytes: 2, at: (view, offset) => halfOf(view.getUint16(offset, true)) },
  BF16: { bytes: 2, at: (view, offset) => upperHalfOf(view.getUint16(offset, true)) },
};

/** IEEE 754 binary16: a sign, five bits of exponent, ten of fraction. */
function halfOf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** bfloat16 is a float32 without its lower half. */
function upperHalfOf(bits: number): number {
  const word = new DataView(new ArrayBuffer(4));
  word.setUint32(0, bits * 0x10000);
  return word.getFloat32(0);
}
