import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { drawn, jsonOf } from "../testing/drawn.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const t = (key: string, values: object = {}) => [key, ...Object.values(values)].join(" ");
const labels = ["NEGATIVE", "POSITIVE"];
const Best = v.tuple([v.object({ label: v.string(), score: v.number() })]);
const options = defaultsOf(definition.options);
/** Logits whose scores are these. */
const done = (...scores: number[]) => ({ status: "done", value: Float32Array.from(scores, Math.log) });
const draw = (result: Parameters<typeof visualizer.open>[0], final: boolean) => drawn(visualizer, result, { final, t });

describe("one text", () => {
  const result = { input: { text: "Fine." }, options, output: { labels, usual: "softmax", items: [done(0.25, 0.75)] } };

  test("shows every label as a bar, also where the answer is the best alone", async () => {
    const html = draw(result, true);
    expect(html.indexOf("POSITIVE")).toBeLessThan(html.indexOf("NEGATIVE"));
    expect(html).toContain("75.0%");
    expect(await jsonOf(visualizer, result)).toEqual([{ label: "POSITIVE", score: 0.75 }]);
  });

  test("top_k says how many the answer has now, null all", async () => {
    expect(await jsonOf(visualizer, result, { top_k: null })).toEqual([
      { label: "POSITIVE", score: 0.75 },
      { label: "NEGATIVE", score: 0.25 },
    ]);
  });

  test("another function makes other scores of the same answer", async () => {
    const logit = Math.fround(Math.log(0.75));
    expect(await jsonOf(visualizer, result, { function_to_apply: "none" })).toEqual([
      { label: "POSITIVE", score: logit },
    ]);
    const [{ score }] = v.parse(Best, await jsonOf(visualizer, result, { function_to_apply: "sigmoid" }));
    expect(score).toBeCloseTo(1 / (1 + Math.exp(-logit)), 6);
  });

  test("nothing yet and nothing at all are told apart", () => {
    const empty = { ...result, output: { labels: [], usual: "softmax", items: [] } };
    expect(draw(empty, false)).toContain("view.waiting");
    expect(draw(empty, true)).toContain("view.empty");
  });
});

describe("many lines", () => {
  const result = {
    input: { text: "good\n\nbad\nlate" },
    options: { ...options, per_line: true },
    output: { labels, usual: "softmax", items: [done(0.25, 0.75), done(0.75, 0.25), { status: "waiting" }] },
  };

  test("stand in a table of their own order, with how often each label came", () => {
    const html = draw(result, false);
    expect(html.match(/<tr/g)?.length).toBe(4);
    expect(html).toContain("view.count POSITIVE 1");
    expect(html).toContain("view.not-yet");
  });

  test("give an array in their order, null for what has not been read", async () => {
    expect(await jsonOf(visualizer, result)).toEqual([
      [{ label: "POSITIVE", score: 0.75 }],
      [{ label: "NEGATIVE", score: 0.75 }],
      null,
    ]);
  });
});
