import { describe, expect, it } from "vitest";
import { findWeight } from "./weight.ts";

describe("weights by the names of their files", () => {
  it.each([
    ["onnx/model.onnx", "model", "fp32", true],
    ["onnx/model_quantized.onnx", "model", "q8", true],
    ["onnx/encoder_model_q4f16.onnx", "encoder_model", "q4f16", true],
    ["onnx/decoder_model_merged_q4.onnx_data_1", "decoder_model_merged", "q4", false],
    ["onnx/model_uint8.onnx_data", "model", "uint8", false],
  ])("%s is a weight of %s in %s", (file, base, dtype, isGraph) => {
    expect(findWeight(file)).toEqual({ base, dtype, isGraph });
  });

  it.each(["config.json", "model.safetensors", "onnx/README.md", "openvino/model.onnx"])("%s is none", (file) => {
    expect(findWeight(file)).toBeUndefined();
  });
});
