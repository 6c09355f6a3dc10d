/**
 * A sequence being written. `step` appends ids and gives the next token's logits (one for each entry of the
 * vocabulary), valid until the next step. `length` counts the tokens fed so far.
 */
export interface Decoder {
  step(ids: readonly number[]): Promise<Float32Array>;
  readonly length: number;
  dispose(): void;
}

/** Several sequences of equal length that are written side by side: the beams of one text. It begins with one. */
export interface BatchDecoder {
  /** Appends to each sequence its own ids, equally many for all; gives each one's logits, valid until the next step. */
  step(rows: readonly (readonly number[])[]): Promise<readonly Float32Array[]>;
  /** Goes on with as many sequences as there are `parents`, each from the sequence that it names. */
  select(parents: readonly number[]): Promise<void>;
  dispose(): void;
}
