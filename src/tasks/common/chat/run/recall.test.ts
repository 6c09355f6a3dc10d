import { expect, test } from "vitest";
import { createRecall } from "./recall.ts";

/** A place where the model might have written 1, 2 or 3, and wrote the first. */
function placeOf(id: number) {
  const candidate = (other: number, probability: number) => ({ id: other, text: `t${other}`, probability });
  return { ...candidate(id, 0.5), top: [candidate(id, 0.5), candidate(id + 1, 0.3), candidate(id + 2, 0.1)] };
}

function told() {
  const recall = createRecall();
  recall.remember({ prompt: [7, 8], tokens: [placeOf(10), placeOf(20)], next: placeOf(30) });
  return recall;
}

test("tells again what was written, and what was thought at the place after it", () => {
  expect(told().describe([7, 8], [10, 20, 30])).toEqual([placeOf(10), placeOf(20), placeOf(30)]);
});

test("tells of another of the ten at its place, and of nothing after it", () => {
  expect(told().describe([7, 8], [10, 21, 30])).toEqual([
    placeOf(10),
    { ...placeOf(20), id: 21, text: "t21", probability: 0.3 },
  ]);
});

test.each([
  ["of a token that was not among the ten", [7, 8], [99]],
  ["of another prompt", [7, 9], [10]],
  ["of a longer prompt", [7, 8, 10], [20]],
])("tells nothing %s", (_, prompt, prefix) => {
  expect(told().describe(prompt, prefix)).toEqual([]);
});
