import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const result = {
  input: { source_sentence: "bread", sentences: ["train", "loaf"] },
  options: defaultsOf(definition.options),
  output: [0.123456789, 0.9],
};

test("the JSON keeps the order given and every digit", async () => {
  expect(await jsonOf(visualizer, result)).toEqual([0.123456789, 0.9]);
});

test("the most similar sentence is shown first", () => {
  const html = drawn(visualizer, result);
  expect(html.indexOf("loaf")).toBeLessThan(html.indexOf("train"));
});

test("many sentences stand in a table that knows how long it is, and a part says what is missing", () => {
  const sentences = Array.from({ length: 5_000 }, (_, at) => `sentence ${at}`);
  const output = sentences.map((_, at) => (at < 4_000 ? at / 5_000 : null));
  const many = { ...result, input: { ...result.input, sentences }, output };
  const html = drawn(visualizer, many, { final: false });
  expect(html).toContain('aria-rowcount="4001"');
  expect(html).toContain("view.part");
  expect(html.indexOf("sentence 3999")).toBeGreaterThan(0);
  expect(html.match(/<tr/g)?.length).toBeLessThan(40);
});
