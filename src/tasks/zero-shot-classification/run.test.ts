import { expect, test } from "vitest";
import { floatTensor } from "../../shared/tensor.ts";
import { defaultsOf } from "../options.ts";
import { checkpointOf, quiet } from "../testing/checkpoint.ts";
import { definition } from "./definition.ts";
import { run } from "./run.ts";

async function toldBy(labels: readonly string[]): Promise<readonly string[]> {
  const graph = {
    inputNames: ["input_ids"],
    inputs: [],
    outputNames: ["logits"],
    run: async () => ({ logits: floatTensor(Float32Array.of(1, 2, 3), [1, 3]) }),
  };
  const config = {
    id2label: { ...labels },
    label2id: Object.fromEntries(labels.map((label, place) => [label, place])),
  };
  const loaded = await run.open(checkpointOf(graph, { config }));
  const told: string[] = [];
  const context = { ...quiet, notice: (code: string) => void told.push(code) };
  const { hypothesis_template } = defaultsOf(definition.options);
  await loaded.run({ text: "a", candidate_labels: ["b"] }, { hypothesis_template }, context, () => 0);
  return told;
}

// Python warns: "Failed to determine 'entailment' label id from the label2id mapping in the model config."
test("a model without a label of entailment is said to be one, as Python warns", async () => {
  expect(await toldBy(["LABEL_0", "LABEL_1", "LABEL_2"])).toEqual(["entailment-guessed"]);
  expect(await toldBy(["contradiction", "neutral", "ENTAILMENT"])).toEqual([]);
});
