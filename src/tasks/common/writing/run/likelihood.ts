import { softmax } from "../../../../shared/generation/sampling.ts";

/** How likely a model held all that it wrote: the product over its tokens. Python's pipelines give none. */
export interface Likelihood {
  /** Takes a token with the logits at its place. */
  weigh(id: number, logits: Float32Array): void;
  value(): number;
}

export function createLikelihood(): Likelihood {
  let likelihood = 1;
  return {
    weigh(id, logits) {
      likelihood *= softmax(logits)[id] ?? 0;
    },
    value: () => likelihood,
  };
}
