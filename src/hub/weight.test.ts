import { describe, expect, it } from "vitest";
import { findWeight, isLargeFile } from "./weight.ts";

describe("weights by the names of their files", () => {
  it.each([
    ["onnx/model.onnx", "model", "fp32", true],
    ["onnx/model_quantized.onnx", "model", "q8", true],
    ["onnx/encoder_model_q4f16.onnx", "encoder_model", "q4f16", true],
    ["onnx/decoder_model_merged_q4.onnx_data_1", "decoder_model_merged", "q4", false],
    ["onnx/model_uint8.onnx_data", "model", "uint8", false],
    ["model.onnx", "model", "fp32", true],
    ["model_quantized.onnx_data", "model", "q8", false],
    ["onnx/model.onnx.data", "model", "fp32", false],
    ["onnx/model_q2.onnx", "model", "q2", true],
    ["onnx/model_q1f16.onnx_data", "model", "q1f16", false],
    ["onnx/model_O2.onnx", "model", "fp32", true],
    ["onnx/model_O4.onnx", "model", "fp16", true],
    ["onnx/model_qint8_avx512_vnni.onnx", "model", "int8", true],
    ["onnx/model_qint8_arm64.onnx", "model", "int8", true],
    ["onnx/model_quint8_avx2.onnx", "model", "uint8", true],
    ["onnx/model_optimized_quantized.onnx", "model", "q8", true],
    ["onnx/decoder_with_past_model_fp16.onnx", "decoder_with_past_model", "fp16", true],
  ])("%s is a weight of %s in %s", (file, base, dtype, isGraph) => {
    expect(findWeight(file)).toEqual({ base, dtype, isGraph });
  });

  it.each(["config.json", "model.safetensors", "onnx/README.md", "openvino/model.onnx"])("%s is none", (file) => {
    expect(findWeight(file)).toBeUndefined();
  });

  it("comes whole as a graph does where a checkpoint is trained on from it", () => {
    const files = ["model.safetensors", "onnx/model.onnx", "2_Dense/model.safetensors", "tokenizer.json"];
    expect(files.filter(isLargeFile)).toEqual(["model.safetensors", "onnx/model.onnx"]);
  });
});
