import { type Matrix, rowOf } from "../shared/media.ts";

/** Every row scaled to length 1; a row of zeros stays one. */
function unitRows(matrix: Matrix): Matrix {
  const data = new Float32Array(matrix.data.length);
  for (let row = 0; row < matrix.rows; row++) {
    const values = rowOf(matrix, row);
    const length = normOf(values);
    if (length > 0)
      data.set(
        values.map((value) => value / length),
        row * matrix.columns,
      );
  }
  return { ...matrix, data };
}

export function normOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** Cosine of every row with every other, `rows × rows`; only the first `limit` rows count. */
export function similaritiesOf(matrix: Matrix, limit: number): Matrix {
  const rows = Math.min(matrix.rows, limit);
  const unit = unitRows({ ...matrix, rows, data: matrix.data.subarray(0, rows * matrix.columns) });
  const data = new Float32Array(rows * rows);
  for (let a = 0; a < rows; a++) {
    for (let b = a; b < rows; b++) {
      const value = dot(rowOf(unit, a), rowOf(unit, b));
      data[a * rows + b] = value;
      data[b * rows + a] = value;
    }
  }
  return { data, rows, columns: rows };
}

/** Largest magnitude, for a scale that all vectors share; never 0. */
export function peakOf(values: Float32Array): number {
  let peak = 0;
  for (const value of values) peak = Math.max(peak, Math.abs(value));
  return peak || 1;
}
