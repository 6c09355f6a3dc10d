import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { defaultsOf } from "../options.ts";
import { definition } from "./definition.ts";
import { visualizer } from "./visualizer.tsx";

const t = (key: string) => key;
const base = { input: { texts: ["one", "two"] }, options: defaultsOf(definition.options) };
const pooled = (rows: number) => ({
  kind: "pooled",
  prefix: "",
  vectors: { data: new Float32Array(rows * 2).fill(1), rows, columns: 2 },
});

test("all pairs stand in a table with a header a row", () => {
  const html = renderToStaticMarkup(visualizer.render({ ...base, output: pooled(2) }, true, t, "en"));
  expect(html.match(/<th scope="row"/g)?.length).toBeGreaterThanOrEqual(2);
  expect(html).toContain("1.00");
});

test("nothing yet and nothing at all are told apart", () => {
  expect(renderToStaticMarkup(visualizer.render({ ...base, output: pooled(0) }, false, t, "en"))).toContain(
    "view.waiting",
  );
  expect(renderToStaticMarkup(visualizer.render({ ...base, output: pooled(0) }, true, t, "en"))).toContain(
    "view.empty",
  );
});
