import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const answers = [{ answer: "Oslo", score: 0.75, start: 11, end: 15 }];
const others = [{ answer: "Bo", score: 0.125, start: 2, end: 4 }];
const result = {
  input: { question: "Where?", context: "😀 Bo is in Oslo" },
  options: defaultsOf(definition.options),
  output: { answers, others },
};

test("the JSON is a list of what was asked for, also of one", async () => {
  expect(await jsonOf(visualizer, result)).toEqual(answers);
});

test("answers and candidates are marked at their code points and listed", () => {
  const html = drawn(visualizer, result);
  expect(html).toMatch(/<mark[^>]*>Oslo<span/);
  expect(html).toMatch(/<mark[^>]*>Bo<\/mark>/);
  expect(html).toContain("view.also");
  expect(html).toContain("75.0%");
});

test("what has no likelihood at all is in the JSON, as in Python's, and not in the list", async () => {
  const filled = [
    ...answers,
    { answer: "", score: 0, start: 0, end: 0 },
    { answer: "😀 Bo", score: 0, start: 0, end: 4 },
  ];
  const more = { ...result, output: { answers: filled, others: [] } };
  expect(await jsonOf(visualizer, more)).toEqual(filled);
  expect(drawn(visualizer, more)).not.toContain("😀 Bo<");
  expect(drawn(visualizer, more)).not.toContain("0.0%");
});

test("no answer is said, and marks nothing", () => {
  const output = { answers: [{ answer: "", score: 0.5, start: 0, end: 0 }], others: [] };
  const html = drawn(visualizer, { ...result, output });
  expect(html).toContain("view.nothing");
  expect(html).not.toContain("<mark");
});

test("while nothing is there yet, it waits", () => {
  const output = { answers: [], others: [] };
  expect(drawn(visualizer, { ...result, output }, { final: false })).toContain("view.waiting");
});
