import type { Json } from "../../shared/json.ts";

/** What is particular to the graphs and files of a family, beyond what the graphs say by their inputs. */
export interface Family {
  /** The number that positions are counted from. */
  readonly firstPosition: number;
  /** All tokens of a prompt see one another: it cannot be read in pieces. */
  readonly readsWhole?: true;
}

const common: Family = { firstPosition: 0 };
const fromOne: Family = { firstPosition: 1 };

/** By `model_type` of `config.json`; families that are as all others have no line. */
const families: ReadonlyMap<unknown, Family> = new Map([
  ["gemma3", fromOne],
  ["gemma3_text", fromOne],
  ["paligemma", { ...fromOne, readsWhole: true }],
]);

function familyOf({ model_type: type }: Json): Family {
  return families.get(type) ?? common;
}

/** Each family's own words for the same number. */
const headNames = ["num_attention_heads", "decoder_attention_heads", "num_heads", "n_head", "n_heads"] as const;

/** What a decoder graph leaves to `config.json`; of a model for several kinds of input, to the part for text. */
export interface DecoderTraits {
  readonly firstPosition: number;
  readonly readsWhole?: boolean;
  readonly heads: number;
  /** Entries; `undefined` where the file doesn't say. */
  readonly vocabulary: number | undefined;
}

export function decoderTraitsOf(config: Json): DecoderTraits {
  const text = { ...config, ...objectOf(config.text_config) };
  const heads = headNames.map((name) => text[name]).find((value) => typeof value === "number");
  return {
    ...familyOf(config),
    heads: Number(heads ?? 1),
    vocabulary: typeof text.vocab_size === "number" ? text.vocab_size : undefined,
  };
}

function objectOf(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
