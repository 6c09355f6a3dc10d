import type { Json } from "../../../shared/json.ts";
import type { NamedTokens } from "../tokenizer/python-classes.ts";
import { addedTokens } from "./special.ts";
import { templateOf } from "./template.ts";

export interface BytePairFiles {
  /** `vocab.json`. */
  readonly vocab: Readonly<Record<string, number>>;
  /** `merges.txt`. */
  readonly merges: string;
}

const byteLevel = { type: "ByteLevel", add_prefix_space: true, trim_offsets: true, use_regex: true };

export type BytePairKind = "clip" | "gpt2" | "roberta";

/** CLIP's words and signs; digits stand alone. */
const clipWords = "'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+";
const clipNormalizer = {
  type: "Sequence",
  normalizers: [{ type: "NFC" }, { type: "Replace", pattern: { Regex: "\\s+" }, content: " " }, { type: "Lowercase" }],
};
const clipPreTokenizer = {
  type: "Sequence",
  pretokenizers: [
    { type: "Split", pattern: { Regex: clipWords }, behavior: "Removed", invert: true },
    { ...byteLevel, add_prefix_space: false },
  ],
};

/** `tokenizer.json` as Python's `CLIPConverter`, `GPT2Converter` and `RobertaConverter` make it, of the same files. */
export function fromBytePairs(
  { vocab, merges }: BytePairFiles,
  kind: BytePairKind,
  specials: NamedTokens,
  config: Json,
): Json {
  const known = new Map(Object.entries(vocab));
  const added = addedTokens(known, specials, config);
  const idOf = (token: string) => added.find(({ content }) => content === token)?.id ?? known.get(token) ?? 0;
  const isClip = kind === "clip";
  const addPrefixSpace = config.add_prefix_space === true;

  function postProcessor() {
    const { bos_token: first = "", eos_token: last = "", sep_token: sep = "", cls_token: cls = "" } = specials;
    if (kind === "clip") {
      const ends = { sep: [last, idOf(last)], cls: [first, idOf(first)] };
      return { type: "RobertaProcessing", ...ends, trim_offsets: false, add_prefix_space: false };
    }
    if (kind === "roberta") {
      const ends = { sep: [sep, idOf(sep)], cls: [cls, idOf(cls)] };
      return { type: "RobertaProcessing", ...ends, trim_offsets: true, add_prefix_space: addPrefixSpace };
    }
    if (config.add_bos_token !== true) return { ...byteLevel, trim_offsets: false };
    return templateOf(idOf, [{ token: first }, "A"], [{ token: first }, "A", "B:1"]);
  }

  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: isClip ? clipNormalizer : null,
    pre_tokenizer: isClip ? clipPreTokenizer : { ...byteLevel, add_prefix_space: addPrefixSpace },
    post_processor: postProcessor(),
    decoder: byteLevel,
    model: {
      type: "BPE",
      dropout: null,
      unk_token: isClip ? (specials.unk_token ?? null) : null,
      continuing_subword_prefix: "",
      end_of_word_suffix: isClip ? "</w>" : "",
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab,
      merges: pairsOf(merges),
    },
  };
}

/** The first line tells the version, and every line has an end. */
function pairsOf(merges: string): readonly (readonly string[])[] {
  return merges
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => line.split(/\s+/));
}
