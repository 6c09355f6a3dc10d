import { type Matrix, rowOf } from "../media.ts";
import { createRandom } from "../random.ts";
import { dot } from "./similarity.ts";
import type { Steps } from "./steps.ts";

/** Rounds of orthogonal iteration: axes of nearly the same strength take long to part. */
const rounds = 100;

/**
 * Principal components: rows on the axes along which they differ most, the strongest first. An axis points to where
 * its largest weight is positive, so that the picture is the same at every visit.
 * @returns `rows × components`
 */
export function* principalComponents(matrix: Matrix, components: number): Steps<Matrix> {
  const { rows, columns } = matrix;
  const count = Math.min(components, columns, Math.max(1, rows));
  const centred = centredRows(matrix);
  const covariance = yield* covarianceOf(centred);
  const random = createRandom(7);
  const axes: Float32Array<ArrayBuffer>[] = Array.from({ length: count }, () =>
    Float32Array.from({ length: columns }, () => random() - 0.5),
  );
  orthonormalise(axes);
  for (let round = 0; round < rounds; round++) {
    for (const [index, axis] of axes.entries()) {
      axes[index] = Float32Array.from({ length: columns }, (_, row) => dot(rowOf(covariance, row), axis));
      yield 0.5 + (0.4 * (round + index / count)) / rounds;
    }
    orthonormalise(axes);
  }
  for (const axis of axes) pointUp(axis);
  const data = new Float32Array(rows * components);
  for (let row = 0; row < rows; row++) {
    for (const [index, axis] of axes.entries()) data[row * components + index] = dot(rowOf(centred, row), axis);
    if (row % 256 === 0) yield 0.9 + (0.1 * row) / rows;
  }
  return { data, rows, columns: components };
}

function centredRows({ data, rows, columns }: Matrix): Matrix {
  const means = new Float64Array(columns);
  for (let index = 0; index < data.length; index++) {
    means[index % columns] = (means[index % columns] ?? 0) + (data[index] ?? 0) / rows;
  }
  return { data: data.map((value, index) => value - (means[index % columns] ?? 0)), rows, columns };
}

/** `columns × columns`, not divided by anything: the axes are the same. */
function* covarianceOf(centred: Matrix): Steps<Matrix> {
  const { rows, columns } = centred;
  const sums = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row++) {
    const values = rowOf(centred, row);
    for (let a = 0; a < columns; a++) {
      const value = values[a] ?? 0;
      const start = a * columns;
      for (let b = a; b < columns; b++) sums[start + b] = (sums[start + b] ?? 0) + value * (values[b] ?? 0);
    }
    yield (0.5 * row) / rows;
  }
  const data = new Float32Array(columns * columns);
  for (let a = 0; a < columns; a++) {
    for (let b = a; b < columns; b++) {
      const value = sums[a * columns + b] ?? 0;
      data[a * columns + b] = value;
      data[b * columns + a] = value;
    }
  }
  return { data, rows: columns, columns };
}

/** Gram and Schmidt, in place; an axis along which nothing is left becomes zero. */
function orthonormalise(axes: readonly Float32Array[]): void {
  for (const [index, axis] of axes.entries()) {
    const before = Math.sqrt(dot(axis, axis));
    // Twice, since once leaves a rest of rounding that grows with the axes.
    for (let time = 0; time < 2; time++) {
      for (const other of axes.slice(0, index)) {
        const share = dot(axis, other);
        for (let at = 0; at < axis.length; at++) axis[at] = (axis[at] ?? 0) - share * (other[at] ?? 0);
      }
    }
    const length = Math.sqrt(dot(axis, axis));
    const isNothing = length <= before * 1e-6 || length < 1e-12;
    for (let at = 0; at < axis.length; at++) axis[at] = isNothing ? 0 : (axis[at] ?? 0) / length;
  }
}

function pointUp(axis: Float32Array): void {
  const largest = axis.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0);
  if (largest < 0) for (let at = 0; at < axis.length; at++) axis[at] = -(axis[at] ?? 0);
}
