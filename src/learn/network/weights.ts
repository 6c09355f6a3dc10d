import { createRandom } from "../../shared/random.ts";
import { type FloatTensor, floatTensor } from "../../shared/tensor.ts";
import { type Parameter, sizeOf } from "./shape.ts";

/** By the names of `shape.ts`. */
export type Weights = Readonly<Record<string, FloatTensor>>;

/** Weights as training begins: the same for the same seed, on every device and in Python (`scripts/golden/learn.py`). */
export function createWeights(parameters: readonly Parameter[], seed: number): Weights {
  const normal = createNormal(createRandom(seed));
  return Object.fromEntries(
    parameters.map(({ name, dims, start }) => {
      const draw = "value" in start ? () => start.value : () => normal() * start.deviation;
      return [name, floatTensor(Float32Array.from({ length: sizeOf(dims) }, draw), dims)];
    }),
  );
}

/** The transform of Box and Muller, one of its two numbers. */
function createNormal(random: () => number): () => number {
  return () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return radius * Math.cos(2 * Math.PI * random());
  };
}

/** @throws RangeError where there are none of this name */
export function weightOf(weights: Weights, name: string): FloatTensor {
  const weight = weights[name];
  if (!weight) throw new RangeError(`There are no weights "${name}".`);
  return weight;
}

/** A matrix `[from, to]` as PyTorch has it, `[to, from]`, and back. */
export function turned({ data, dims }: FloatTensor): FloatTensor {
  const [from = 0, to = 0] = dims;
  const values = Float32Array.from(data, (_, place) => data[(place % from) * to + Math.floor(place / from)] ?? 0);
  return floatTensor(values, [to, from]);
}
