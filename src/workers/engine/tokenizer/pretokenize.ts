import * as v from "valibot";
import { TaskError } from "../../../shared/errors.ts";
import { type Aligned, prepend, replaceAll, slice } from "./aligned.ts";
import { toBytes } from "./byte-level.ts";
import { isNumeric, isPunctuation, isSpace, word } from "./characters.ts";
import { fromOniguruma, literally } from "./oniguruma.ts";
import { Behavior, byCharacter, byPattern, inverted, split } from "./split.ts";

/** Words of one section, each with its place. */
export type PreTokenize = (section: Aligned) => Aligned[];

export const Pattern = v.union([v.object({ String: v.string() }), v.object({ Regex: v.string() })]);

const Metaspace = v.object({
  replacement: v.nullish(v.string(), "\u2581"),
  prepend_scheme: v.nullish(v.picklist(["always", "first", "never"])),
  /** How it was written before there were schemes. */
  add_prefix_space: v.nullish(v.boolean(), true),
  split: v.nullish(v.boolean(), true),
});
const ByteLevel = v.object({
  add_prefix_space: v.nullish(v.boolean(), true),
  use_regex: v.nullish(v.boolean(), true),
});
const Split = v.object({ pattern: Pattern, behavior: Behavior, invert: v.nullish(v.boolean(), false) });
const Punctuation = v.object({ behavior: v.nullish(Behavior, "Isolated") });
const Digits = v.object({ individual_digits: v.nullish(v.boolean(), false) });

/** GPT-2's own pattern. */
const byteLevelWords = byPattern(
  fromOniguruma("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"),
);
const spaces = byCharacter(isSpace);
const punctuation = byCharacter(isPunctuation);
const digits = byCharacter(isNumeric);
// By the crate `regex`, whose classes differ from Oniguruma's.
const wordsAndSigns = inverted(byPattern(new RegExp(`[${word}]+|[^${word}\\p{White_Space}]+`, "gv")));

/** @param json the `pre_tokenizer` of a `tokenizer.json` */
export function createPreTokenize(json: unknown): PreTokenize {
  if (json === null || json === undefined) return (section) => [section];
  const { type } = v.parse(v.object({ type: v.string() }), json);
  switch (type) {
    case "Sequence": {
      const { pretokenizers } = v.parse(v.object({ pretokenizers: v.array(v.unknown()) }), json);
      const steps = pretokenizers.map(createPreTokenize);
      return (section) => steps.reduce((words, step) => words.flatMap(step), [section]);
    }
    case "Metaspace":
      return createMetaspace(v.parse(Metaspace, json));
    case "ByteLevel": {
      const { add_prefix_space: addSpace, use_regex: cuts } = v.parse(ByteLevel, json);
      return (section) => {
        const text = addSpace && section.chars[0] !== " " ? prepend(section, " ") : section;
        return (cuts ? split(text, byteLevelWords, "Isolated") : [text]).map(toBytes);
      };
    }
    case "BertPreTokenizer":
      return (section) => split(section, spaces, "Removed").flatMap((part) => split(part, punctuation, "Isolated"));
    case "Whitespace":
      return (section) => split(section, wordsAndSigns, "Removed");
    case "WhitespaceSplit":
      return (section) => split(section, spaces, "Removed");
    case "Punctuation": {
      const { behavior } = v.parse(Punctuation, json);
      return (section) => split(section, punctuation, behavior);
    }
    case "Digits": {
      const { individual_digits: isEach } = v.parse(Digits, json);
      return (section) => split(section, digits, isEach ? "Isolated" : "Contiguous");
    }
    case "CharDelimiterSplit": {
      const { delimiter } = v.parse(v.object({ delimiter: v.string() }), json);
      const found = byCharacter((char) => char === delimiter);
      return (section) => split(section, found, "Removed");
    }
    case "Split": {
      const { pattern, behavior, invert } = v.parse(Split, json);
      const found = byPattern("Regex" in pattern ? fromOniguruma(pattern.Regex) : literally(pattern.String));
      return (section) => split(section, invert ? inverted(found) : found, behavior);
    }
    case "FixedLength": {
      const { length } = v.parse(v.object({ length: v.nullish(v.number(), 5) }), json);
      return (section) =>
        Array.from({ length: Math.ceil(section.chars.length / length) }, (_, part) =>
          slice(section, part * length, (part + 1) * length),
        );
    }
    default:
      throw new TaskError("model-unsupported", `The tokenizer's pre-tokenizer "${type}" is not known here.`);
  }
}

function createMetaspace(json: v.InferOutput<typeof Metaspace>): PreTokenize {
  const { replacement, split: cuts } = json;
  const scheme = json.prepend_scheme ?? (json.add_prefix_space ? "always" : "never");
  const marks = byCharacter((char) => char === replacement);
  return (section) => {
    const text = replaceAll(section, / /g, replacement);
    const isPrefixed = scheme === "always" || (scheme === "first" && section.starts[0] === 0);
    const prefixed = isPrefixed && text.chars[0] !== replacement ? prepend(text, replacement) : text;
    return cuts ? split(prefixed, marks, "MergedWithNext") : [prefixed];
  };
}
