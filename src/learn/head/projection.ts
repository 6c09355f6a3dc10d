import type { Matrix } from "../../shared/media.ts";
import { createRandom } from "../../shared/random.ts";

/** A layer of random weights that nobody trained: as many numbers as the body gives, each a bent mixture of a sketch. */
export function throughRandom({ data, rows, columns }: Matrix, width: number, seed: number): Matrix {
  const random = createRandom(seed);
  const mixes = Float32Array.from({ length: columns * width }, () => (2 * random() - 1) * Math.sqrt(3 / columns));
  // Sketches lie close together, so that what they have in common is taken off first.
  const means = new Float32Array(columns);
  for (const [place, value] of data.entries()) means[place % columns] = (means[place % columns] ?? 0) + value / rows;
  const spread = Math.sqrt(
    data.reduce((sum, value, place) => sum + (value - (means[place % columns] ?? 0)) ** 2, 0) /
      Math.max(1, data.length),
  );
  const mixed = new Float32Array(rows * width);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const value = ((data[row * columns + column] ?? 0) - (means[column] ?? 0)) / Math.max(spread, 1e-9);
      if (value === 0) continue;
      for (let index = 0; index < width; index += 1) {
        mixed[row * width + index] = (mixed[row * width + index] ?? 0) + value * (mixes[column * width + index] ?? 0);
      }
    }
  }
  return { data: mixed.map(Math.tanh), rows, columns: width };
}
