import { readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { expect, it } from "vitest";
import { createTokenizer } from "../tokenizer.ts";

const references = path.resolve(import.meta.dirname, "../../../../e2e/reference");
const Json = v.record(v.string(), v.unknown());

function tokenizerOf(folder: string) {
  const read = (file: string) => v.parse(Json, JSON.parse(readFileSync(path.join(references, folder, file), "utf8")));
  return createTokenizer(read("tokenizer.json"), read("tokenizer_config.json"), { config: read("config.json") });
}

/** One of each kind of model: WordPiece, BPE, Unigram. */
const folders = ["bert-fill-mask", "qwen3-text-generation", "t5-translation"];

/** Texts whose words and scripts have no spaces to be cut at, which is where time by the square of the length shows. */
const texts = { "one word": "a".repeat(100_000), "one sentence": "北京大学生活动中心".repeat(11_000) };

// By the square of the length, each of these would take minutes; they take half a second, and on a machine with much else to do ten.
it.each(folders.flatMap((folder) => Object.entries(texts).map(([what, text]) => ({ folder, what, text }))))(
  "$what of 100,000 characters is cut by the tokenizer of $folder in time by its length",
  { timeout: 60_000 },
  ({ folder, text }) => {
    expect(tokenizerOf(folder).encode(text).ids.length).toBeGreaterThan(0);
  },
);
