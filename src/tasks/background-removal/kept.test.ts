import { expect, test } from "vitest";
import { keptOf } from "./kept.ts";

function pictureOf(rows: readonly (readonly number[])[]) {
  const alphas = rows.flat();
  const data = Uint8ClampedArray.from(alphas.flatMap((alpha) => [9, 9, 9, alpha]));
  return { data, width: rows[0]?.length ?? 0, height: rows.length };
}

test("what was kept is counted and boxed, soft edges apart", () => {
  const picture = pictureOf([
    [0, 0, 0, 0],
    [0, 255, 200, 0],
    [0, 100, 255, 0],
  ]);
  expect(keptOf(picture)).toEqual({ pixels: 3, partly: 2, box: { left: 1, top: 1, right: 3, bottom: 3 } });
});

test("of nothing there is no box", () => {
  expect(keptOf(pictureOf([[0, 127]]))).toEqual({ pixels: 0, partly: 1, box: undefined });
});
