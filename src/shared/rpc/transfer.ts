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

/**
 * The same data with samples and pixels of its own, to be moved: an hour of sound that was cloned on its way would lie
 * there three times, at the sender's, in the message and at the receiver's.
 */
export function parcelOf(value: unknown): Parcel {
  const transfer: ArrayBuffer[] = [];
  return { data: copied(value, transfer), transfer };
}

function copied(value: unknown, transfer: ArrayBuffer[]): unknown {
  if (value instanceof Float32Array || value instanceof Uint8ClampedArray) {
    const copy = value.slice();
    transfer.push(copy.buffer);
    return copy;
  }
  if (Array.isArray(value)) return value.map((item) => copied(item, transfer));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copied(item, transfer)]));
}
