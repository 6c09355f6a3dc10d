/**
 * A sequence being written. `step` appends ids and gives the next token's logits (one for each entry of the
 * vocabulary), valid until the next step. `length` counts the tokens fed so far.
 */
export interface Decoder {
  step(ids: readonly number[]): Promise<Float32Array>;
  readonly length: number;
  dispose(): void;
}
