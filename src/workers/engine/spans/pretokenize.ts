import * as v from "valibot";
import { TaskError } from "../../../shared/errors.ts";
import { type Aligned, prepend, replaceAll } from "./aligned.ts";
import { toBytes } from "./byte-level.ts";
import { isSplitter, splitBy, splitByPattern } from "./split.ts";

/** Words of one section, each with its place. */
export type PreTokenize = (section: Aligned) => Aligned[];

const Metaspace = v.object({
  replacement: v.optional(v.string(), "\u2581"),
  prepend_scheme: v.optional(v.picklist(["always", "first", "never"]), "always"),
  split: v.optional(v.boolean(), true),
});
const ByteLevel = v.object({
  add_prefix_space: v.optional(v.boolean(), true),
  use_regex: v.optional(v.boolean(), true),
});

/**
 * @param json the `pre_tokenizer` of a `tokenizer.json`
 * @param library the library's pre-tokenizer made from it, which knows where to cut
 */
export function createPreTokenize(json: unknown, library: unknown): PreTokenize {
  if (json === null || json === undefined) return (section) => [section];
  const { type } = v.parse(v.object({ type: v.string() }), json);
  switch (type) {
    case "Sequence": {
      const { pretokenizers } = v.parse(v.object({ pretokenizers: v.array(v.unknown()) }), json);
      const parts = partsOf(library);
      const steps = pretokenizers.map((part, index) => createPreTokenize(part, parts[index]));
      return (section) => steps.reduce((words, step) => words.flatMap(step), [section]);
    }
    case "Metaspace":
      return createMetaspace(v.parse(Metaspace, json));
    case "ByteLevel": {
      const { add_prefix_space: addSpace, use_regex: cuts } = v.parse(ByteLevel, json);
      const pattern = patternOf(library);
      return (section) => {
        const text = addSpace && section.chars[0] !== " " ? prepend(section, " ") : section;
        return (cuts && pattern ? splitByPattern(text, pattern) : [text]).map(toBytes);
      };
    }
    default:
      if (!isSplitter(library)) {
        throw new TaskError("model-unsupported", `The tokenizer's pre-tokenizer "${type}" is not known here.`);
      }
      return (section) => splitBy(section, library);
  }
}

function createMetaspace({ replacement, prepend_scheme: scheme, split }: v.InferOutput<typeof Metaspace>): PreTokenize {
  const word = new RegExp(`${replacement}?[^${replacement}]+|${replacement}`, "gu");
  return (section) => {
    const text = replaceAll(section, / /gu, replacement);
    const isPrefixed = scheme === "always" || (scheme === "first" && section.starts[0] === 0);
    const prefixed = isPrefixed && text.chars[0] !== replacement ? prepend(text, replacement) : text;
    return split ? splitByPattern(prefixed, word) : [prefixed];
  };
}

function partsOf(library: unknown): readonly unknown[] {
  return typeof library === "function" && "tokenizers" in library && Array.isArray(library.tokenizers)
    ? library.tokenizers
    : [];
}

function patternOf(library: unknown): RegExp | undefined {
  return typeof library === "function" && "pattern" in library && library.pattern instanceof RegExp
    ? library.pattern
    : undefined;
}
