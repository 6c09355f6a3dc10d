import * as v from "valibot";
import { expect, test } from "vitest";
import { floatTensor } from "../../shared/tensor.ts";
import { checkpointOf, quiet } from "../testing/checkpoint.ts";
import { run } from "./run.ts";

const Scored = v.object({ labels: v.array(v.string()), scores: v.instance(Float32Array) });
const white = { data: new Uint8ClampedArray(2 * 2 * 4).fill(255), width: 2, height: 2 };

async function scored(config: Readonly<Record<string, unknown>>, logits: readonly number[], asked = "auto") {
  const graph = {
    inputNames: ["pixel_values"],
    inputs: [],
    outputNames: ["logits"],
    run: async () => ({ logits: floatTensor(Float32Array.from(logits), [1, logits.length]) }),
  };
  const task = await run.open(checkpointOf(graph, { config }));
  const { output } = await task.run({ image: white }, { top_k: 5, function_to_apply: asked }, quiet, () => 0);
  return v.parse(Scored, output);
}

// `ImageClassificationPipeline.postprocess` of transformers 4.57.6 over the same logits.
test.each([
  [
    "several labels that may all be true",
    { problem_type: "multi_label_classification" },
    [1, -1],
    "auto",
    [0.7310586, 0.2689414],
  ],
  ["one label", {}, [1], "auto", [0.7310586]],
  ["one of several labels", { problem_type: "single_label_classification" }, [1, -1], "auto", [0.8807971, 0.1192029]],
  ["a config that says nothing", {}, [1, -1], "auto", [0.8807971, 0.1192029]],
  ["a sigmoid that was asked for", {}, [1, -1], "sigmoid", [0.7310586, 0.2689414]],
  ["nothing that was asked for", {}, [1, -1], "none", [1, -1]],
  ["one number of a regression, of which it knows nothing", { problem_type: "regression" }, [1], "auto", [0.7310586]],
])("the logits are scored as Python scores them for %s", async (_, config, logits, asked, expected) => {
  const { labels, scores } = await scored(config, logits, asked);
  expect(labels).toEqual(expected.map((_, place) => `LABEL_${place}`));
  expect([...scores]).toEqual(expected.map((score) => expect.closeTo(score, 6)));
});
