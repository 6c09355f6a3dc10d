import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const t = (key: string) => key;
const options = defaultsOf(definition.options);
const input = { text: "The team won.", candidate_labels: ["politics", "sports"] };
const output = [
  { label: "sports", score: 0.75 },
  { label: "politics", score: 0.25 },
];

test("labels are bars, and what their scores add up to is said", () => {
  const html = renderToStaticMarkup(visualizer.render({ input, options, output }, true, t, "en"));
  expect(html).toContain("75.0%");
  expect(html).toContain("view.together");
  const several = { ...options, multi_label: true };
  expect(renderToStaticMarkup(visualizer.render({ input, options: several, output }, true, t, "en"))).toContain(
    "view.each",
  );
});

test("nothing yet and nothing at all are told apart", () => {
  const draw = (final: boolean) =>
    renderToStaticMarkup(visualizer.render({ input, options, output: [] }, final, t, "en"));
  expect(draw(false)).toContain("view.waiting");
  expect(draw(true)).toContain("view.empty");
});

test("the JSON is Python's", async () => {
  expect(await visualizer.toJson({ input, options, output })).toEqual({
    sequence: "The team won.",
    labels: ["sports", "politics"],
    scores: [0.75, 0.25],
  });
});
