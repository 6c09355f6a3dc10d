import * as v from "valibot";

/** What a network learns from text alone: to fill in hidden words, or to guess the next one. */
export const Objective = v.picklist(["masked", "causal"]);
export type Objective = v.InferOutput<typeof Objective>;

/** The measures of a network, all in numbers of tokens, numbers, heads or layers. */
export const NetShape = v.object({
  vocabulary: v.number(),
  /** Tokens that are read at once. */
  context: v.number(),
  /** Numbers that stand for a token. */
  width: v.number(),
  heads: v.number(),
  layers: v.number(),
  /** Numbers between the two matrices of a layer's second half. */
  inner: v.number(),
});
export type NetShape = v.InferOutput<typeof NetShape>;

/** Of the angles by which positions turn queries and keys: the one of `EsmModel`, and the default of `GPTNeoXModel`. */
export const rotaryBase = 10_000;

/** PyTorch's default, and so that of both models. */
export const normEpsilon = 1e-5;

export interface Parameter {
  readonly name: string;
  readonly dims: readonly number[];
  /** How it begins: drawn with this deviation, or all of one value. */
  readonly start: { readonly deviation: number } | { readonly value: number };
}

const one = { value: 1 } as const;
const zero = { value: 0 } as const;
/** As BERT and GPT begin. */
export const drawn = { deviation: 0.02 } as const;

export function norm(name: string, width: number): readonly Parameter[] {
  return [
    { name: `${name}.weight`, dims: [width], start: one },
    { name: `${name}.bias`, dims: [width], start: zero },
  ];
}

/** Matrices stand as `[from, to]`, the other way round than in PyTorch. */
export function linear(
  name: string,
  from: number,
  to: number,
  start: Parameter["start"] = drawn,
): readonly Parameter[] {
  return [
    { name: `${name}.weight`, dims: [from, to], start },
    { name: `${name}.bias`, dims: [to], start: zero },
  ];
}

/**
 * The body: what `EsmModel` is with rotary positions and no dropout of tokens, and `GPTNeoXModel` without parallel
 * residuals. Both are the same but for what a token may look at.
 */
export function bodyParameters({ vocabulary, width, layers, inner }: NetShape): readonly Parameter[] {
  // What is added to the residual stream begins smaller, the more layers add to it (GPT-2).
  const added = { deviation: 0.02 / Math.sqrt(2 * layers) };
  const layer = (name: string) => [
    ...norm(`${name}.norm1`, width),
    ...linear(`${name}.qkv`, width, 3 * width),
    ...linear(`${name}.out`, width, width, added),
    ...norm(`${name}.norm2`, width),
    ...linear(`${name}.up`, width, inner),
    ...linear(`${name}.down`, inner, width, added),
  ];
  return [
    { name: "embeddings", dims: [vocabulary, width], start: drawn },
    ...Array.from({ length: layers }, (_, index) => layer(`layers.${index}`)).flat(),
    ...norm("norm", width),
  ];
}

/** What turns the body's numbers into guesses of tokens; the embeddings serve once more for its last matrix. */
export function objectiveParameters(objective: Objective, { width, vocabulary }: NetShape): readonly Parameter[] {
  if (objective === "causal") return [];
  return [
    ...linear("head.dense", width, width),
    ...norm("head.norm", width),
    { name: "head.bias", dims: [vocabulary], start: zero },
  ];
}

/** What turns the mean of the body's numbers into the scores of labels. */
export function classifierParameters(width: number, labels: number): readonly Parameter[] {
  return linear("classifier", width, labels);
}

export function countOf(parameters: readonly Parameter[]): number {
  return parameters.reduce((sum, { dims }) => sum + sizeOf(dims), 0);
}

export function sizeOf(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}
