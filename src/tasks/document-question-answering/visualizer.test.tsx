import { expect, test } from "vitest";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { fixture } from "./fixture.ts";
import { visualizer } from "./visualizer.tsx";

test("the JSON is Python's with a score, and null where the model did not finish an answer", async () => {
  expect(await jsonOf(visualizer, fixture.final)).toEqual([{ answer: "12.50 EUR", score: 0.87 }]);
  expect(await jsonOf(visualizer, fixture.empty)).toEqual([{ answer: null, score: 0.02 }]);
});

test("the question stands above its answer, with what was asked of the same page before", () => {
  expect(drawn(visualizer, fixture.final)).toMatch(/What is the total\?.*12\.50 EUR.*When was it paid\?/s);
  expect(drawn(visualizer, fixture.empty)).toContain("asked.empty");
});
