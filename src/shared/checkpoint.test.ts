import { describe, expect, it } from "vitest";
import { dtypes, dtypesIn, dtypeText, findModelRef, isEmbedded, isRepoId, needsShaderF16 } from "./checkpoint.ts";

const long = "x".repeat(96);

describe("isRepoId", () => {
  it.each([
    "bert-base-uncased",
    "onnx-community/whisper-base",
    "Xenova/all-MiniLM-L6-v2",
    "embedded/SmolLM2-135M-Instruct",
    "a/b",
    "owner/name_",
    "0x/1.5b_q4",
    `${long}/${long}`,
  ])("takes %s", (id) => {
    expect(isRepoId(id)).toBe(true);
  });

  it.each([
    "",
    "/name",
    "owner/",
    "a/b/c",
    "owner/na me",
    "owner/name.git",
    "owner/a..b",
    "owner/a--b",
    "../name",
    "owner/-name",
    "owner/name-",
    "owner/.name",
    "owner/name.",
    "模型/名字",
    "owner/name?x",
    "owner/name\n",
    `${long}x/name`,
    `owner/${long}x`,
  ])("does not take %j", (id) => {
    expect(isRepoId(id)).toBe(false);
  });
});

describe("findModelRef", () => {
  it.each([
    ["owner/name", "owner/name", "main"],
    ["  owner/name \n", "owner/name", "main"],
    ["gpt2", "gpt2", "main"],
    ["embedded/u2netp", "embedded/u2netp", "main"],
    ["owner/name@v1.0", "owner/name", "v1.0"],
    ["owner/name@refs/pr/3", "owner/name", "refs/pr/3"],
    ["owner/name/", "owner/name", "main"],
    ["https://huggingface.co/owner/name", "owner/name", "main"],
    ["https://huggingface.co/owner/name/", "owner/name", "main"],
    ["http://localhost:8080/owner/name", "owner/name", "main"],
    ["https://hf-mirror.com/owner/name", "owner/name", "main"],
    ["https://huggingface.co/owner/name?library=onnx#files", "owner/name", "main"],
    ["https://huggingface.co/owner/name/tree/main", "owner/name", "main"],
    ["https://huggingface.co/owner/name/tree/v2/onnx", "owner/name", "v2"],
    ["https://huggingface.co/owner/name/blob/abc123/onnx/model.onnx", "owner/name", "abc123"],
    ["https://huggingface.co/owner/name/resolve/main/config.json?download=true", "owner/name", "main"],
    ["https://huggingface.co/gpt2", "gpt2", "main"],
  ])("finds a checkpoint in %j", (text, model, revision) => {
    expect(findModelRef(text)).toEqual({ model, revision });
  });

  it.each([
    "",
    "   ",
    "@main",
    "owner/name@",
    "a model for cats",
    "https://huggingface.co",
    "https://huggingface.co/",
    "https://huggingface.co/datasets/owner/name",
    "https://huggingface.co/spaces/owner/name",
    "https://huggingface.co/owner/name/discussions/1",
    "javascript:alert(1)",
    "ftp://huggingface.co/owner/name",
  ])("finds none in %j", (text) => {
    expect(findModelRef(text)).toBeUndefined();
  });
});

describe("isEmbedded", () => {
  it("tells what ships with the site from what the Hub has", () => {
    expect(["embedded/u2netp", "embedded", "Embedded/u2netp", "owner/embedded"].map(isEmbedded)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("dtypes", () => {
  it("have one text for equal choices, whatever their order", () => {
    expect(dtypeText("q4f16")).toBe("q4f16");
    expect(dtypeText({ encoder_model: "fp32", decoder_model_merged: "q4" })).toBe(
      '{"decoder_model_merged":"q4","encoder_model":"fp32"}',
    );
    expect(dtypeText({ b: "q8", a: "q4" })).toBe(dtypeText({ a: "q4", b: "q8" }));
    expect(dtypeText({ a: "q4" })).not.toBe(dtypeText("q4"));
  });

  it("are all of a choice", () => {
    expect(dtypesIn("q8")).toEqual(["q8"]);
    expect(dtypesIn({ encoder_model: "fp32", decoder_model_merged: "q4" })).toEqual(["fp32", "q4"]);
  });

  it("need shader-f16 where any file computes in half precision", () => {
    expect(dtypes.filter(needsShaderF16)).toEqual(["fp16", "q4f16"]);
    expect(needsShaderF16({ encoder_model: "fp16", decoder_model_merged: "q4" })).toBe(true);
    expect(needsShaderF16({ encoder_model: "fp32", decoder_model_merged: "q4" })).toBe(false);
  });
});
