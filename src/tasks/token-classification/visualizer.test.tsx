import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const person = { entity: "PER", score: 0.25, word: "bo", start: 2, end: 4 };
const token = { entity: "B-PER", score: 0.25, word: "bo", start: 2, end: 4, index: 3 };
const other = { entity: "O", score: 0.5, word: "sings", start: 5, end: 10 };
const value = {
  none: [token, { ...other, index: 4 }],
  simple: [person, other],
  ...{ first: [], average: [], max: [], overlapping: false },
};
const options = defaultsOf(definition.options);
const result = { input: { text: "😀 Bo sings" }, options, output: [{ status: "done", value }] };

test("groups and tokens have Python's fields", async () => {
  const { entity: entity_group, ...rest } = person;
  expect(await jsonOf(visualizer, result)).toEqual([{ entity_group, ...rest }]);
  expect(await jsonOf(visualizer, result, { aggregation_strategy: "none" })).toEqual([token]);
});

test("labels that do not count are left out of picture and JSON alike", async () => {
  const all = { ignore_labels: [] };
  expect(await jsonOf(visualizer, result, all)).toMatchObject([{ entity_group: "PER" }, { entity_group: "O" }]);
  expect(drawn(visualizer, result, { options: all })).toMatch(/<mark[^>]*>sings/);
  const none = { ignore_labels: ["O", "PER"] };
  expect(await jsonOf(visualizer, result, none)).toEqual([]);
  const html = drawn(visualizer, result, { options: none });
  expect(html).not.toContain("<mark");
  expect(html).toMatch(/<button[^>]*aria-pressed="false"[^>]*>.*view\.kind-count/);
});

test("what windows say of one place is sorted out after labels were left out, as Python does", async () => {
  const longer = { entity: "O", score: 0.9, word: "bo sings", start: 2, end: 10 };
  const output = [{ status: "done", value: { ...value, simple: [person, longer], overlapping: true } }];
  expect(await jsonOf(visualizer, { ...result, output })).toMatchObject([{ entity_group: "PER" }]);
  expect(await jsonOf(visualizer, { ...result, output }, { ignore_labels: [] })).toMatchObject([{ entity_group: "O" }]);
});

test("many lines give a list each, and one that waits gives null", async () => {
  const lines = { ...result, options: { ...options, per_line: true }, input: { text: "😀 Bo sings\nx" } };
  const output = [...result.output, { status: "waiting" }];
  expect(await jsonOf(visualizer, { ...lines, output })).toEqual([
    [{ entity_group: "PER", score: 0.25, word: "bo", start: 2, end: 4 }],
    null,
  ]);
});

test("the text is marked at its code points and the table says the text's own letters", () => {
  const html = drawn(visualizer, result);
  expect(html).toMatch(/<mark[^>]*>Bo<span[^>]*>PER<\/span><\/mark>/);
  expect(html).toMatch(/<button[^>]*>Bo<\/button>/);
  expect(html).toContain("25.0%");
});

test("waiting and nothing found are said", () => {
  const waiting = { ...result, output: [{ status: "waiting" }] };
  expect(drawn(visualizer, waiting, { final: false })).toContain("view.waiting");
  const nothing = { ...result, output: [{ status: "done", value: { ...value, simple: [] } }] };
  expect(drawn(visualizer, nothing)).toContain("view.empty");
});
