import { type Matrix, rowOf } from "../media.ts";
import { squaredDistance } from "./kmeans.ts";
import type { Steps } from "./steps.ts";

/** Euclidean distances of all rows to all, `rows × rows`. */
export function* distancesOf(matrix: Matrix): Steps<Matrix> {
  const { rows } = matrix;
  const data = new Float32Array(rows * rows);
  for (let a = 0; a < rows; a++) {
    for (let b = a + 1; b < rows; b++) {
      const distance = Math.sqrt(squaredDistance(rowOf(matrix, a), rowOf(matrix, b)));
      data[a * rows + b] = distance;
      data[b * rows + a] = distance;
    }
    yield a / rows;
  }
  return { data, rows, columns: rows };
}

/**
 * How well rows lie in their clusters, -1..1 (Rousseeuw 1987): for each row `(b - a) / max(a, b)`, where `a` is its mean
 * distance to the others of its cluster and `b` the least mean distance to another cluster; 0 for a row that is alone.
 * @param distances of the same rows
 */
export function silhouetteOf(distances: Matrix, labels: Uint8Array, clusters: number): number {
  const { rows } = distances;
  const sizes = new Uint32Array(clusters);
  for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    const own = labels[row] ?? 0;
    const size = sizes[own] ?? 0;
    if (size <= 1) continue;
    const sums = new Float64Array(clusters);
    rowOf(distances, row).forEach((distance, other) => {
      const label = labels[other] ?? 0;
      sums[label] = (sums[label] ?? 0) + distance;
    });
    const inside = (sums[own] ?? 0) / (size - 1);
    let outside = Number.POSITIVE_INFINITY;
    for (let label = 0; label < clusters; label++) {
      const others = sizes[label] ?? 0;
      if (label !== own && others > 0) outside = Math.min(outside, (sums[label] ?? 0) / others);
    }
    const larger = Math.max(inside, outside);
    if (Number.isFinite(outside) && larger > 0) total += (outside - inside) / larger;
  }
  return rows === 0 ? 0 : total / rows;
}
