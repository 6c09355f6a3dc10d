import { expect, test } from "vitest";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { fixture } from "./fixture.ts";
import { visualizer } from "./visualizer.tsx";

const output = { labels: ["dog", "cat"], logits: Float32Array.of(0, Math.log(3)), scoring: "softmax" };

test("the JSON is Python's, best first: softmax over all labels, or a sigmoid for each", async () => {
  expect(await jsonOf(visualizer, { ...fixture.final, output })).toEqual([
    { label: "cat", score: expect.closeTo(0.75, 6) },
    { label: "dog", score: expect.closeTo(0.25, 6) },
  ]);
  expect(await jsonOf(visualizer, { ...fixture.final, output: { ...output, scoring: "sigmoid" } })).toEqual([
    { label: "cat", score: expect.closeTo(0.75, 6) },
    { label: "dog", score: expect.closeTo(0.5, 6) },
  ]);
});

test("what the scores add up to is said", () => {
  expect(drawn(visualizer, fixture.final)).toContain("view.together");
  expect(drawn(visualizer, { ...fixture.final, output: { ...output, scoring: "sigmoid" } })).toContain("view.each");
  const one = { labels: ["dog"], logits: Float32Array.of(1), scoring: "softmax" };
  expect(drawn(visualizer, { ...fixture.final, output: one })).toContain("view.one");
});

test("nothing yet and nothing at all are told apart, and the same label twice is two rows", () => {
  expect(drawn(visualizer, fixture.empty)).toContain("view.empty");
  expect(drawn(visualizer, fixture.empty, { final: false })).toContain("view.waiting");
  const twice = { labels: ["dog", "dog"], logits: Float32Array.of(1, 1), scoring: "softmax" };
  expect(drawn(visualizer, { ...fixture.final, output: twice }).match(/<tr/g)).toHaveLength(3);
});
