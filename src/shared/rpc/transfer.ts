import { nextMacrotask } from "../pause.ts";

/** The buffers of all typed arrays inside plain data, to be moved instead of copied. */
export function buffersIn(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  collect(value, found);
  return [...found];
}

function collect(value: unknown, found: Set<ArrayBuffer>): void {
  if (typeof value !== "object" || value === null) return;
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
    return;
  }
  for (const item of Array.isArray(value) ? value : Object.values(value)) collect(item, found);
}

/** Plain data to be handed over, and what of it is moved. */
export interface Parcel {
  readonly data: unknown;
  readonly transfer: ArrayBuffer[];
}

/** Copied at once; a photo of 12 MP is six of these. */
const pieceBytes = 8_000_000;

/**
 * The same data with samples and pixels of its own, to be moved: an hour of sound that was cloned on its way would lie
 * there three times, at the sender's, in the message and at the receiver's. Other work comes between two pieces.
 */
export async function parcelOf(value: unknown): Promise<Parcel> {
  const transfer: ArrayBuffer[] = [];
  return { data: await copied(value, transfer), transfer };
}

async function copied(value: unknown, transfer: ArrayBuffer[]): Promise<unknown> {
  if (value instanceof Float32Array || value instanceof Uint8ClampedArray) {
    const buffer = await copyOf(value);
    transfer.push(buffer);
    return value instanceof Float32Array ? new Float32Array(buffer) : new Uint8ClampedArray(buffer);
  }
  if (Array.isArray(value)) return Promise.all(value.map((item) => copied(item, transfer)));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).map(async ([name, item]) => [name, await copied(item, transfer)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

async function copyOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Promise<ArrayBuffer> {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  const copy = new Uint8Array(byteLength);
  for (let at = 0; at < byteLength; at += pieceBytes) {
    if (at > 0) await nextMacrotask();
    copy.set(bytes.subarray(at, at + pieceBytes), at);
  }
  return copy.buffer;
}
