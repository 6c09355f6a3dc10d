import { expect, test } from "vitest";
import { floatTensor, type TensorMap } from "../../shared/tensor.ts";
import { samplePicture } from "../common/vision/sample.ts";
import type { Checkpoint, Graph } from "../ports.ts";
import { checkpointOf, quiet } from "../testing/checkpoint.ts";
import { run } from "./run.ts";

/** A logit is the first letter of its sentence. */
async function setUp(config: Checkpoint["config"], dtype: "fp32" | "q8" = "fp32") {
  const read: string[][] = [];
  const graph: Graph = {
    inputNames: ["input_ids", "pixel_values"],
    inputs: [
      { name: "input_ids", type: "int64", shape: ["batch", "tokens"] },
      { name: "pixel_values", type: "float32", shape: ["batch", 3, "height", "width"] },
    ],
    outputNames: ["logits_per_image"],
    async run({ input_ids: ids, pixel_values: pixels }: TensorMap) {
      if (ids?.type !== "int64" || !pixels) throw new TypeError("nothing to read");
      const [rows = 0, width = 0] = ids.dims;
      const texts = Array.from({ length: rows }, (_, row) => [...ids.data.slice(row * width, (row + 1) * width)]);
      read.push(texts.map((text) => String.fromCodePoint(...text.map(Number)).replaceAll("\0", "")));
      return {
        logits_per_image: floatTensor(
          Float32Array.from(texts, ([first]) => Number(first)),
          [1, rows],
        ),
      };
    },
  };
  const loaded = await run.open(checkpointOf(graph, { config, dtype }));
  const ask = async (labels: readonly string[], side = 3) => {
    const input = { image: samplePicture(side, side), candidate_labels: labels };
    return (await loaded.run(input, { hypothesis_template: "{}!" }, quiet, () => 0)).output;
  };
  return { ask, read };
}

const logits = (...values: number[]) => expect.objectContaining({ logits: Float32Array.from(values) });

test("a further label of the same picture is the only one that is read, and nothing is where all are known", async () => {
  const { ask, read } = await setUp({ model_type: "clip" });
  expect(await ask(["a", "b"])).toEqual(logits(97, 98));
  expect(await ask(["c", "b", "c"])).toEqual(logits(99, 98, 99));
  expect(await ask(["b", "a"])).toEqual(logits(98, 97));
  expect(read).toEqual([["a!", "b!"], ["c!"]]);
  await ask(["a"], 4);
  await ask(["a"], 3);
  expect(read.slice(2)).toEqual([["a!"], ["a!"]]);
});

test("in 8 bits, where neighbours change an answer, all labels are read together as in Python", async () => {
  const { ask, read } = await setUp({ model_type: "clip" }, "q8");
  await ask(["a", "b"]);
  await ask(["b", "c"]);
  expect(read).toEqual([
    ["a!", "b!"],
    ["b!", "c!"],
  ]);
});

test("SigLIP judges each label alone, the others all together", async () => {
  const clip = await setUp({ model_type: "clip" });
  expect(await clip.ask(["a"])).toEqual({ scoring: "softmax", labels: ["a"], logits: Float32Array.of(97) });
  const siglip = await setUp({ model_type: "siglip2" });
  expect(await siglip.ask(["a"])).toEqual({ scoring: "sigmoid", labels: ["a"], logits: Float32Array.of(97) });
});
