import { describe, expect, it } from "vitest";
import { findModelProblem, findModelRef, isEmbedded, isRepoId } from "./reference.ts";

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
    ["https://huggingface.co/owner/name/tree/refs/pr/3", "owner/name", "refs/pr/3"],
    ["https://huggingface.co/owner/name/blob/refs/convert/onnx/model.onnx", "owner/name", "refs/convert/onnx"],
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

describe("what is wrong with a model's name", () => {
  it.each([
    ["none at all", "space"],
    ["https://huggingface.co/datasets/owner/name", "kind"],
    ["https://huggingface.co/spaces/owner/name", "kind"],
    ["https://huggingface.co/owner/name/discussions/3", "address"],
    ["https://huggingface.co/", "address"],
    ["a/b/c", "slashes"],
    ["owner/näme", "characters"],
    ["owner/a--b", "other"],
    ["owner/name@../main", "other"],
    ["", "other"],
  ])("%s: %s", (text, problem) => {
    expect(findModelProblem(text)).toBe(problem);
  });

  it.each(["owner/name", "gpt2", "owner/name@v1", "https://huggingface.co/owner/name/tree/refs%2Fpr%2F1"])(
    "nothing with %s",
    (text) => {
      expect(findModelProblem(text)).toBeUndefined();
    },
  );
});
