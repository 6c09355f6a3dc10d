import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";

const Letters = v.record(v.string(), v.number());
/** MMS reads many languages, each with letters of its own. */
const ByLanguage = v.record(v.string(), Letters);
const Vocabulary = v.union([Letters, ByLanguage]);
const TokenizerJson = v.object({ model: v.object({ vocab: Vocabulary }) });
const AddedInFile = v.object({ added_tokens: v.array(v.object({ id: v.number(), content: v.string() })) });
const AddedInSettings = v.object({ added_tokens_decoder: v.record(v.string(), v.object({ content: v.string() })) });
const Settings = v.object({ target_lang: v.nullish(v.string()) });

/**
 * The letters that a CTC model writes with, and their ids; of several languages those of `target_lang`, as Python's
 * `Wav2Vec2CTCTokenizer` takes them.
 * @param file `tokenizer.json`, or `vocab.json` where there is none
 * @param settings `tokenizer_config.json`
 * @throws TaskError where no language is chosen, or one that the checkpoint has no letters for
 */
export function lettersOf(file: unknown, settings: unknown): v.InferOutput<typeof Letters> {
  const vocabulary = v.is(TokenizerJson, file) ? file.model.vocab : v.parse(Vocabulary, file);
  if (v.is(Letters, vocabulary)) return vocabulary;
  const { target_lang: language } = v.parse(Settings, settings);
  const letters = language == null ? undefined : v.parse(ByLanguage, vocabulary)[language];
  if (letters) return letters;
  const known = Object.keys(vocabulary).join(", ");
  const asked = language ?? "";
  throw new TaskError("model-unsupported", `target_lang is "${asked}"; there are letters for ${known}.`, undefined, {
    reason: "letters-unknown",
    values: { asked: language ?? "—", known },
  });
}

/**
 * Tokens that were added to the vocabulary, which Python writes like letters.
 * @param list `added_tokens.json` of older checkpoints
 */
export function addedLettersOf(
  file: unknown,
  settings: unknown,
  list: unknown,
): readonly (readonly [string, number])[] {
  const inFile = v.is(AddedInFile, file) ? file.added_tokens.map(({ id, content }) => [content, id] as const) : [];
  const decoder = v.is(AddedInSettings, settings) ? Object.entries(settings.added_tokens_decoder) : [];
  const inSettings = decoder.map(([id, { content }]) => [content, Number(id)] as const);
  return [...inFile, ...inSettings, ...(v.is(Letters, list) ? Object.entries(list) : [])];
}
