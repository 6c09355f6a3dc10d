import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const person = { entity: "PER", score: 0.25, word: "bo", start: 2, end: 4 };
const token = { entity: "B-PER", score: 0.25, word: "bo", start: 2, end: 4, index: 3 };
const value = { none: [token], simple: [person], first: [], average: [], max: [] };
const options = defaultsOf(definition.options);
const result = { input: { text: "😀 Bo sings" }, options, output: [{ status: "done", value }] };
const t = (key: string) => key;

test("groups and tokens have Python's fields", async () => {
  const { entity: entity_group, ...rest } = person;
  expect(await visualizer.toJson(result)).toEqual([{ entity_group, ...rest }]);
  const none = { ...result, options: { ...options, aggregation_strategy: "none" } };
  expect(await visualizer.toJson(none)).toEqual([token]);
});

test("many lines give a list each, and one that waits gives null", async () => {
  const lines = { ...result, options: { ...options, per_line: true }, input: { text: "😀 Bo sings\nx" } };
  const output = [...result.output, { status: "waiting" }];
  expect(await visualizer.toJson({ ...lines, output })).toEqual([
    [{ entity_group: "PER", score: 0.25, word: "bo", start: 2, end: 4 }],
    null,
  ]);
});

test("the text is marked at its code points and the table says the text's own letters", () => {
  const html = renderToStaticMarkup(visualizer.render(result, true, t, "en"));
  expect(html).toMatch(/<mark[^>]*>Bo<span[^>]*>PER<\/span><\/mark>/);
  expect(html).toMatch(/<button[^>]*>Bo<\/button>/);
  expect(html).toContain("25.0%");
});

test("waiting and nothing found are said", () => {
  const waiting = { ...result, output: [{ status: "waiting" }] };
  expect(renderToStaticMarkup(visualizer.render(waiting, false, t, "en"))).toContain("view.waiting");
  const nothing = { ...result, output: [{ status: "done", value: { ...value, simple: [] } }] };
  expect(renderToStaticMarkup(visualizer.render(nothing, true, t, "en"))).toContain("view.empty");
});
