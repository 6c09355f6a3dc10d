import * as v from "valibot";
import type { Json } from "../../shared/json.ts";
import type { SentencePiece } from "./sentencepiece.ts";
import { createModel, type Model } from "./tokenizer/models/model.ts";

const Unigram = v.looseObject({
  model: v.looseObject({
    type: v.literal("Unigram"),
    unk_id: v.number(),
    vocab: v.array(v.tuple([v.string(), v.number()])),
  }),
});

/**
 * Marian's converted `tokenizer.json` mixes the pieces of both languages, which cuts the source otherwise than Python's
 * `source.spm` does. Here the pieces of the other language are out of reach, and the ids stay as they were.
 * @param source `source.spm`
 * @returns the `model` of a `tokenizer.json`; nothing where that has another form
 */
export function findSourceModel(tokenizerJson: Json, source: SentencePiece): Json | undefined {
  const parsed = v.safeParse(Unigram, tokenizerJson);
  if (!parsed.success) return undefined;
  const { model } = parsed.output;
  const pieces = new Map(source.pieces.map(({ text, score }) => [text, score]));
  const vocab = model.vocab.map(([token], id): [string, number] => {
    const score = pieces.get(token);
    if (score !== undefined) return [token, score];
    // No text has this character. The score is that of no piece, so that the unknown one keeps its distance.
    return id === model.unk_id ? [token, 0] : [`\u0000${id}`, 0];
  });
  return { ...model, vocab };
}

/**
 * Cuts by the pieces of the source. What it has no piece for is looked up among those of both languages, as in Python,
 * where `vocab.json` gives ids to whatever SentencePiece leaves.
 */
export function createSourceModel(sourceModel: Json, { vocabulary }: Pick<Model, "vocabulary">): Model {
  const own = createModel(sourceModel);
  return {
    ...own,
    cut: (chars) =>
      own.cut(chars).map((piece) => {
        if (piece.id !== own.unknownId) return piece;
        return { ...piece, id: vocabulary.get(chars.slice(piece.from, piece.to).join("")) ?? piece.id };
      }),
  };
}

/** `>>cmn_Hans<<` in front of a text says what to translate to; it is one token, and no part of the text. */
export function withoutLanguageCode(text: string): { readonly code: string | undefined; readonly rest: string } {
  const end = text.startsWith(">>") ? text.indexOf("<<") : -1;
  return end < 0 ? { code: undefined, rest: text } : { code: text.slice(0, end + 2), rest: text.slice(end + 2) };
}
