import type { Cells } from "./family.ts";

/** The numbers of places in three rows: time, height, width. */
export type Numbers = readonly (readonly number[])[];

/** Numbers the places of one sequence as they come. */
export interface Numbering {
  /** `undefined` where the new places go on one by one, as decoders count by themselves. */
  next(ids: readonly number[]): Numbers | undefined;
}

/**
 * Qwen2-VL's three-part positions: a text moves along all three; a picture's places share the time they begin at and are
 * numbered by row and column from there; what follows goes on behind the largest number (`get_rope_index`).
 * @param cellsAt of the picture that has the n-th place of all pictures, and which of its places that is
 */
export function createNumbering(
  placeId: number,
  cellsAt: (place: number) => { readonly cells: Cells; readonly at: number } | undefined,
): Numbering {
  let number = 0;
  let seen = 0;
  return {
    next(ids) {
      const rows: [number[], number[], number[]] = [[], [], []];
      const put = (time: number, row: number, column: number) => {
        rows[0].push(time);
        rows[1].push(row);
        rows[2].push(column);
      };
      let hasCells = false;
      for (const id of ids) {
        const found = id === placeId ? cellsAt(seen) : undefined;
        if (id === placeId) seen += 1;
        if (!found) {
          put(number, number, number);
          number += 1;
          continue;
        }
        hasCells = true;
        const { cells, at } = found;
        put(number, number + Math.floor(at / cells.columns), number + (at % cells.columns));
        if (at === cells.rows * cells.columns - 1) number += Math.max(cells.rows, cells.columns);
      }
      return hasCells ? rows : undefined;
    },
  };
}
