import * as v from "valibot";
import { softmax } from "../../shared/generation/sampling.ts";

const Config = v.object({
  label2id: v.optional(v.record(v.string(), v.number())),
  id2label: v.optional(v.record(v.string(), v.string())),
});

/** Where a model of natural language inference says "it follows" and "it contradicts". */
export interface Inference {
  readonly entailment: number;
  readonly contradiction: number;
}

/**
 * As `ZeroShotClassificationPipeline`: the label that begins with "entail", in any case, else the last; the contradiction
 * is the first label, or the last where the first is the entailment.
 * @param count of the model's labels
 */
export function inferenceOf(config: unknown, count: number): Inference {
  const { label2id, id2label = {} } = v.parse(Config, config);
  const labels = label2id
    ? Object.entries(label2id)
    : Object.entries(id2label).map(([id, name]) => [name, Number(id)] as const);
  const found = labels.find(([name]) => name.toLowerCase().startsWith("entail"))?.[1] ?? count - 1;
  return { entailment: found, contradiction: found === 0 ? count - 1 : 0 };
}

/**
 * @param logits one array of the model's labels for each candidate
 * @param independent each candidate by itself: its entailment against its contradiction; else one of all candidates
 */
export function scoresOf(
  logits: readonly Float32Array[],
  { entailment, contradiction }: Inference,
  independent: boolean,
): readonly number[] {
  const at = (row: Float32Array, place: number) => row[place] ?? Number.NaN;
  if (independent || logits.length === 1) {
    return logits.map((row) => softmax(Float32Array.of(at(row, contradiction), at(row, entailment)))[1] ?? Number.NaN);
  }
  return [...softmax(Float32Array.from(logits, (row) => at(row, entailment)))];
}
