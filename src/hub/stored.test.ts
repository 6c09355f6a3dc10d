import { expect, it } from "vitest";
import { storedIn } from "./stored.ts";

it("a model is on this device where weights of it are, each dtype for itself", () => {
  const stored = storedIn([
    "https://huggingface.co/a/b/resolve/main/config.json",
    "https://huggingface.co/a/b/resolve/main/onnx/model_q4.onnx",
    "https://huggingface.co/a/b/resolve/main/onnx/model.onnx",
    "https://huggingface.co/c/d/resolve/main/tokenizer.json",
    "https://elsewhere.example/e/f/resolve/main/onnx/model.onnx",
  ]);
  expect([...stored]).toEqual([["a/b", ["fp32", "q4"]]]);
});
