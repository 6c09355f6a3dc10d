import { cleanUpSpaces } from "../../shared/text/clean-up-spaces.ts";

/** A character of the transcript, or several that a tokenizer holds as one token. */
export interface CtcPiece {
  readonly text: string;
  /** Frames of the model, `end` exclusive. */
  readonly start: number;
  readonly end: number;
}

/** In the place of an id, for a frame of which a model says nothing. */
export const unsaid = -1;

export interface CtcVocabulary {
  readonly tokens: ReadonlyMap<number, string>;
  /** Stands for silence and between equal letters. */
  readonly blank: string;
  /** Stands for an id that is none of these. */
  readonly unknown: string;
  /** Between two words; written as `space`. `null` where a tokenizer has none. */
  readonly delimiter: string | null;
  readonly space: string;
  readonly lowerCase: boolean;
  /** Whether spaces in front of punctuation go; Python's `clean_up_tokenization_spaces`. */
  readonly cleansUp: boolean;
  /** Whether each token is a sound of speech: written apart from the next, and no words told from one another. */
  readonly isPhonetic: boolean;
}

/**
 * Frame by frame to letters: equal neighbours are one, blanks are none. `Wav2Vec2CTCTokenizer` of transformers, and
 * `Wav2Vec2PhonemeCTCTokenizer`.
 * @param ids the most probable id of each frame
 */
export function toPieces(
  ids: readonly number[],
  { tokens, blank, unknown, delimiter, space, isPhonetic }: CtcVocabulary,
): readonly CtcPiece[] {
  const pieces: CtcPiece[] = [];
  const tokenAt = (frame: number) => {
    const id = ids[frame] ?? unsaid;
    return id === unsaid ? blank : (tokens.get(id) ?? unknown);
  };
  let start = 0;
  for (let frame = 1; frame <= ids.length; frame++) {
    const token = tokenAt(start);
    if (frame < ids.length && tokenAt(frame) === token) continue;
    const isLeftOut = token === blank || (isPhonetic && token === delimiter);
    if (!isLeftOut) pieces.push({ text: token === delimiter ? space : token, start, end: frame });
    start = frame;
  }
  return pieces;
}

export function textOf(pieces: readonly CtcPiece[], { lowerCase, cleansUp, isPhonetic }: CtcVocabulary): string {
  const text = pieces
    .map((piece) => piece.text)
    .join(isPhonetic ? " " : "")
    .trim();
  const cased = lowerCase ? text.toLowerCase() : text;
  return cleansUp ? cleanUpSpaces(cased) : cased;
}

/** Words with the frames of their first and last letter; spaces between words belong to none. */
export function toWords(pieces: readonly CtcPiece[], space: string): readonly CtcPiece[] {
  const words: CtcPiece[] = [];
  let open: CtcPiece | undefined;
  for (const piece of pieces) {
    if (piece.text !== space) open = open ? { ...open, text: open.text + piece.text, end: piece.end } : piece;
    else if (open) {
      words.push(open);
      open = undefined;
    }
  }
  return open ? [...words, open] : words;
}
