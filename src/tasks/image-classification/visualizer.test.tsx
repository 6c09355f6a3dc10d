import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { definition } from "./definition.ts";
import { synonymsOf, visualizer } from "./visualizer.tsx";

const base = {
  input: { image: { data: new Uint8ClampedArray(4), width: 1, height: 1 } },
  options: defaultsOf(definition.options),
};

test("the JSON is what the model said, best first, as many as are wanted now", async () => {
  const output = { labels: ["dog", "tabby, tabby cat", "car"], scores: Float32Array.of(0.25, 0.5, 0.125) };
  const scored = [
    { label: "tabby, tabby cat", score: 0.5 },
    { label: "dog", score: 0.25 },
    { label: "car", score: 0.125 },
  ];
  expect(await jsonOf(visualizer, { ...base, output })).toEqual(scored);
  expect(await jsonOf(visualizer, { ...base, output }, { top_k: 1 })).toEqual(scored.slice(0, 1));
  expect(drawn(visualizer, { ...base, output }, { options: { top_k: 1 } })).not.toContain("dog");
});

test("a thousand classes do not make a thousand rows", () => {
  const labels = Array.from({ length: 1000 }, (_, index) => `class ${index}`);
  const output = { labels, scores: new Float32Array(1000).fill(0.001) };
  const html = drawn(visualizer, { ...base, output }, { options: { top_k: null } });
  expect(html.match(/<tr/g)?.length).toBe(101);
  expect(html).toContain("ui.first-of");
});

test("the first synonym is the name, and a label without synonyms is its own", () => {
  expect(synonymsOf("tabby, tabby cat")).toEqual(["tabby", "tabby cat"]);
  expect(synonymsOf("espresso")).toEqual(["espresso"]);
});
