import { expect, test } from "vitest";
import { bandOf, visibleText } from "./token.ts";

test("bands divide the probabilities without a gap", () => {
  expect([1, 0.9, 0.89, 0.5, 0.1, 0.09, 0].map(bandOf)).toEqual([
    "sure",
    "sure",
    "likely",
    "likely",
    "open",
    "surprising",
    "surprising",
  ]);
});

test("white space of a token can be seen", () => {
  expect([" a\n", "", "\t"].map(visibleText)).toEqual(["␣a↵", "∅", "⇥"]);
});
