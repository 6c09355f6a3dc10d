import { expect, test } from "vitest";
import { flooredText, percentText, scoreText } from "./number.ts";

test("what is almost nothing does not read as nothing", () => {
  expect([0.8731, 0.0002, 0, 1].map((share) => percentText(share, "en"))).toEqual(["87.3%", "<0.1%", "0.0%", "100.0%"]);
});

test("a score just below a threshold does not read as the threshold", () => {
  expect([0.4979, 0.5, 0.0049, 1].map((score) => flooredText(score, "en", 2))).toEqual([
    "0.49",
    "0.50",
    "0.00",
    "1.00",
  ]);
});

test("a score is a share where it can be one, else a number", () => {
  expect([scoreText(0.5, "en"), scoreText(1, "en"), scoreText(-2.5, "en"), scoreText(6.278265, "en")]).toEqual([
    "50.0%",
    "100.0%",
    "-2.500",
    "6.278",
  ]);
});
