import { expect, test } from "vitest";
import { withoutOverlaps } from "./chosen.ts";

const entity = (start: number, end: number, score: number) => ({ entity: "PER", word: "", start, end, score });

test("of two in each other's way the longer stays, of like length the surer", () => {
  expect(withoutOverlaps([entity(0, 4, 0.9), entity(2, 9, 0.1)])).toEqual([entity(2, 9, 0.1)]);
  expect(withoutOverlaps([entity(5, 9, 0.2), entity(5, 9, 0.8)])).toEqual([entity(5, 9, 0.8)]);
  expect(withoutOverlaps([entity(5, 9, 0.8), entity(0, 5, 0.2)])).toEqual([entity(0, 5, 0.2), entity(5, 9, 0.8)]);
  expect(withoutOverlaps([])).toEqual([]);
});
