import * as v from "valibot";
import { TaskError } from "../../../shared/errors.ts";
import { type Aligned, filter, prepend, replaceAll, slice } from "./aligned.ts";
import { normalizeBert, toLower } from "./bert-normalizer.ts";
import { createPrecompiled } from "./precompiled.ts";
import { toUnicodeForm } from "./unicode.ts";

export type Normalize = (source: Aligned) => Aligned;

const Pattern = v.union([v.object({ String: v.string() }), v.object({ Regex: v.string() })]);

const Bert = v.object({
  clean_text: v.optional(v.boolean(), true),
  handle_chinese_chars: v.optional(v.boolean(), true),
  strip_accents: v.nullish(v.boolean()),
  lowercase: v.optional(v.boolean(), true),
});
const Strip = v.object({ strip_left: v.boolean(), strip_right: v.boolean() });
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
      return (source) => filter(source, (char) => !/\p{M}/u.test(char));
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
      const expression = toRegExp(pattern);
      return (source) => replaceAll(source, expression, content);
    }
    case "Precompiled": {
      const { precompiled_charsmap: table } = v.parse(v.object({ precompiled_charsmap: v.nullish(v.string()) }), json);
      return table ? createPrecompiled(table) : (source) => source;
    }
    default:
      throw new TaskError("model-unsupported", `The tokenizer's normalizer "${type}" is not known here.`);
  }
}

function toRegExp(pattern: v.InferOutput<typeof Pattern>): RegExp {
  return new RegExp("Regex" in pattern ? pattern.Regex : pattern.String.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "gu");
}

function strip(source: Aligned, left: boolean, right: boolean): Aligned {
  const isSpace = (char: string | undefined) => char !== undefined && /\p{White_Space}/u.test(char);
  let from = 0;
  let to = source.chars.length;
  while (left && from < to && isSpace(source.chars[from])) from++;
  while (right && to > from && isSpace(source.chars[to - 1])) to--;
  return slice(source, from, to);
}
