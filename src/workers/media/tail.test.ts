import { expect, test } from "vitest";
import { createTail } from "./tail.ts";

function given(hold: number, behind: number): number[] {
  const all: number[] = [];
  const tail = createTail(hold, (samples) => all.push(...samples));
  for (const piece of [[1, 2, 3], [4], [], [5, 6, 7, 8]]) tail.add(Float32Array.from(piece));
  tail.end(behind);
  return all;
}

test("what stands behind a sound is left out, though it began in a piece before the last", () => {
  expect(given(5, 0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(given(5, 2)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(given(5, 5)).toEqual([1, 2, 3]);
});

test("where a file tells its length wrong, all of it stays", () => {
  expect(given(5, 6)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(given(5, -3)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(given(20, 20)).toEqual([]);
});
