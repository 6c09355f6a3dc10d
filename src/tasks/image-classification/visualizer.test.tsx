import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const t = (key: string) => key;
const base = {
  input: { image: { data: new Uint8ClampedArray(4), width: 1, height: 1 } },
  options: defaultsOf(definition.options),
};

test("the JSON is what the model said, label and score", async () => {
  const output = [{ label: "tabby, tabby cat", score: 0.5 }];
  expect(await visualizer.toJson({ ...base, output })).toEqual(output);
});

test("a thousand classes do not make a thousand rows", () => {
  const output = Array.from({ length: 1000 }, (_, index) => ({ label: `class ${index}`, score: 0.001 }));
  const html = renderToStaticMarkup(visualizer.render({ ...base, output }, true, t, "en"));
  expect(html.match(/<tr/g)?.length).toBe(101);
  expect(html).toContain("ui.first-of");
});
