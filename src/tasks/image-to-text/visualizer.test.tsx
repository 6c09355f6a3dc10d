import { expect, test } from "vitest";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { fixture } from "./fixture.ts";
import { visualizer } from "./visualizer.tsx";

test("the JSON is Python's, with what each token beat", async () => {
  const json = await jsonOf(visualizer, fixture.final);
  expect(json).toMatchObject([
    { generated_text: "a cup of coffee 咖啡", tokens: [{ id: 0, probability: 0.97 }, {}, {}, {}, {}] },
  ]);
});

test("the text stands beside its picture as it grows, and says how it ended", () => {
  const growing = drawn(visualizer, fixture.partial, { final: false });
  expect(growing).toContain("a cup");
  expect(growing).toContain('aria-busy="true"');
  expect(growing).not.toContain("chat.finish");
  expect(drawn(visualizer, fixture.final)).toContain("chat.finish-length");
  expect(drawn(visualizer, fixture.empty)).toContain("written.empty");
});

test("what the reader began the text with is told from what the model wrote", () => {
  const output = { prompt: "a photo of", text: "a photo of a cup", tokens: [], finish: "end" };
  expect(drawn(visualizer, { ...fixture.final, output })).toMatch(/<span[^>]*>a photo of<\/span> a cup/);
});
