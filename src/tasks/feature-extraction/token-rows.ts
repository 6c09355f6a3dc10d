import { TaskError } from "../../shared/errors.ts";
import type { Matrix } from "../../shared/media.ts";
import type { Pass } from "../common/vectors/run/passes.ts";

/** All numbers of a result together, 64 MB: as JSON they are five times as many bytes. */
const maxNumbers = 16_000_000;

export interface TokenRows {
  readonly vectors: Matrix;
  readonly starts: Uint32Array<ArrayBuffer>;
}

/** The vectors of each text's tokens, padding left out; texts come in any order. */
export function createTokenRows(lengths: readonly number[]) {
  const found = new Map<number, Float32Array>();
  let columns = 0;

  function rowsOf(places: readonly number[]): TokenRows {
    const starts = new Uint32Array(places.length + 1);
    for (const [index, place] of places.entries()) starts[index + 1] = (starts[index] ?? 0) + (lengths[place] ?? 0);
    const rows = starts.at(-1) ?? 0;
    const data = new Float32Array(rows * columns);
    for (const [index, place] of places.entries()) data.set(found.get(place) ?? [], (starts[index] ?? 0) * columns);
    return { vectors: { data, rows, columns }, starts };
  }

  return {
    add({ hidden, dims: [, tokens, width], places }: Pass): void {
      columns = width;
      const numbers = lengths.reduce((sum, length) => sum + length, 0) * width;
      if (numbers > maxNumbers) {
        throw new TaskError(
          "input-too-large",
          `Without pooling these texts give ${numbers} numbers; ${maxNumbers} are the most.`,
          undefined,
          { reason: "numbers-beyond", values: { given: String(numbers), limit: String(maxNumbers) } },
        );
      }
      for (const [index, place] of places.entries()) {
        const start = index * tokens * width;
        found.set(place, hidden.slice(start, start + (lengths[place] ?? 0) * width));
      }
    },
    all: () => rowsOf([...lengths.keys()]),
    some() {
      const places = [...found.keys()].sort((a, b) => a - b);
      return { ...rowsOf(places), places: Uint32Array.from(places) };
    },
  };
}
