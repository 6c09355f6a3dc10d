import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";
import type { Checkpoint } from "../ports.ts";
import { type CtcPiece, type CtcVocabulary, textOf, toPieces, toWords, unsaid } from "./ctc.ts";
import { addedLettersOf, lettersOf } from "./letters.ts";

/** Reads what a model names for each frame. */
export interface CtcReader {
  /** @param ids the most probable id of each frame */
  text(ids: readonly number[]): string;
  timed(ids: readonly number[], level: "word" | "char"): readonly CtcPiece[];
}

const Token = v.union([
  v.string(),
  v.pipe(
    v.object({ content: v.string() }),
    v.transform(({ content }) => content),
  ),
]);
const Settings = v.object({
  pad_token: v.nullish(Token, "<pad>"),
  unk_token: v.nullish(Token, "<unk>"),
  tokenizer_class: v.nullish(v.string(), ""),
  word_delimiter_token: v.optional(v.nullable(Token)),
  replace_word_delimiter_char: v.nullish(v.string(), " "),
  do_lower_case: v.nullish(v.boolean(), false),
  clean_up_tokenization_spaces: v.nullish(v.boolean(), false),
});

/** Parakeet's tokenizer writes pieces of words and merges frames (`ParakeetTokenizerFast`); the others write letters. */
export function openReader(checkpoint: Checkpoint): Promise<CtcReader> {
  const { model_type } = checkpoint.config;
  return String(model_type).startsWith("parakeet") ? openPieces(checkpoint) : openLetters(checkpoint);
}

async function openLetters({ json }: Checkpoint): Promise<CtcReader> {
  const [file, config] = await Promise.all([
    json("tokenizer.json").then((found) => found ?? json("vocab.json")),
    json("tokenizer_config.json").then((found) => found ?? {}),
  ]);
  if (!file) throw new TaskError("model-unsupported", "There is no tokenizer.json and no vocab.json.");
  // Older files keep apart what newer settings describe; Python reads them where these are silent.
  const isOld = config.added_tokens_decoder == null;
  const [named, added] = isOld ? await Promise.all([json("special_tokens_map.json"), json("added_tokens.json")]) : [];
  const settings = v.parse(Settings, { ...config, ...named });
  const letters = [...Object.entries(lettersOf(file, config)), ...addedLettersOf(file, config, added)];
  const isPhonetic = settings.tokenizer_class.startsWith("Wav2Vec2Phoneme");
  const { word_delimiter_token: delimiter = isPhonetic ? null : "|" } = settings;
  const vocabulary: CtcVocabulary = {
    tokens: new Map(letters.map(([token, id]) => [id, token])),
    blank: settings.pad_token,
    unknown: settings.unk_token,
    delimiter,
    space: settings.replace_word_delimiter_char,
    lowerCase: settings.do_lower_case,
    cleansUp: settings.clean_up_tokenization_spaces,
    isPhonetic,
  };
  return {
    text: (ids) => textOf(toPieces(ids, vocabulary), vocabulary),
    timed(ids, level) {
      const pieces = toPieces(ids, vocabulary);
      return level === "char" || isPhonetic ? pieces : toWords(pieces, vocabulary.space);
    },
  };
}

async function openPieces(checkpoint: Checkpoint): Promise<CtcReader> {
  const tokenizer = await checkpoint.tokenizer();
  const ofFrames = (ids: readonly number[]) => runsOf(ids).filter(({ id }) => id !== tokenizer.padId && id !== unsaid);
  return {
    text: (ids) => tokenizer.decode(ofFrames(ids).map(({ id }) => id)),
    // Python's pipeline gives no times with this tokenizer; a piece lasts as long as its frames.
    timed(ids, level) {
      const pieces = ofFrames(ids).flatMap(({ id, start, end }) => {
        const text = tokenizer.pieceOf(id);
        const word = { text: text.trimStart(), start, end };
        return text === word.text ? [word] : [{ text: " ", start, end: start }, word];
      });
      return level === "char" ? pieces.filter(({ text }) => text.trim() !== "") : toWords(pieces, " ");
    },
  };
}

/** Equal neighbours as one. */
function runsOf(
  ids: readonly number[],
): readonly { readonly id: number; readonly start: number; readonly end: number }[] {
  const starts = ids.flatMap((id, frame) => (frame === 0 || ids[frame - 1] !== id ? [frame] : []));
  return starts.map((start, run) => ({ id: ids[start] ?? 0, start, end: starts[run + 1] ?? ids.length }));
}
