import { configLabelsOf } from "../common/labels/run/config-labels.ts";

/** Where a model of natural language inference says "it follows" and "it contradicts". */
export interface Inference {
  readonly entailment: number;
  readonly contradiction: number;
}

/** Place of the label that says "it follows", where the checkpoint has one by name. */
export function findEntailment(config: unknown): number | undefined {
  return configLabelsOf(config).named.find(([name]) => name.toLowerCase().startsWith("entail"))?.[1];
}

/**
 * As `ZeroShotClassificationPipeline`: the label that begins with "entail", in any case, else the last; the contradiction
 * is the first label, or the last where the first is the entailment.
 * @param count of the model's labels
 */
export function inferenceOf(config: unknown, count: number): Inference {
  const found = findEntailment(config) ?? count - 1;
  return { entailment: found, contradiction: found === 0 ? count - 1 : 0 };
}
