import { type Matrix, rowOf } from "../media.ts";

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

function normOf(values: Float32Array): number {
  return Math.sqrt(dot(values, values));
}

/** Rows that a mean norm is taken of: it says whether vectors were scaled, and needs no more. */
const normRows = 256;

/** Of the first rows; 0 where there are none. */
export function meanNormOf(vectors: Matrix): number {
  const rows = Math.min(vectors.rows, normRows);
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += normOf(rowOf(vectors, row));
  return rows === 0 ? 0 : sum / rows;
}

/** Every row scaled to length 1, as a copy; a row of zeros stays one. */
export function unitRows({ data, rows, columns }: Matrix): Matrix {
  const unit = new Float32Array(data);
  for (let start = 0; start < unit.length; start += columns) {
    const row = unit.subarray(start, start + columns);
    const length = normOf(row);
    if (length > 0) for (let index = 0; index < columns; index++) row[index] = (row[index] ?? 0) / length;
  }
  return { data: unit, rows, columns };
}

/** The rows with these numbers, as a copy. */
export function pickRows(matrix: Matrix, places: ArrayLike<number>): Matrix {
  const { columns } = matrix;
  const data = new Float32Array(places.length * columns);
  for (let row = 0; row < places.length; row++) data.set(rowOf(matrix, places[row] ?? 0), row * columns);
  return { data, rows: places.length, columns };
}

/** Vectors of one length as the rows of a matrix, as a copy. */
export function stackRows(vectors: readonly Float32Array[]): Matrix {
  const columns = vectors[0]?.length ?? 0;
  const data = new Float32Array(vectors.length * columns);
  for (const [row, vector] of vectors.entries()) data.set(vector, row * columns);
  return { data, rows: vectors.length, columns };
}

/** Cosine of every row with every other, `rows × rows`. */
export function similaritiesOf(matrix: Matrix): Matrix {
  const { rows } = matrix;
  const unit = unitRows(matrix);
  const data = new Float32Array(rows * rows);
  for (let a = 0; a < rows; a++) {
    const row = rowOf(unit, a);
    for (let b = a; b < rows; b++) {
      const value = dot(row, rowOf(unit, b));
      data[a * rows + b] = value;
      data[b * rows + a] = value;
    }
  }
  return { data, rows, columns: rows };
}

export interface Ranking {
  /** Row numbers, the most alike first; equal ones in their order. */
  readonly places: Uint32Array<ArrayBuffer>;
  /** Cosine of each, in the same order. */
  readonly scores: Float32Array<ArrayBuffer>;
}

/** All rows by their cosine with one vector. @param unit rows of length 1 */
export function rankBy(unit: Matrix, vector: Float32Array): Ranking {
  const length = normOf(vector) || 1;
  const cosines = Float32Array.from({ length: unit.rows }, (_, row) => dot(rowOf(unit, row), vector) / length);
  const places = Uint32Array.from(cosines.keys()).sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0) || a - b);
  return { places, scores: Float32Array.from(places, (place) => cosines[place] ?? 0) };
}

/** Largest magnitude, for a scale that all vectors share; never 0. */
export function peakOf(values: Float32Array): number {
  let peak = 0;
  for (const value of values) peak = Math.max(peak, Math.abs(value));
  return peak || 1;
}
