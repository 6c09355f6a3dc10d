import * as v from "valibot";
import { TaskError } from "../../../../shared/errors.ts";
import { createBpe } from "./bpe.ts";
import { createUnigram } from "./unigram.ts";
import { createWordLevel, createWordPiece } from "./wordpiece.ts";

/** A token of a word: its id and how many of the word's characters it stands for, beginning at `from`. */
export interface Piece {
  readonly id: number;
  readonly from: number;
  readonly to: number;
}

/** @param word one code point each */
export type CutWord = (word: readonly string[]) => readonly Piece[];

/** The `model` of a `tokenizer.json`, as the crate `tokenizers` computes it. */
export interface Model {
  readonly cut: CutWord;
  /** Without added tokens. */
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly unknownId: number | undefined;
  /** What marks a token that goes on a word (`##`); empty where the vocabulary has no such mark. */
  readonly continuation: string;
}

const Typed = v.looseObject({
  type: v.nullish(v.string()),
  vocab: v.optional(v.unknown()),
  merges: v.optional(v.unknown()),
});

export function createModel(json: unknown): Model {
  const model = v.parse(Typed, json);
  const type = model.type ?? guessOf(model);
  switch (type) {
    case "BPE":
      return remembering(createBpe(json));
    case "WordPiece":
      return remembering(createWordPiece(json));
    case "WordLevel":
      return createWordLevel(json);
    case "Unigram":
      return remembering(createUnigram(json));
    default:
      throw new TaskError("model-unsupported", `The tokenizer's model "${type}" is not known here.`);
  }
}

/** Old files do not name the kind of their model. */
function guessOf(model: v.InferOutput<typeof Typed>): string {
  if (Array.isArray(model.vocab)) return "Unigram";
  if (Array.isArray(model.merges)) return "BPE";
  return v.is(v.looseObject({ continuing_subword_prefix: v.string() }), model) ? "WordPiece" : "WordLevel";
}

/** The crate remembers as many words, and none that are longer. */
const remembered = 10_000;
const longest = 256;

function remembering(model: Model): Model {
  const known = new Map<string, readonly Piece[]>();
  function cut(word: readonly string[]): readonly Piece[] {
    if (word.length > longest) return model.cut(word);
    const key = word.join("");
    const found = known.get(key);
    if (found) return found;
    const pieces = model.cut(word);
    if (known.size >= remembered) known.clear();
    known.set(key, pieces);
    return pieces;
  }
  return { ...model, cut };
}
