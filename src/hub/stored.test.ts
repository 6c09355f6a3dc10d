import { expect, it } from "vitest";
import { canonicalUrl } from "./address.ts";
import type { KeptFile } from "./manifest.ts";
import { deletableIn, keptModelsOf, storedIn } from "./stored.ts";

function kept(model: string, file: string, facts: Partial<KeptFile> = {}): KeptFile {
  const url = canonicalUrl({ model, revision: "main", file });
  return { url, model, revision: "main", file, bytes: 10, usedAt: 1, ...facts };
}

it("a model is on this device where weights of it are, each dtype for itself", () => {
  const files = ["config.json", "onnx/model_q4.onnx", "onnx/model.onnx"].map((file) => kept("a/b", file));
  expect([...storedIn([...files, kept("c/d", "tokenizer.json")])]).toEqual([["a/b", ["fp32", "q4"]]]);
});

it("files are told by checkpoint and dtype: bytes, last use, and whether all were found to be right", () => {
  const files = [
    kept("a/b", "onnx/model.onnx", { sha256: "x", usedAt: 5 }),
    kept("a/b", "onnx/model.onnx_data", { sha256: "y", bytes: 90 }),
    kept("a/b", "onnx/model_q4.onnx", { usedAt: 9 }),
    kept("a/b", "config.json"),
  ];
  expect(keptModelsOf(files)).toMatchObject([
    { model: "a/b", revision: "main", dtype: "q4", bytes: 10, usedAt: 9, verified: false },
    { dtype: "fp32", bytes: 100, usedAt: 5, verified: true, files: [files[0]?.url, files[1]?.url] },
    { dtype: undefined, bytes: 10, usedAt: 1, verified: false },
  ]);
});

it("what comes with every dtype goes with the one that was used last, and stands alone without weights", () => {
  const files = [
    kept("a/b", "onnx/model.onnx", { usedAt: 5 }),
    kept("a/b", "onnx/model_q4.onnx", { usedAt: 9 }),
    kept("a/b", "config.json"),
    kept("c/d", "tokenizer.json"),
  ];
  const [config, tokenizer] = [files[2]?.url, files[3]?.url];
  expect(deletableIn(files)).toMatchObject([
    { model: "a/b", dtype: "q4", bytes: 20, files: [files[1]?.url, config] },
    { model: "a/b", dtype: "fp32", bytes: 10, files: [files[0]?.url] },
    { model: "c/d", dtype: undefined, bytes: 10, files: [tokenizer] },
  ]);
});
