/** In bytes, of each. */
export const bufferBytes = 1 << 17;

/** What nobody has at the moment: no more than were lent at once. */
const spare: ArrayBuffer[] = [];

/**
 * A buffer of `bufferBytes` for pieces of a file that come one after the other. A new one for each of the hundreds of
 * ranges of a large file would be garbage that a collector lets lie for long, since so little else of the heap is used.
 */
export function borrowBuffer(): ArrayBuffer {
  return spare.pop() ?? new ArrayBuffer(bufferBytes);
}

/** Once nobody reads what is in it. One that was handed on to somebody else has no bytes left, and is not kept. */
export function giveBackBuffer(buffer: ArrayBuffer): void {
  if (buffer.byteLength === bufferBytes) spare.push(buffer);
}
