/** Pieces, one after the other, as one copy. */
export function joinedBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return laid(pieces, new Uint8Array(lengthOf(pieces)));
}

/** As of bytes. */
export function joinedFloats(pieces: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  return laid(pieces, new Float32Array(lengthOf(pieces)));
}

function lengthOf(pieces: readonly { readonly length: number }[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}

function laid<Piece extends { readonly length: number }, Whole extends { set(piece: Piece, at: number): void }>(
  pieces: readonly Piece[],
  whole: Whole,
): Whole {
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
