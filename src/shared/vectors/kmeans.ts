import { type Matrix, rowOf } from "../media.ts";
import { createRandom } from "../random.ts";
import type { Steps } from "./steps.ts";

export interface Clustering {
  readonly centres: Matrix;
  /** Of each row: the number of its cluster. */
  readonly labels: Uint8Array<ArrayBuffer>;
  /** Sum of squared distances of the rows to their centres. */
  readonly inertia: number;
}

const mostRounds = 60;
/** Several starts, and the best end is taken: one may fall into a bad place. */
const starts = 4;

/** Lloyd's k-means from starts by k-means++, seeded, so that it is the same at every visit. */
export function* kMeans(matrix: Matrix, count: number): Steps<Clustering> {
  const random = createRandom(count * 1009 + 1);
  let best: Clustering | undefined;
  for (let start = 0; start < starts; start++) {
    const tried = yield* settle(matrix, yield* plusPlus(matrix, count, random));
    if (best === undefined || tried.inertia < best.inertia) best = tried;
  }
  return best ?? { centres: { ...matrix, rows: 0 }, labels: new Uint8Array(matrix.rows), inertia: 0 };
}

/** Each next centre is a row, drawn by its squared distance to the nearest centre so far. */
function* plusPlus(matrix: Matrix, count: number, random: () => number): Steps<Matrix> {
  const { rows, columns } = matrix;
  const centres = new Float32Array(count * columns);
  const nearest = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  let next = Math.floor(random() * rows);
  for (let centre = 0; centre < count; centre++) {
    centres.set(rowOf(matrix, next), centre * columns);
    const chosen = rowOf(matrix, next);
    let total = 0;
    for (let row = 0; row < rows; row++) {
      const distance = Math.min(nearest[row] ?? 0, squaredDistance(rowOf(matrix, row), chosen));
      nearest[row] = distance;
      total += distance;
    }
    let left = random() * total;
    next = nearest.findIndex((distance) => {
      left -= distance;
      return left < 0;
    });
    // Fewer different rows than centres: any will do.
    if (next < 0) next = Math.floor(random() * rows);
    yield 0;
  }
  return { data: centres, rows: count, columns };
}

function* settle(matrix: Matrix, first: Matrix): Steps<Clustering> {
  const { rows, columns } = matrix;
  let centres = first;
  const labels = new Uint8Array(rows);
  let inertia = Number.POSITIVE_INFINITY;
  for (let round = 0; round < mostRounds; round++) {
    let total = 0;
    let moved = 0;
    for (let row = 0; row < rows; row++) {
      const [label, distance] = nearestOf(centres, rowOf(matrix, row));
      if (label !== labels[row] || round === 0) moved += 1;
      labels[row] = label;
      total += distance;
      if (row % 256 === 0) yield 0;
    }
    inertia = total;
    if (moved === 0) break;
    centres = meansOf(matrix, labels, centres);
  }
  return { centres: { ...centres, columns }, labels, inertia };
}

function nearestOf(centres: Matrix, row: Float32Array): readonly [number, number] {
  let label = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let centre = 0; centre < centres.rows; centre++) {
    const distance = squaredDistance(row, rowOf(centres, centre));
    if (distance < least) {
      least = distance;
      label = centre;
    }
  }
  return [label, least];
}

/** A cluster that lost all its rows keeps its centre. */
function meansOf(matrix: Matrix, labels: Uint8Array, before: Matrix): Matrix {
  const { columns } = matrix;
  const sums = new Float64Array(before.data.length);
  const sizes = new Uint32Array(before.rows);
  for (let row = 0; row < matrix.rows; row++) {
    const label = labels[row] ?? 0;
    sizes[label] = (sizes[label] ?? 0) + 1;
    const start = label * columns;
    const values = rowOf(matrix, row);
    for (let at = 0; at < columns; at++) sums[start + at] = (sums[start + at] ?? 0) + (values[at] ?? 0);
  }
  const data = before.data.map((value, index) => {
    const size = sizes[Math.floor(index / columns)] ?? 0;
    return size === 0 ? value : (sums[index] ?? 0) / size;
  });
  return { ...before, data };
}

export function squaredDistance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    sum += difference * difference;
  }
  return sum;
}
