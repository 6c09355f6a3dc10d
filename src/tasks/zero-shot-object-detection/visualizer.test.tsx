import { expect, test } from "vitest";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { fixture } from "./fixture.ts";
import { visualizer } from "./visualizer.tsx";

const labelsIn = async (options: Readonly<Record<string, unknown>>) => {
  const json = await jsonOf(visualizer, fixture.final, options);
  return JSON.stringify(json).match(/"label":"[^" ]+/g);
};

test("the JSON is Python's, best first, of what is shown now", async () => {
  expect(await jsonOf(visualizer, fixture.final, { top_k: 1 })).toEqual([
    { label: "a cat", score: Math.fround(0.41), box: { xmin: 20, ymin: 10, xmax: 76, ymax: 54 } },
  ]);
  expect(await labelsIn({ threshold: 0.01 })).toHaveLength(4);
  expect(await labelsIn({ ignore_labels: ["a cat"] })).toHaveLength(2);
  expect(await jsonOf(visualizer, fixture.final, { threshold: 0.9 })).toEqual([]);
});

test("labels are chips that keep their button when they are off, and a box without a label says so", () => {
  const options = { threshold: 0.1, ignore_labels: ["狗"] };
  const html = drawn(visualizer, fixture.final, { options });
  expect(html.match(/data-tone="\d" data-active/g)).toHaveLength(2);
  expect(html).toMatch(/aria-pressed="false"><span[^>]*><\/span>detection.class-count/);
  const output = {
    labels: [""],
    classes: Uint16Array.of(0),
    scores: Float32Array.of(0.5),
    boxes: new Float32Array(4),
  };
  expect(drawn(visualizer, { ...fixture.partial, output })).toContain("detection.unnamed");
});
