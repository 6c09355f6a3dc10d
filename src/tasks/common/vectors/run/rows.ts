import type { Matrix } from "../../../../shared/media.ts";

/** Rows that come in any order, and those that are there in the order of their places. */
export function createRows(count: number) {
  let data = new Float32Array(0);
  let columns = 0;
  const isDone = new Uint8Array(count);
  return {
    /** @param rows one row for each of `places`, one after the other */
    add(rows: Float32Array, places: readonly number[]): void {
      if (columns === 0) {
        columns = rows.length / places.length;
        data = new Float32Array(count * columns);
      }
      places.forEach((place, index) => {
        data.set(rows.subarray(index * columns, (index + 1) * columns), place * columns);
        isDone[place] = 1;
      });
    },
    all: (): Matrix => ({ data, rows: count, columns }),
    /** A copy of what is there; `places` says which rows these are. */
    some(): { readonly vectors: Matrix; readonly places: Uint32Array<ArrayBuffer> } {
      const places = Uint32Array.from([...isDone.keys()].filter((place) => isDone[place] === 1));
      const part = new Float32Array(places.length * columns);
      places.forEach((place, row) => {
        part.set(data.subarray(place * columns, (place + 1) * columns), row * columns);
      });
      return { vectors: { data: part, rows: places.length, columns }, places };
    },
  };
}
