import { isMatrix } from "../../src/learn/encoder/checkpoint.ts";
import { encoderParameters, encoderShapeOf } from "../../src/learn/encoder/shape.ts";
import { createWeights, turned } from "../../src/learn/network/weights.ts";
import { writeSafetensors } from "../../src/shared/safetensors.ts";

/**
 * `model.safetensors` of a BERT that has learned nothing, for tests and benches: where trained ones are, no network is.
 * @param config `config.json`
 */
export function randomEncoder(config: unknown): Uint8Array<ArrayBuffer> {
  const weights = Object.entries(createWeights(encoderParameters(encoderShapeOf(config)), 3)).map(
    ([name, weight]) => [name, isMatrix(name, weight.dims) ? turned(weight) : weight] as const,
  );
  return writeSafetensors(Object.fromEntries(weights));
}
