import * as v from "valibot";
import { softmax } from "../../shared/generation/sampling.ts";
import type { LineItem } from "../common/lines/lines.ts";
import type { ScoreFunction } from "./definition.ts";

const Config = v.object({
  problem_type: v.nullish(v.string()),
  id2label: v.optional(v.record(v.string(), v.string()), {}),
});

export interface Labels {
  /** Of each place of the logits. */
  readonly labelOf: (place: number) => string;
  readonly problem: string | undefined;
}

export function labelsOf(config: unknown): Labels {
  const { problem_type, id2label } = v.parse(Config, config);
  return { labelOf: (place) => id2label[place] ?? `LABEL_${place}`, problem: problem_type ?? undefined };
}

/** As `TextClassificationPipeline.postprocess` decides where the caller names none. */
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

interface Answered {
  readonly usual: ScoreFunction;
  /** Logits. */
  readonly items: readonly LineItem<Float32Array>[];
}

/** The scores of each text, by the function that the reader chose. */
export function scoredItems(
  { usual, items }: Answered,
  asked: ScoreFunction | "auto",
): readonly LineItem<Float32Array>[] {
  const apply = asked === "auto" ? usual : asked;
  return items.map((item) => (item.status === "done" ? { ...item, value: scoresOf(item.value, apply) } : item));
}
