import { expect, test } from "vitest";
import { wantedOf } from "./wanted.ts";

test("of a repository that is wanted which a run reads, and what belongs to a graph before it", () => {
  const files = [
    ...["README.md", "config.json", "tokenizer.json", "vocab.txt", "model.safetensors", "model.safetensors.index.json"],
    ...["onnx/model.onnx", "onnx/model_q4.onnx", "onnx/model_q4.onnx_data", "onnx/model_q4.onnx_data_1"],
  ];
  expect(wantedOf(files, "q4")).toEqual({
    small: ["config.json", "tokenizer.json", "vocab.txt"],
    weights: ["onnx/model_q4.onnx_data", "onnx/model_q4.onnx_data_1", "onnx/model_q4.onnx"],
  });
  expect(wantedOf(files, "q8").weights).toEqual([]);
});

test("a decoder is wanted once, and each graph in its own dtype", () => {
  const files = ["encoder_model", "decoder_model", "decoder_with_past_model", "decoder_model_merged"].flatMap(
    (base) => [`onnx/${base}.onnx`, `onnx/${base}_q4.onnx`],
  );
  expect(wantedOf(files, { encoder_model: "fp32", decoder_model_merged: "q4" }).weights).toEqual([
    "onnx/encoder_model.onnx",
    "onnx/decoder_model_merged_q4.onnx",
  ]);
});
