import { describe, expect, it } from "vitest";
import { taskFor } from "./choose.ts";
import { readOwn } from "./own.ts";

const config = JSON.stringify({ model_type: "bert", architectures: ["BertForMaskedLM"] });
const filesOf = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([path, text]) => ({ path, blob: new Blob([text]) }));
const read = (texts: Readonly<Record<string, string>>) => readOwn("My model.zip", filesOf(texts));

describe("a folder with a model", () => {
  it("is a checkpoint of its own name, from wherever its config.json lies", async () => {
    const { name, files, card } = await read({
      "clone/.git/config.json": "{}",
      "clone/config.json": config,
      "clone/tokenizer.json": "{}",
      "clone/onnx/model_q4.onnx": "graph",
      "notes.txt": "",
    });
    expect(name).toBe("My-model");
    expect(files.map(({ path }) => path)).toEqual(["config.json", "tokenizer.json", "onnx/model_q4.onnx"]);
    expect(card).toMatchObject({ id: "local/My-model", family: "bert", dtypes: ["q4"], bytes: { q4: 5 } });
  });

  it("knows by its tokenizer's file whether it has a chat template", async () => {
    const graph = { "config.json": config, "onnx/model.onnx": "graph" };
    expect((await read(graph)).card.chat).toBeUndefined();
    const chat = { ...graph, "tokenizer_config.json": '{"chat_template": "{{ messages }}"}' };
    expect((await read(chat)).card.chat).toBe(true);
  });

  it.each([
    ["config-missing", { "onnx/model.onnx": "graph" }, ""],
    ["config-unreadable", { "config.json": "<html>", "onnx/model.onnx": "" }, "config.json"],
    ["graph-missing", { "config.json": config }, ""],
    ["layout-genai", { "config.json": config, "genai_config.json": "{}", "cpu/model.onnx": "" }, ""],
    ["layout-other", { "config.json": config, "cpu/model.onnx": "" }, "cpu/model.onnx"],
    ["weights-other", { "config.json": config, "model.safetensors": "" }, "model.safetensors"],
    [
      "file-pointer",
      { "config.json": config, "onnx/model.onnx": "version https://git-lfs.github.com/spec/v1\noid sha256:0" },
      "onnx/model.onnx",
    ],
    [
      "file-missing",
      { "config.json": config, "onnx/model.onnx": "\u0008model.onnx_data_1\u0012" },
      "onnx/model.onnx_data_1",
    ],
    [
      "file-missing",
      {
        "config.json": JSON.stringify({ "transformers.js_config": { use_external_data_format: true } }),
        "onnx/model.onnx": "graph",
      },
      "onnx/model.onnx_data",
    ],
  ])("is refused for a reason where it cannot be run: %s", async (reason, files, file) => {
    await expect(read(files)).rejects.toMatchObject({ reason, file });
  });
});

describe("the task that a brought model is tried in", () => {
  const cardOf = async (name: string) =>
    (
      await read({
        "config.json": JSON.stringify({ architectures: [name] }),
        "tokenizer.json": "",
        "onnx/model.onnx": "g",
      })
    ).card;

  it("is the one on screen where that can be, else the first that it was made for", async () => {
    const masks = await cardOf("BertForMaskedLM");
    expect(taskFor(masks, "fill-mask")).toBe("fill-mask");
    expect(taskFor(masks, "image-classification")).toBe("fill-mask");
    expect(taskFor(await cardOf("BertForSequenceClassification"), "zero-shot-classification")).toBe(
      "zero-shot-classification",
    );
  });

  it("is one of vectors for a model without a head, and stays where nothing is known", async () => {
    expect(taskFor(await cardOf("BertModel"), "fill-mask")).toBe("feature-extraction");
    expect(taskFor(await cardOf("BertModel"), "sentence-similarity")).toBe("sentence-similarity");
    expect(taskFor(await cardOf("Something"), "fill-mask")).toBe("fill-mask");
  });
});
