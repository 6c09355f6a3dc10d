/**
 * The pieces of a SentencePiece model and their scores (`sentencepiece_model.proto`: `ModelProto.pieces` is field 1 with
 * `piece` 1 and `score` 2). @throws RangeError where the bytes are no such model.
 */
export function piecesOf(bytes: Uint8Array): ReadonlyMap<string, number> {
  const pieces = new Map<string, number>();
  for (const { field, content } of fieldsOf(bytes)) {
    if (field !== 1) continue;
    let piece = "";
    let score = 0;
    for (const part of fieldsOf(content)) {
      if (part.field === 1) piece = new TextDecoder().decode(part.content);
      if (part.field === 2) score = new DataView(part.content.buffer, part.content.byteOffset).getFloat32(0, true);
    }
    pieces.set(piece, score);
  }
  return pieces;
}

interface Field {
  readonly field: number;
  readonly content: Uint8Array;
}

/** The fields of a Protocol Buffers message; the content of a varint is left empty, since none is read here. */
function* fieldsOf(bytes: Uint8Array): Generator<Field> {
  let place = 0;

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
        varint();
        yield { field, content: new Uint8Array() };
        break;
      case 1:
        yield { field, content: take(8) };
        break;
      case 2:
        yield { field, content: take(varint()) };
        break;
      case 5:
        yield { field, content: take(4) };
        break;
      default:
        throw new RangeError("The SentencePiece model has a field of an unknown kind.");
    }
  }
}
