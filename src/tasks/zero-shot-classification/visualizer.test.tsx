import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const options = defaultsOf(definition.options);
const input = { text: "The team won.", candidate_labels: ["politics", "sports"] };
const output = [
  { label: "politics", entailment: 0, contradiction: 0 },
  { label: "sports", entailment: Math.log(3), contradiction: Math.log(3) },
];

test("labels are bars, and what their scores add up to is said", () => {
  const html = drawn(visualizer, { input, options, output });
  expect(html).toContain("75.0%");
  expect(html).toContain("view.together");
  const several = drawn(visualizer, { input, options, output }, { options: { multi_label: true } });
  expect(several).toContain("view.each");
  expect(several).toContain("50.0%");
});

test("nothing yet and nothing at all are told apart", () => {
  const draw = (final: boolean) => drawn(visualizer, { input, options, output: [] }, { final });
  expect(draw(false)).toContain("view.waiting");
  expect(draw(true)).toContain("view.empty");
});

test("the JSON is Python's", async () => {
  expect(await jsonOf(visualizer, { input, options, output })).toEqual({
    sequence: "The team won.",
    labels: ["sports", "politics"],
    scores: [expect.closeTo(0.75, 6), expect.closeTo(0.25, 6)],
  });
});
