import { cleanUpSpaces } from "../../shared/text/clean-up-spaces.ts";

/** A character of the transcript, or several that a tokenizer holds as one token. */
export interface CtcPiece {
  readonly text: string;
  /** Frames of the model, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

export interface CtcVocabulary {
  readonly tokens: ReadonlyMap<number, string>;
  /** Stands for silence and between equal letters. */
  readonly blank: string;
  /** Between two words; written as a space. */
  readonly delimiter: string;
  readonly lowerCase: boolean;
  /** Whether spaces in front of punctuation go; Python's `clean_up_tokenization_spaces`. */
  readonly cleansUp: boolean;
}

/**
 * Frame by frame to letters: equal neighbours are one, blanks are none. `Wav2Vec2CTCTokenizer` of transformers.
 * @param ids the most probable id of each frame
 */
export function toPieces(ids: readonly number[], { tokens, blank, delimiter }: CtcVocabulary): readonly CtcPiece[] {
  const pieces: CtcPiece[] = [];
  let start = 0;
  for (let frame = 1; frame <= ids.length; frame++) {
    if (frame < ids.length && ids[frame] === ids[start]) continue;
    const token = tokens.get(ids[start] ?? -1) ?? "";
    if (token !== blank) pieces.push({ text: token === delimiter ? " " : token, start, end: frame });
    start = frame;
  }
  return pieces;
}

export function textOf(pieces: readonly CtcPiece[], { lowerCase, cleansUp }: CtcVocabulary): string {
  const text = pieces
    .map((piece) => piece.text)
    .join("")
    .trim();
  const cased = lowerCase ? text.toLowerCase() : text;
  return cleansUp ? cleanUpSpaces(cased) : cased;
}

/** Words with the frames of their first and last letter; spaces between words belong to none. */
export function toWords(pieces: readonly CtcPiece[]): readonly CtcPiece[] {
  const words: CtcPiece[] = [];
  let open: CtcPiece | undefined;
  for (const piece of pieces) {
    if (piece.text !== " ") open = open ? { ...open, text: open.text + piece.text, end: piece.end } : piece;
    else if (open) {
      words.push(open);
      open = undefined;
    }
  }
  return open ? [...words, open] : words;
}
