import { describe, expect, it } from "vitest";
import { findCard } from "./card.ts";

const file = (rfilename: string, size?: number) => ({ rfilename, ...(size !== undefined && { size }) });

describe("what the Hub tells of a model", () => {
  it("becomes a card: dtypes and bytes by file names, licence, languages, the library's defaults", () => {
    const siblings = [
      file("config.json", 700),
      file("onnx/model.onnx", 1_000),
      file("onnx/model.onnx_data", 90_000),
      file("onnx/model_quantized.onnx", 25_000),
    ];
    const cardData = { license: "mit", language: ["en", "zh"] };
    expect(findCard("a/b", { siblings, cardData, config: { model_type: "bert" } })).toEqual({
      id: "a/b",
      family: "bert",
      parameters: "",
      licence: "mit",
      languages: ["en", "zh"],
      defaults: { webgpu: "fp32", wasm: "q8" },
      bytes: { fp32: 91_000, q8: 25_000 },
      largest: { fp32: { graph: 1_000, file: 90_000 }, q8: { graph: 25_000, file: 25_000 } },
      dtypes: ["fp32", "q8"],
      tokenizer: false,
    });
  });

  it("says whether sentence-transformers made it", () => {
    const siblings = [file("onnx/model.onnx"), file("modules.json"), file("tokenizer.json")];
    expect(findCard("a/b", { siblings })).toMatchObject({ hasModules: true });
    expect(findCard("a/b", { siblings: siblings.slice(0, 1) })).not.toHaveProperty("hasModules");
  });

  it("has a dtype only where each graph that is read has it", () => {
    const siblings = [
      file("onnx/encoder_model.onnx"),
      file("onnx/encoder_model_q4.onnx"),
      file("onnx/decoder_model_merged.onnx"),
      file("onnx/decoder_model_merged_q4.onnx"),
      file("onnx/decoder_model_merged_fp16.onnx"),
      file("onnx/decoder_model.onnx"),
    ];
    const card = findCard("a/b", { siblings });
    expect(card).toMatchObject({ dtypes: ["fp32", "q4"], bytes: {}, defaults: { webgpu: "fp32", wasm: "q4" } });
  });

  it("prefers small weights on the GPU where the usual ones are very large", () => {
    const siblings = [
      file("onnx/model.onnx", 3e9),
      file("onnx/model_q4.onnx", 5e8),
      file("onnx/model_q4f16.onnx", 4e8),
    ];
    expect(findCard("a/b", { siblings })?.defaults).toEqual({ webgpu: "q4f16", wasm: "q4" });
  });

  it("gives a GPU no whole numbers where there are others, nor a pair that is known to answer wrongly", () => {
    const siblings = [file("onnx/model_quantized.onnx", 5e8), file("onnx/model_fp16.onnx", 9e8)];
    expect(findCard("a/b", { siblings })?.defaults.webgpu).toBe("fp16");
    const gemma = [file("onnx/model_q4f16.onnx", 5e8), file("onnx/model_q4.onnx", 6e8)];
    expect(findCard("onnx-community/gemma-3-1b-it-ONNX", { siblings: gemma })?.defaults.webgpu).toBe("q4");
  });

  it("is a card without dtypes where there is no ONNX, and none where the answer is something else", () => {
    expect(findCard("a/b", { siblings: [file("model.safetensors")] })?.dtypes).toEqual([]);
    expect(findCard("a/b", { error: "Repository not found" })).toBeUndefined();
    expect(findCard("a/b", "<html>")).toBeUndefined();
  });

  it("has a dtype for each graph where none is there for all, as large models are published", () => {
    const siblings = [
      ...["embed_tokens_quantized", "embed_tokens_q4", "vision_encoder_fp16", "vision_encoder_quantized"],
      ...["decoder_model_merged_q4", "decoder_model_merged_q4f16"],
    ].map((name) => file(`onnx/${name}.onnx`));
    expect(findCard("a/b", { siblings })).toMatchObject({
      dtypes: [],
      isMixed: true,
      defaults: {
        webgpu: { embed_tokens: "q4", vision_encoder: "fp16", decoder_model_merged: "q4" },
        wasm: { embed_tokens: "q8", vision_encoder: "q8", decoder_model_merged: "q4" },
      },
    });
  });

  it("counts what feeds a graph that is called model", () => {
    const siblings = ["model", "vision_encoder", "prepare_inputs_embeds"].map((name) => file(`onnx/${name}.onnx`, 5));
    expect(findCard("a/b", { siblings })?.bytes).toEqual({ fp32: 15 });
  });

  it("follows the dtypes that its config.json asks for, as far as it has them and they suit the device", () => {
    const graphs = ["encoder_model", "decoder_model_merged"];
    const siblings = graphs.flatMap((base) => ["", "_q4", "_quantized"].map((end) => file(`onnx/${base}${end}.onnx`)));
    const defaultsBy = (settings: unknown) =>
      findCard("a/b", { siblings }, { "transformers.js_config": settings })?.defaults;
    expect(defaultsBy({ dtype: { encoder_model: "fp32", decoder_model_merged: "q4" } })).toEqual({
      webgpu: { encoder_model: "fp32", decoder_model_merged: "q4" },
      wasm: { encoder_model: "fp32", decoder_model_merged: "q4" },
    });
    expect(defaultsBy({ dtype: "q8", device_config: { webgpu: { dtype: "q4" } } })).toEqual({
      webgpu: "q4",
      wasm: "q8",
    });
    for (const settings of [{ dtype: "q8" }, { dtype: "auto" }, { dtype: "fp16" }, {}, null]) {
      expect(defaultsBy(settings)).toEqual({ webgpu: "fp32", wasm: "q8" });
    }
    expect(defaultsBy({ dtype: { decoder_model_merged: "fp16", encoder_model: "q4" } })).toEqual({
      webgpu: { encoder_model: "q4", decoder_model_merged: "fp32" },
      wasm: { encoder_model: "q4", decoder_model_merged: "q8" },
    });
  });
});
