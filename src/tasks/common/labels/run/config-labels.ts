import * as v from "valibot";

const Config = v.object({
  problem_type: v.nullish(v.string()),
  id2label: v.nullish(v.record(v.string(), v.nullable(v.union([v.string(), v.number()])))),
  // Some checkpoints write the places as texts: { "POSITIVE": "1" }.
  label2id: v.nullish(v.record(v.string(), v.pipe(v.union([v.number(), v.string()]), v.transform(Number)))),
});

/** What a classifier's `config.json` calls the places of its logits. */
export interface ConfigLabels {
  /** The label of a place; Python's `LABEL_3` where there is none. */
  readonly labelOf: (place: number) => string;
  /** Every label that is named, with its place: by `label2id`, which Python looks names up in, else by `id2label`. */
  readonly named: readonly (readonly [label: string, place: number])[];
  /** What the classifier was trained for; decides what makes scores of its logits. */
  readonly problem: string | undefined;
}

export function configLabelsOf(config: unknown): ConfigLabels {
  const { id2label, label2id, problem_type } = v.parse(Config, config);
  return {
    // Some checkpoints label by number.
    labelOf: (place) => String(id2label?.[place] ?? `LABEL_${place}`),
    named: label2id
      ? Object.entries(label2id)
      : Object.entries(id2label ?? {}).map(([place, label]) => [String(label), Number(place)]),
    problem: problem_type ?? undefined,
  };
}
