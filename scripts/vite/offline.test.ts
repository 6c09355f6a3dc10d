import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listOf, modelsIn } from "./offline.mjs";

test("the page's own files come first, then other scripts; of the runtime each build by itself, and no model", () => {
  const html =
    '<script type="module" crossorigin src="./assets/index-a.js"></script><link rel="manifest" href="m.json">';
  const late = ["assets/late-b.js", "assets/late-b.css", "assets/ort.jspi-e.mjs"];
  const runtime = ["assets/ort.jspi-c.wasm", "assets/ort.asyncify-d.gz"];
  const others = ["index.html", "site.json", "models/e5/onnx/model.onnx", "examples/cat.jpg"];
  expect(listOf(html, [...others, "assets/index-a.js", ...late, ...runtime])).toEqual({
    core: ["site.json", "assets/index-a.js"],
    rest: late,
    runtime: { jspi: ["assets/ort.jspi-c.wasm"], asyncify: ["assets/ort.asyncify-d.gz"] },
  });
});

test("of each model beside the page all files are told, as the Hub would", async () => {
  const dir = await mkdtemp(join(tmpdir(), "offline-"));
  await mkdir(join(dir, "models/tiny/onnx"), { recursive: true });
  await writeFile(join(dir, "models/tiny/onnx/model.onnx"), "weights");
  await writeFile(join(dir, "models/README.md"), "");
  const sha256 = createHash("sha256").update("weights").digest("hex");
  expect(modelsIn(dir)).toEqual({ tiny: { siblings: [{ rfilename: "onnx/model.onnx", size: 7, lfs: { sha256 } }] } });
  await rm(dir, { recursive: true });
});
