import { softmax } from "../../../shared/generation/sampling.ts";

/** What turns a model's logits into scores. */
export const scoreFunctions = ["softmax", "sigmoid", "none"] as const;
export type ScoreFunction = (typeof scoreFunctions)[number];

/** As `TextClassificationPipeline.postprocess` decides where the caller names none; of pictures there is no regression. */
export function functionFor(problem: string | undefined, count: number): ScoreFunction {
  if (problem === "regression") return "none";
  if (problem === "multi_label_classification" || count === 1) return "sigmoid";
  return "softmax";
}

export function scoresOf(logits: Float32Array, apply: ScoreFunction): Float32Array<ArrayBuffer> {
  switch (apply) {
    case "none":
      return logits.slice();
    case "sigmoid":
      return logits.map((logit) => 1 / (1 + Math.exp(-logit)));
    case "softmax":
      return Float32Array.from(softmax(logits));
  }
}
