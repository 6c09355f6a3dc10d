import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { root } from "../../../../scripts/shared/root.mjs";
import type { Json } from "../../../shared/json.ts";
import { loadTokenizer } from "../load-tokenizer.ts";
import { convertSlow } from "./convert.ts";
import old from "./old.golden.json" with { type: "json" };

const AnyJson = v.record(v.string(), v.unknown());

const tokenFiles = ["added_tokens.json", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json"];

/** Files of a reference checkpoint, of which Python saved both forms; nothing but those of the slow tokenizer. */
function slowFilesOf(reference: string, changed?: Readonly<Record<string, unknown>>) {
  const bytes = async (file: string) => {
    if (changed && tokenFiles.includes(file)) {
      return changed[file] === undefined ? undefined : Buffer.from(JSON.stringify(changed[file]));
    }
    if (file === "tokenizer.json") throw new Error("The fast tokenizer was read.");
    return readFile(join(root, "e2e/reference", reference, file)).catch(() => undefined);
  };
  const text = async (file: string) => (await bytes(file))?.toString();
  const json = async (file: string): Promise<Json | undefined> => {
    const content = await text(file);
    return content === undefined ? undefined : v.parse(AnyJson, JSON.parse(content));
  };
  return { bytes, text, json };
}

async function converted(reference: string, change: (config: Json) => Json = (config) => config) {
  const files = slowFilesOf(reference);
  const [config = {}, tokenizerConfig = {}] = [
    await files.json("config.json"),
    await files.json("tokenizer_config.json"),
  ];
  return convertSlow(files, { config, tokenizerConfig: change(tokenizerConfig) });
}

async function savedByPython(reference: string): Promise<Json> {
  return v.parse(AnyJson, JSON.parse(await readFile(join(root, "e2e/reference", reference, "tokenizer.json"), "utf8")));
}

/** One family for each converter, and the others that share it. */
const references = [
  "bert-fill-mask",
  "distilbert-fill-mask",
  "electra-fill-mask",
  "roberta-fill-mask",
  "bart-summarization",
  "gpt2-text-generation",
  "clip-zero-shot-image-classification",
  "albert-fill-mask",
  "xlm-roberta-fill-mask",
  "deberta-v2-text-classification",
  "t5-summarization",
];

describe("a slow tokenizer's files", () => {
  it.each(references)("become what Python saves as tokenizer.json: %s", async (reference) => {
    const saved = await savedByPython(reference);
    expect(await converted(reference)).toEqual({ ...saved, truncation: null, padding: null });
  });

  it.each(references)("are known by the model's type where no class is named: %s", async (reference) => {
    const named = await converted(reference);
    expect(await converted(reference, ({ tokenizer_class: _, ...config }) => config)).toEqual(named);
  });

  it.each(references)("have their class's special tokens where no file names them: %s", async (reference) => {
    const named = /_token$|^added_tokens_decoder$|^additional_special_tokens$/;
    const bare = (config: Json) => Object.fromEntries(Object.entries(config).filter(([key]) => !named.test(key)));
    // Whether a token is looked for before or behind the normalizer is the one thing that classes do not agree on.
    const withoutFlag = (json: Json | undefined) =>
      JSON.parse(JSON.stringify(json, (key, value) => (key === "normalized" ? undefined : value)));
    expect(withoutFlag(await converted(reference, bare))).toEqual(withoutFlag(await converted(reference)));
  });

  it("of another kind are left to whoever says what is missing", async () => {
    expect(await converted("llama-text-generation")).toBeUndefined();
    expect(await converted("marian-translation")).toBeUndefined();
  });
});

describe("old files of a slow tokenizer", () => {
  it.each(old.cases)("are read as Python reads them: $reference, $name", async ({ reference, files, ids }) => {
    const given = slowFilesOf(reference, files);
    const tokenizer = await loadTokenizer(given, (await given.json("config.json")) ?? {});
    expect(old.texts.map((text) => tokenizer.encode(text).ids)).toEqual(ids);
  });
});
