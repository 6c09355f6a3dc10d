import * as v from "valibot";
import { fromBase64 } from "../../../shared/base64.ts";
import { TaskError } from "../../../shared/errors.ts";
import { type Aligned, filter, mapChars, prepend, replaceAll, slice } from "./aligned.ts";
import { normalizeBert, toLower } from "./bert-normalizer.ts";
import { toBytes } from "./byte-level.ts";
import { isMark, isNmtControl, isNmtSpace, isSpace } from "./characters.ts";
import { fromOniguruma, literally } from "./oniguruma.ts";
import { createPrecompiled } from "./precompiled.ts";
import { Pattern } from "./pretokenize.ts";
import { createSentencePieceNormalizer } from "./sentencepiece-normalizer.ts";
import { toUnicodeForm } from "./unicode.ts";

/** Not the crate's: what SentencePiece itself does, for classes that Python has in their slow form alone. */
export const sentencePieceType = "SentencePiece";

export type Normalize = (source: Aligned) => Aligned;

const Bert = v.object({
  clean_text: v.nullish(v.boolean(), true),
  handle_chinese_chars: v.nullish(v.boolean(), true),
  strip_accents: v.nullish(v.boolean()),
  lowercase: v.nullish(v.boolean(), true),
});
const Strip = v.object({ strip_left: v.nullish(v.boolean(), true), strip_right: v.nullish(v.boolean(), true) });
const Replace = v.object({ pattern: Pattern, content: v.string() });

/** The `normalizer` of a `tokenizer.json`. */
export function createNormalize(json: unknown): Normalize {
  if (json === null || json === undefined) return (source) => source;
  const { type } = v.parse(v.object({ type: v.string() }), json);
  switch (type) {
    case "Sequence": {
      const steps = v.parse(v.object({ normalizers: v.array(v.unknown()) }), json).normalizers.map(createNormalize);
      return (source) => steps.reduce((text, step) => step(text), source);
    }
    case "BertNormalizer": {
      const rules = v.parse(Bert, json);
      return (source) =>
        normalizeBert(source, {
          cleanText: rules.clean_text,
          chinese: rules.handle_chinese_chars,
          stripAccents: rules.strip_accents ?? rules.lowercase,
          lowercase: rules.lowercase,
        });
    }
    case "NFC":
    case "NFD":
    case "NFKC":
    case "NFKD":
      return (source) => toUnicodeForm(source, type);
    case "Lowercase":
      return toLower;
    case "StripAccents":
      return (source) => filter(source, (char) => !isMark(char));
    case "Nmt":
      return toNmt;
    case "ByteLevel":
      return toBytes;
    case "Strip": {
      const sides = v.parse(Strip, json);
      return (source) => strip(source, sides.strip_left, sides.strip_right);
    }
    case "Prepend": {
      const { prepend: text } = v.parse(v.object({ prepend: v.string() }), json);
      return (source) => prepend(source, text);
    }
    case "Replace": {
      const { pattern, content } = v.parse(Replace, json);
      const expression = "Regex" in pattern ? fromOniguruma(pattern.Regex) : literally(pattern.String);
      return (source) => replaceAll(source, expression, content);
    }
    case "Precompiled": {
      const { precompiled_charsmap: table } = v.parse(v.object({ precompiled_charsmap: v.nullish(v.string()) }), json);
      return table ? createPrecompiled(table) : createNormalize(usualTable);
    }
    case sentencePieceType: {
      const { precompiled_charsmap: table } = v.parse(v.object({ precompiled_charsmap: v.string() }), json);
      return createSentencePieceNormalizer(fromBase64(table));
    }
    default:
      throw new TaskError("model-unsupported", `The tokenizer's normalizer "${type}" is not known here.`);
  }
}

/** SentencePiece's usual table (`nmt_nfkc`) by rules: converters for browsers leave the table itself out (M2M100, Marian). */
const usualTable = { type: "Sequence", normalizers: [{ type: "Nmt" }, { type: "NFKC" }] };

function strip(source: Aligned, left: boolean, right: boolean): Aligned {
  let from = 0;
  let to = source.chars.length;
  while (left && from < to && isSpace(source.chars[from] ?? "")) from++;
  while (right && to > from && isSpace(source.chars[to - 1] ?? "")) to--;
  return slice(source, from, to);
}

function toNmt(source: Aligned): Aligned {
  return mapChars(
    filter(source, (char) => !isNmtControl(char)),
    (char) => (isNmtSpace(char) ? " " : char),
  );
}
