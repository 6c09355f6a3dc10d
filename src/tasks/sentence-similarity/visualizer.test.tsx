import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const result = {
  input: { source_sentence: "bread", sentences: ["train", "loaf"] },
  options: defaultsOf(definition.options),
  output: [0.123456789, 0.9],
};

test("the JSON keeps the order given and every digit", async () => {
  expect(await visualizer.toJson(result)).toEqual([0.123456789, 0.9]);
});

test("the most similar sentence is shown first", () => {
  const html = renderToStaticMarkup(visualizer.render(result, true, (key) => key, "en"));
  expect(html.indexOf("loaf")).toBeLessThan(html.indexOf("train"));
});
