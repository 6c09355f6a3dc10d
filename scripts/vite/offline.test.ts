import { expect, test } from "vitest";
import { listOf } from "./offline.mjs";

test("the page's own files come first, then other scripts; of the runtime each build by itself, and no model", () => {
  const html =
    '<script type="module" crossorigin src="./assets/index-a.js"></script><link rel="manifest" href="m.json">';
  const late = ["assets/late-b.js", "assets/late-b.css"];
  const runtime = ["assets/ort.jspi-c.wasm", "assets/ort.asyncify-d.gz"];
  const others = ["index.html", "site.json", "models/e5/onnx/model.onnx", "examples/cat.jpg"];
  expect(listOf(html, [...others, "assets/index-a.js", ...late, ...runtime])).toEqual({
    core: ["site.json", "assets/index-a.js"],
    rest: late,
    runtime: { jspi: ["assets/ort.jspi-c.wasm"], asyncify: ["assets/ort.asyncify-d.gz"] },
  });
});
