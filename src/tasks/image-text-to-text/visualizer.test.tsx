import { expect, test } from "vitest";
import { drawn, jsonOf } from "../testing/drawn.ts";
import type { ResultData } from "../visualizer.ts";
import type { Answer } from "./answer.ts";
import { fixture } from "./fixture.ts";
import type { Regions } from "./regions.ts";
import { visualizer } from "./visualizer.tsx";

const story = {
  ...{ messages: null, prompt: "<OD>", text: "cup", tokens: [], next: null, promptTokens: 9, keptTokens: 0 },
  speed: null,
} as const;

function told(task: string, answer: string | Regions): ResultData {
  const output: Answer = { ...story, tokens: [], finish: "end", read: { task, answer } };
  return { ...fixture.final, output };
}

test("what was placed in a picture stands over it and in a table, and in the JSON as Python gives it", async () => {
  const boxes = { bboxes: [[10, 20, 30, 40]], labels: ["cup"] };
  const shown = drawn(visualizer, told("<OD>", boxes));
  expect(shown).toContain("10, 20 – 30, 40");
  expect(await jsonOf(visualizer, told("<OD>", boxes))).toEqual([
    { generated_text: "<OD>cup", tokens: [], post_processed: { "<OD>": boxes } },
  ]);
});

test("polygons and quadrangles are drawn by their corners, and listed by the boxes around them", () => {
  const polygons = { polygons: [[[5, 6, 20, 8, 12, 30]]], labels: [""] };
  const outlined = drawn(visualizer, told("<REGION_TO_SEGMENTATION>", polygons));
  expect(outlined).toContain('points="5 6 20 8 12 30"');
  expect(outlined).toContain("5, 6 – 20, 30");
  expect(outlined).toContain("detection.unnamed");
  const quads = { quad_boxes: [[1, 2, 9, 3, 9, 8, 1, 7]], labels: ["EXIT"] };
  expect(drawn(visualizer, told("<OCR_WITH_REGION>", quads))).toContain("1, 2 – 9, 8");
});

test("a task that places nothing is read as text, and one that found nothing says so", async () => {
  expect(drawn(visualizer, told("<CAPTION>", "a cup"))).not.toContain("<table");
  expect(drawn(visualizer, told("<OD>", { bboxes: [], labels: [] }))).toContain("detection.empty");
  expect(await jsonOf(visualizer, fixture.final)).not.toMatchObject([{ post_processed: expect.anything() }]);
});
