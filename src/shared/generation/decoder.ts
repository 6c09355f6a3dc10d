/**
 * A sequence being written. `step` appends ids and gives the next token's logits (one for each entry of the
 * vocabulary), valid until the next step. `length` counts the tokens fed so far.
 */
export interface Decoder {
  /** Many places are read in pieces. @throws Stopped between two of them, once `signal` aborted */
  step(ids: readonly number[], signal?: AbortSignal): Promise<Float32Array>;
  readonly length: number;
  /**
   * Forgets all but the first `length` tokens, or all where they were not counted one by one. Absent where the graph keeps a recurrent state (`past_conv`,
   * `past_ssm`, `past_recurrent`): what it holds of one token cannot be told from what it holds of the others.
   */
  readonly rewind?: ((length: number) => Promise<void>) | undefined;
  dispose(): void;
}

/** Several sequences of equal length that are written side by side: the beams of one text. It begins with one. */
export interface BatchDecoder {
  /** Appends to each sequence its own ids, equally many for all; gives each one's logits, valid until the next step. */
  step(rows: readonly (readonly number[])[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
  /** Goes on with as many sequences as there are `parents`, each from the sequence that it names. */
  select(parents: readonly number[]): Promise<void>;
  dispose(): void;
}
