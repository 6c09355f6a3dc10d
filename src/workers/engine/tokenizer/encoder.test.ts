import { readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Json } from "../../../shared/json.ts";
import type { SpanTokenizer } from "../../../tasks/ports.ts";
import { createTokenizer } from "../tokenizer.ts";
import golden from "./spans.golden.json" with { type: "json" };

const folder = path.resolve(import.meta.dirname, "../../../../e2e/reference");

function tokenizerOf(reference: string): SpanTokenizer {
  const read = (file: string) => v.parse(Json, JSON.parse(readFileSync(path.join(folder, reference, file), "utf8")));
  return createTokenizer(read("tokenizer.json"), read("tokenizer_config.json"), undefined);
}

describe.each([...new Set(golden.map(({ reference }) => reference))])("the tokenizer of %s", (reference) => {
  const tokenizer = tokenizerOf(reference);

  it.each(golden.filter((one) => one.reference === reference))(
    "places the tokens of $text as Python ($maxLength, $stride)",
    ({ text, pair, maxLength, stride, windows }) => {
      const settings = {
        ...(pair ? { pair } : {}),
        ...(maxLength === undefined ? {} : { maxLength }),
        ...(stride === undefined ? {} : { stride }),
      };
      const found = tokenizer.spans(text, settings);
      expect(found.length).toBe(windows.length);
      windows.forEach(({ ids, types, offsets, words, sequences }, index) => {
        expect(found[index]).toMatchObject({ ids, offsets, words, sequences, ...(types ? { typeIds: types } : {}) });
      });
    },
  );
});
