/** Copies `rows` of equal `size` one behind the other: row i of the result is row `parents[i]` of `source`. */
export function gatherRows(source: Uint8Array, size: number, parents: readonly number[]): Uint8Array<ArrayBuffer> {
  const target = new Uint8Array(size * parents.length);
  for (const [row, parent] of parents.entries()) {
    target.set(source.subarray(parent * size, (parent + 1) * size), row * size);
  }
  return target;
}

/** Whether `count` sequences simply go on as they are. */
export function isUnchanged(parents: readonly number[], count: number): boolean {
  return parents.length === count && parents.every((parent, row) => parent === row);
}
