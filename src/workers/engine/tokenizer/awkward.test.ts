import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Json } from "../../../shared/json.ts";
import { readSentencePiece } from "../sentencepiece.ts";
import { createTokenizer } from "../tokenizer.ts";
import golden from "./awkward.golden.json" with { type: "json" };
import { findPythonClass } from "./python-classes.ts";

const root = path.resolve(import.meta.dirname, "../../../..");
const encoder = new TextEncoder();

function readJson(folder: string, file: string): v.InferOutput<typeof Json> | undefined {
  const place = path.join(root, folder, file);
  return existsSync(place) ? v.parse(Json, JSON.parse(readFileSync(place, "utf8"))) : undefined;
}

function tokenizerOf(folder: string) {
  const known = findPythonClass(readJson(folder, "tokenizer_config.json") ?? {}, readJson(folder, "config.json"));
  const file = known?.sentencePiece ?? "";
  const place = path.join(root, folder, file);
  return createTokenizer(readJson(folder, "tokenizer.json") ?? {}, readJson(folder, "tokenizer_config.json") ?? {}, {
    specialTokens: readJson(folder, "special_tokens_map.json"),
    config: readJson(folder, "config.json"),
    sentencePiece: file === "" ? undefined : readSentencePiece(new Uint8Array(readFileSync(place))),
  });
}

/** FNV-1a of the UTF-8 bytes, 32 bits. */
function hashOf(text: string): string {
  let value = 0x811c9dc5;
  for (const byte of encoder.encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value.toString(16).padStart(8, "0");
}

/** What still differs, and why. */
const known: Readonly<Record<string, readonly string[]>> = {
  // The crate's table of decompositions is older than U+113C8, which Unicode 16 added.
  "e2e/reference/openai-gpt-text-generation": golden.texts.filter((text) => text.includes("\u{113c8}")),
};

/** Python's class for it leaves out what repeats when it writes, as CTC needs; here the task does (`ctc.ts`). */
const heard = "e2e/reference/parakeet_ctc-automatic-speech-recognition";
const withoutRepeats = (ids: readonly number[]) => ids.filter((id, place) => id !== ids[place - 1]);

const hashAt = (hashes: string, index: number) => hashes.slice(8 * index, 8 * index + 8);

describe.each(golden.tokenizers)("the tokenizer of $folder", ({ folder, ids, decoded }) => {
  const tokenizer = tokenizerOf(folder);
  const found = golden.texts.map((text) => tokenizer.encode(text).ids);

  it("cuts awkward texts as Python does", () => {
    const others = golden.texts.filter((_, index) => hashOf(String(found[index])) !== hashAt(ids, index));
    expect(others).toEqual(known[folder] ?? []);
  });

  it("writes them again as Python does", () => {
    const others = golden.texts.filter((_, index) => {
      const read = found[index] ?? [];
      const written = tokenizer.decode(folder === heard ? withoutRepeats(read) : read, { skipSpecialTokens: true });
      return hashOf(written) !== hashAt(decoded, index);
    });
    expect(others).toEqual([]);
  });
});
