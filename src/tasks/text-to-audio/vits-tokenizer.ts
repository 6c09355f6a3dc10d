import * as v from "valibot";
import { TaskError } from "../../shared/errors.ts";

const Vocabulary = v.record(v.string(), v.number());
const TokenizerJson = v.object({ model: v.object({ vocab: Vocabulary }) });
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
  add_blank: v.nullish(v.boolean(), true),
  normalize: v.nullish(v.boolean(), true),
  phonemize: v.nullish(v.boolean(), true),
  is_uroman: v.nullish(v.boolean(), false),
  language: v.nullish(v.string()),
});

/** Letters to ids, as VITS checkpoints read them. */
export interface VitsTokenizer {
  /** Empty where the checkpoint knows none of the letters. */
  encode(text: string): readonly number[];
  /** Whether the checkpoint wants its script written in Latin letters first, which Python leaves to a package. */
  wantsLatin(text: string): boolean;
}

/**
 * `VitsTokenizer` of transformers: small letters, what the vocabulary lacks left out, and a blank between all letters.
 * MMS takes an ordinary letter for its padding; Python finds special tokens in a text before all else, so that letter
 * has no blanks around it. No tokenizer of the crate writes that, hence our own.
 * @param vocab `vocab.json`, or nothing where the repository has only `tokenizer.json`
 * @throws TaskError `model-unsupported` without a vocabulary, and for checkpoints that read phonemes
 */
export function createVitsTokenizer(vocab: unknown, tokenizerJson: unknown, tokenizerConfig: unknown): VitsTokenizer {
  const settings = v.parse(Settings, tokenizerConfig ?? {});
  const { pad_token, unk_token, add_blank, normalize, language } = settings;
  if (settings.phonemize) {
    throw new TaskError(
      "model-unsupported",
      "The checkpoint reads phonemes, which need a package that does not run here.",
    );
  }
  if (!vocab && !tokenizerJson) throw new TaskError("model-unsupported", "The checkpoint has no vocabulary.");
  const ids = new Map(
    Object.entries(vocab ? v.parse(Vocabulary, vocab) : v.parse(TokenizerJson, tokenizerJson).model.vocab),
  );
  const unknownId = ids.get(unk_token);
  const words = [...new Set([...ids.keys(), pad_token, unk_token])];
  const special = [pad_token, unk_token].filter((token) => token !== "");

  /** In small letters, but for what the vocabulary has as it is. */
  function lowered(text: string): string {
    let made = "";
    for (let at = 0; at < text.length; ) {
      const found = words.find((word) => word !== "" && text.startsWith(word, at));
      const letter = found ?? String.fromCodePoint(text.codePointAt(at) ?? 0);
      made += found ?? letter.toLowerCase();
      at += letter.length;
    }
    return made;
  }

  function prepared(text: string): string {
    const cased = normalize ? lowered(text) : text;
    // Romanian is written with a cedilla in MMS.
    const spelled = language === "ron" ? cased.replaceAll("ț", "ţ") : cased;
    if (!normalize) return spelled;
    return [...spelled]
      .filter((letter) => ids.has(letter))
      .join("")
      .trim();
  }

  function idsOf(letters: string): readonly number[] {
    const known = [...letters].flatMap((letter) => ids.get(letter) ?? unknownId ?? []);
    return add_blank ? [0, ...known.flatMap((id) => [id, 0])] : known;
  }

  return {
    encode: (text) =>
      piecesOf(prepared(text), special).flatMap((piece) => {
        const id = special.includes(piece) ? ids.get(piece) : undefined;
        return id === undefined ? idsOf(piece) : [id];
      }),
    wantsLatin: (text) => settings.is_uroman && /[^\0-\u024f\s\p{P}]/u.test(text),
  };
}

/** A text cut at special tokens, which are pieces of their own. */
function piecesOf(text: string, special: readonly string[]): readonly string[] {
  const pieces: string[] = [];
  let open = "";
  for (let at = 0; at < text.length; ) {
    const found = special.find((token) => text.startsWith(token, at));
    if (found === undefined) {
      open += text[at] ?? "";
      at += 1;
      continue;
    }
    if (open !== "") pieces.push(open);
    pieces.push(found);
    open = "";
    at += found.length;
  }
  return open === "" ? pieces : [...pieces, open];
}
