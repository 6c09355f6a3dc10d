import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const t = (key: string) => key;
const figures = { next: null, keptTokens: 0, speed: null };
const output = { messages: null, prompt: "Once", text: "", tokens: [], promptTokens: 1, finish: null, ...figures };
const result = { input: { text: "Once" }, options: { ...defaultsOf(definition.options), mode: "prompt" }, output };

test("before the first token there is the prompt and a mark that more will come", () => {
  const html = renderToStaticMarkup(visualizer.render(result, false, t, "en"));
  expect(html).toContain("Once");
  expect(html).toContain('aria-busy="true"');
  expect(html).not.toContain("view.empty");
});

test("a reply of nothing says so", () => {
  const ended = { ...result, output: { ...output, finish: "end" } };
  const html = renderToStaticMarkup(visualizer.render(ended, true, t, "en"));
  expect(html).toContain("view.empty");
  expect(html).toContain("view.finish-end");
});
