import { type Matrix, rowOf } from "../media.ts";
import { squaredDistance } from "./kmeans.ts";
import type { Steps } from "./steps.ts";

export interface Neighbours {
  /** Of each row: itself and its nearest, the nearest first. */
  readonly indices: number[][];
  readonly distances: number[][];
}

/** The `count` nearest rows of each row, exactly, the row itself being the first. */
export function* nearestNeighbours(matrix: Matrix, count: number): Steps<Neighbours> {
  const indices: number[][] = [];
  const distances: number[][] = [];
  for (let row = 0; row < matrix.rows; row++) {
    const values = rowOf(matrix, row);
    const places: number[] = [row];
    const lengths: number[] = [0];
    for (let other = 0; other < matrix.rows; other++) {
      if (other === row) continue;
      const distance = squaredDistance(values, rowOf(matrix, other));
      if (places.length === count && distance >= (lengths[count - 1] ?? 0)) continue;
      let at = Math.min(places.length, count - 1);
      while (at > 1 && (lengths[at - 1] ?? 0) > distance) {
        lengths[at] = lengths[at - 1] ?? 0;
        places[at] = places[at - 1] ?? 0;
        at -= 1;
      }
      lengths[at] = distance;
      places[at] = other;
    }
    indices.push(places);
    distances.push(lengths.map(Math.sqrt));
    yield row / matrix.rows;
  }
  return { indices, distances };
}
