import { describe, expect, test } from "vitest";
import { functionFor, scoresOf } from "./scores.ts";

describe("the function that Python's pipeline would apply", () => {
  test.each([
    ["none for a regression, also of one number", "regression", 1, "none"],
    ["a sigmoid for each of several labels that may all be true", "multi_label_classification", 5, "sigmoid"],
    ["a sigmoid for a single label", undefined, 1, "sigmoid"],
    ["a softmax for one label of several", "single_label_classification", 3, "softmax"],
    ["a softmax where the config says nothing", undefined, 2, "softmax"],
  ] as const)("%s", (_, problem, count, expected) => {
    expect(functionFor(problem, count)).toBe(expected);
  });
});

test("scores by hand: e^0 to e^ln3 is a quarter to three, a sigmoid looks at each alone", () => {
  const logits = Float32Array.of(0, Math.log(3));
  expect([...scoresOf(logits, "softmax")]).toEqual([0.25, 0.75]);
  expect(scoresOf(logits, "sigmoid")[0]).toBe(0.5);
  expect(scoresOf(logits, "sigmoid")[1]).toBeCloseTo(0.75, 6);
  expect(scoresOf(logits, "none")).toEqual(logits);
});
