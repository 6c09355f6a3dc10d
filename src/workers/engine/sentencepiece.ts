import { toBase64 } from "../../shared/base64.ts";
import { sentencePieceType } from "./tokenizer/normalize.ts";

/** What is read of a SentencePiece model (`sentencepiece_model.proto`). */
export interface SentencePiece {
  readonly pieces: readonly Piece[];
  /** `trainer_spec.model_type`. */
  readonly algorithm: "unigram" | "bpe" | "char" | "other";
  readonly unknownId: number;
  /** The table of normal forms, as it stands in the file; empty where there is none. */
  readonly charsmap: Uint8Array;
}

export interface Piece {
  readonly text: string;
  readonly score: number;
  readonly kind: "normal" | "control" | "user" | "other";
}

const kinds: Readonly<Record<number, Piece["kind"]>> = { 1: "normal", 3: "control", 4: "user" };
const algorithms: Readonly<Record<number, SentencePiece["algorithm"]>> = { 1: "unigram", 2: "bpe", 4: "char" };

/** `normalizer` and `pre_tokenizer` of a `tokenizer.json` that reads as SentencePiece itself does. */
export function readingOf({ charsmap }: SentencePiece) {
  return {
    normalizer: { type: sentencePieceType, precompiled_charsmap: toBase64(charsmap) },
    pre_tokenizer: { type: "Metaspace", replacement: "\u2581", prepend_scheme: "never", split: true },
  };
}

/** @throws RangeError where the bytes are no such model */
export function readSentencePiece(bytes: Uint8Array): SentencePiece {
  const pieces: Piece[] = [];
  // The defaults of the message.
  let algorithm: SentencePiece["algorithm"] = "unigram";
  let unknownId = 0;
  let charsmap = new Uint8Array();
  for (const { field, content } of fieldsOf(bytes)) {
    if (field === 1) pieces.push(pieceOf(content));
    if (field === 2) {
      for (const spec of fieldsOf(content)) {
        if (spec.field === 3) algorithm = algorithms[spec.value] ?? "other";
        if (spec.field === 40) unknownId = spec.value;
      }
    }
    if (field === 3) {
      for (const spec of fieldsOf(content)) if (spec.field === 2) charsmap = new Uint8Array(spec.content);
    }
  }
  return { pieces, algorithm, unknownId, charsmap };
}

function pieceOf(message: Uint8Array): Piece {
  let text = "";
  let score = 0;
  let kind: Piece["kind"] = "normal";
  for (const { field, content, value } of fieldsOf(message)) {
    if (field === 1) text = new TextDecoder().decode(content);
    if (field === 2) score = new DataView(content.buffer, content.byteOffset).getFloat32(0, true);
    if (field === 3) kind = kinds[value] ?? "other";
  }
  return { text, score, kind };
}

interface Field {
  readonly field: number;
  /** Of a varint, else 0. */
  readonly value: number;
  /** Empty for a varint. */
  readonly content: Uint8Array;
}

/** The fields of a Protocol Buffers message. */
function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let place = 0;
  const nothing = new Uint8Array();

  function varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[place++];
      if (byte === undefined) throw new RangeError("The SentencePiece model ends in the middle.");
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }

  function take(length: number): Uint8Array {
    if (place + length > bytes.length) throw new RangeError("The SentencePiece model ends in the middle.");
    place += length;
    return bytes.subarray(place - length, place);
  }

  while (place < bytes.length) {
    const key = varint();
    const field = Math.floor(key / 8);
    switch (key % 8) {
      case 0:
        yield { field, value: varint(), content: nothing };
        break;
      case 1:
        yield { field, value: 0, content: take(8) };
        break;
      case 2:
        yield { field, value: 0, content: take(varint()) };
        break;
      case 5:
        yield { field, value: 0, content: take(4) };
        break;
      default:
        throw new RangeError("The SentencePiece model has a field of an unknown kind.");
    }
  }
}
