import { expect, test } from "vitest";
import { findPieceSeconds, pieceStartsOf } from "./windows.ts";

test("a sound of one thing is not cut, a longer one into pieces of two seconds, and an hour into what the model hears", () => {
  expect(findPieceSeconds(1)).toBeUndefined();
  expect(findPieceSeconds(5)).toBeUndefined();
  expect(findPieceSeconds(12)).toBe(2);
  expect(findPieceSeconds(480)).toBe(4);
  expect(findPieceSeconds(3600)).toBe(30);
  expect(findPieceSeconds(3600, 10.24)).toBe(10.24);
});

test("pieces cover the sound to its end, and all are equally long", () => {
  expect(pieceStartsOf(7, 2)).toEqual([0, 2, 4, 5]);
  expect(pieceStartsOf(8, 2)).toEqual([0, 2, 4, 6]);
});
