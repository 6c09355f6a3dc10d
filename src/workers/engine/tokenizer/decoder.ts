import * as v from "valibot";
import { TaskError } from "../../../shared/errors.ts";
import { fromBytes } from "./byte-level.ts";
import { fromOniguruma, literally } from "./oniguruma.ts";
import { Pattern } from "./pretokenize.ts";

/** Tokens as the vocabulary writes them to the parts of a text, as a `Decoder` of the crate `tokenizers` does. */
export type DecodeChain = (tokens: readonly string[]) => readonly string[];

const WordPiece = v.object({ prefix: v.nullish(v.string(), "##"), cleanup: v.nullish(v.boolean(), true) });
const Metaspace = v.object({
  replacement: v.nullish(v.string(), "\u2581"),
  prepend_scheme: v.nullish(v.string()),
  add_prefix_space: v.nullish(v.boolean(), true),
});
const Ctc = v.object({
  pad_token: v.nullish(v.string(), "<pad>"),
  word_delimiter_token: v.nullish(v.string(), "|"),
  cleanup: v.nullish(v.boolean(), true),
});
const Replace = v.object({ pattern: Pattern, content: v.string() });
const Strip = v.object({ content: v.string(), start: v.number(), stop: v.number() });

/** @param json the `decoder` of a `tokenizer.json` */
export function createDecodeChain(json: unknown): DecodeChain {
  const { type } = v.parse(v.object({ type: v.string() }), json);
  switch (type) {
    case "Sequence": {
      const steps = v.parse(v.object({ decoders: v.array(v.unknown()) }), json).decoders.map(createDecodeChain);
      return (tokens) => steps.reduce((parts, step) => step(parts), tokens);
    }
    case "ByteLevel":
      return (tokens) => [fromBytes(tokens)];
    case "WordPiece": {
      const { prefix, cleanup } = v.parse(WordPiece, json);
      return (tokens) =>
        tokens.map((token, index) => {
          const isContinued = index > 0 && token.startsWith(prefix);
          const written = isContinued ? token.slice(prefix.length) : `${index > 0 ? " " : ""}${token}`;
          return cleanup ? cleanToken(written) : written;
        });
    }
    case "Metaspace": {
      const { replacement, prepend_scheme: scheme, add_prefix_space: isPrefixed } = v.parse(Metaspace, json);
      const drops = (scheme ?? (isPrefixed ? "always" : "never")) !== "never";
      return (tokens) => tokens.map((token, index) => token.replaceAll(replacement, index === 0 && drops ? "" : " "));
    }
    case "BPEDecoder": {
      const { suffix } = v.parse(v.object({ suffix: v.nullish(v.string(), "</w>") }), json);
      return (tokens) => tokens.map((token, index) => token.replaceAll(suffix, index === tokens.length - 1 ? "" : " "));
    }
    case "CTC":
      return createCtc(v.parse(Ctc, json));
    case "Replace": {
      const { pattern, content } = v.parse(Replace, json);
      const found = "Regex" in pattern ? fromOniguruma(pattern.Regex) : literally(pattern.String);
      return (tokens) => tokens.map((token) => token.replace(found, () => content));
    }
    case "Fuse":
      return (tokens) => [tokens.join("")];
    case "Strip": {
      const { content, start, stop } = v.parse(Strip, json);
      return (tokens) => tokens.map((token) => stripped([...token], content, start, stop));
    }
    case "ByteFallback":
      return fromFallbackBytes;
    default:
      throw new TaskError("model-unsupported", `The tokenizer's decoder "${type}" is not known here.`);
  }
}

function createCtc({
  pad_token: blank,
  word_delimiter_token: delimiter,
  cleanup,
}: v.InferOutput<typeof Ctc>): DecodeChain {
  return (tokens) =>
    tokens
      .filter((token, index) => token !== tokens[index - 1])
      .map((token) => {
        const written = token.replaceAll(blank, "");
        return cleanup ? cleanToken(written).replaceAll(delimiter, " ") : written;
      })
      .filter((token) => token !== "");
}

function stripped(chars: readonly string[], content: string, start: number, stop: number): string {
  let from = 0;
  while (from < Math.min(start, chars.length) && chars[from] === content) from++;
  let to = chars.length;
  while (to > Math.max(from, chars.length - stop) && chars[to - 1] === content) to--;
  return chars.slice(from, to).join("");
}

const byteToken = /^<0x([0-9A-Fa-f]{2})>$/;

/** Tokens of bytes in a row are a text, or where they are none, each is a sign of that. */
function fromFallbackBytes(tokens: readonly string[]): readonly string[] {
  const parts: string[] = [];
  let bytes: number[] = [];
  function close(): void {
    if (bytes.length === 0) return;
    const text = strictly(bytes);
    if (text === undefined) parts.push(...bytes.map(() => "\ufffd"));
    else parts.push(text);
    bytes = [];
  }
  for (const token of tokens) {
    const [, hexadecimal] = byteToken.exec(token) ?? [];
    if (hexadecimal !== undefined) bytes.push(Number.parseInt(hexadecimal, 16));
    else {
      close();
      parts.push(token);
    }
  }
  close();
  return parts;
}

function strictly(bytes: readonly number[]): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return undefined;
  }
}

/** The crate's clean-up of one token, which knows "do not" beside what Python's knows. */
function cleanToken(token: string): string {
  return token
    .replaceAll(" .", ".")
    .replaceAll(" ?", "?")
    .replaceAll(" !", "!")
    .replaceAll(" ,", ",")
    .replaceAll(" ' ", "'")
    .replaceAll(" n't", "n't")
    .replaceAll(" 'm", "'m")
    .replaceAll(" do not", " don't")
    .replaceAll(" 's", "'s")
    .replaceAll(" 've", "'ve")
    .replaceAll(" 're", "'re");
}
