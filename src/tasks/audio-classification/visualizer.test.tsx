import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { definition } from "./definition.ts";
import { timelineOf } from "./timeline.ts";
import { visualizer } from "./visualizer.tsx";

const base = {
  input: { audio: { samples: new Float32Array(8 * 100), samplingRate: 100 } },
  options: defaultsOf(definition.options),
};
const labels = ["Speech", "Bell", "Rain"];
const output = {
  labels,
  logits: Float32Array.of(0, Math.log(2), 0),
  windows: { seconds: 2, logits: Float32Array.of(9, 0, 0, 0, 9, 0, 0, 9, 0) },
};

test("the JSON is of the whole sound, best first, under the options that hold now", async () => {
  const [best] = [{ label: "Bell", score: 0.5 }];
  expect(await jsonOf(visualizer, { ...base, output }, { top_k: 1 })).toEqual([best]);
  expect(await jsonOf(visualizer, { ...base, output }, { top_k: 1, function_to_apply: "none" })).toEqual([
    { label: "Bell", score: Math.fround(Math.log(2)) },
  ]);
});

test("all labels are in the JSON where none asked for less, as Python's pipeline gives them", async () => {
  const many = { labels: ["a", "b", "c", "d", "e", "f", "g"], logits: new Float32Array(7) };
  expect(await jsonOf(visualizer, { ...base, output: many }, base.options)).toHaveLength(7);
});

test("what a long sound is, piece after piece, stands below, as far as it was heard", () => {
  expect(drawn(visualizer, { ...base, output })).toContain("ui.timeline");
  expect(drawn(visualizer, { ...base, output: { labels, logits: output.logits } })).not.toContain("ui.timeline");
  const timeline = timelineOf(output, "softmax", 8);
  expect(timeline?.starts).toEqual([0, 2, 4]);
  expect(timeline?.rows.map(({ label }) => label)).toEqual(["Speech", "Bell", "Rain"]);
  expect(timeline?.bestIn(1)[0]?.label).toBe("Bell");
});
