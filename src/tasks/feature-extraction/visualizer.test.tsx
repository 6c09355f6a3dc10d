import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { drawn } from "../testing/drawn.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const base = { input: { texts: ["one", "two"] }, options: defaultsOf(definition.options) };
const pooled = (rows: number) => ({
  kind: "pooled",
  prefix: "",
  vectors: { data: new Float32Array(rows * 2).fill(1), rows, columns: 2 },
});

test("all pairs stand in a table with a header a row", () => {
  const html = drawn(visualizer, { ...base, output: pooled(2) });
  expect(html.match(/<th scope="row"/g)?.length).toBeGreaterThanOrEqual(2);
  expect(html).toContain("1.00");
});

test("nothing yet and nothing at all are told apart", () => {
  expect(drawn(visualizer, { ...base, output: pooled(0) }, { final: false })).toContain("view.waiting");
  expect(drawn(visualizer, { ...base, output: pooled(0) })).toContain("view.empty");
});
