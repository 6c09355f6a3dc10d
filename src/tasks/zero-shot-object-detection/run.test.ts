import { expect, test } from "vitest";
import { floatTensor, type TensorMap } from "../../shared/tensor.ts";
import { samplePicture } from "../common/vision/sample.ts";
import type { Checkpoint, Graph } from "../ports.ts";
import { checkpointOf, quiet } from "../testing/checkpoint.ts";
import { run } from "./run.ts";

const queries = 2;
const asWritten = { together: false, text_threshold: 0.25 };

/**
 * OWL gives every query a logit for each text: its first letter from `a` on, one less for the second query. Grounding DINO
 * gives one for each token of its one text.
 */
async function setUp(config: Checkpoint["config"], dtype: "fp32" | "q8" = "fp32") {
  const read: string[][] = [];
  const graph: Graph = {
    inputNames: ["input_ids", "pixel_values"],
    inputs: [
      { name: "input_ids", type: "int64", shape: ["texts", "tokens"] },
      { name: "pixel_values", type: "float32", shape: ["batch", 3, "height", "width"] },
    ],
    outputNames: ["logits", "pred_boxes"],
    async run({ input_ids: ids, pixel_values: pixels }: TensorMap) {
      if (ids?.type !== "int64" || !pixels) throw new TypeError("nothing to read");
      const [rows = 0, width = 0] = ids.dims;
      const texts = Array.from({ length: rows }, (_, row) => [...ids.data.slice(row * width, (row + 1) * width)]);
      read.push(texts.map((text) => String.fromCodePoint(...text.map(Number)).replaceAll("\0", "")));
      const isOwl = String(config.model_type).startsWith("owl");
      const row = isOwl ? texts.map(([first]) => Number(first) - 97) : (texts[0] ?? []).map((id) => Number(id) - 97);
      const logits = Array.from({ length: queries }, (_, query) => row.map((logit) => logit - query)).flat();
      return {
        logits: floatTensor(Float32Array.from(logits), [1, queries, row.length]),
        pred_boxes: floatTensor(Float32Array.of(0.5, 0.5, 1, 1, 0.25, 0.25, 0.5, 0.5), [1, queries, 4]),
      };
    },
  };
  const loaded = await run.open(checkpointOf(graph, { config, dtype }));
  const ask = async (labels: readonly string[], options: Readonly<Record<string, unknown>> = {}, height = 3) => {
    const input = { image: samplePicture(6, height), candidate_labels: labels };
    return (await loaded.run(input, { ...asWritten, ...options }, quiet, () => 0)).output;
  };
  return { ask, read, loaded };
}

const sigmoid = (logit: number) => expect.closeTo(1 / (1 + Math.exp(-logit)), 6);

test("OWL reads labels in one pass, and a further one alone; boxes are the picture's", async () => {
  const { ask, read } = await setUp({ model_type: "owlvit" });
  expect(await ask(["a", "c", "a"])).toEqual({
    labels: ["a", "c"],
    classes: Uint16Array.of(0, 0, 1, 1, 0, 0),
    scores: Float32Array.from([0, -1, 2, 1, 0, -1], (logit) => 1 / (1 + Math.exp(-logit))),
    boxes: Float32Array.from({ length: 24 }, (_, place) => [0, 0, 6, 3, 0, 0, 3, 1.5][place % 8] ?? 0),
  });
  await ask(["b", "a"]);
  await ask(["c"]);
  expect(read).toEqual([["a", "c"], ["b"]]);
});

test("in 8 bits, and where words change what is seen, each label has a pass of its own as in Python", async () => {
  const eight = await setUp({ model_type: "owlv2" }, "q8");
  await eight.ask(["a", "b"]);
  expect(eight.read).toEqual([["a"], ["b"]]);
  const dino = await setUp({ model_type: "grounding-dino" });
  expect(await dino.ask(["ac.", "b"])).toMatchObject({
    labels: ["ac.", "b"],
    scores: { 0: sigmoid(2), 2: sigmoid(1) },
  });
  expect(dino.read).toEqual([["ac."], ["b"]]);
});

test("together, labels are one text in small letters, and a box is called by the tokens that fit it", async () => {
  const { ask, read } = await setUp({ model_type: "grounding-dino" });
  const whole = await ask([" B ", "Cd."], { together: true, text_threshold: 0.8 });
  expect(read).toEqual([["b. cd."]]);
  expect(whole).toMatchObject({ labels: ["cd", "d"], scores: { 0: sigmoid(3), 1: sigmoid(2) } });
  const strict = await ask([" B ", "Cd."], { together: true, text_threshold: 0.99 });
  expect(strict).toMatchObject({ labels: [""], scores: { 0: sigmoid(3) } });
  expect(read).toHaveLength(1);
});

test("of a picture that was scaled, boxes are told in the pixels of the one that was given", async () => {
  const { loaded } = await setUp({ model_type: "owlvit" });
  const image = { ...samplePicture(6, 3), original: { width: 60, height: 32 } };
  const { output } = await loaded.run({ image, candidate_labels: ["a"] }, asWritten, quiet, () => 0);
  expect(output).toMatchObject({ boxes: Float32Array.of(0, 0, 60, 32, 0, 0, 30, 16) });
});

test("another picture is looked at anew", async () => {
  const { ask, read } = await setUp({ model_type: "owlvit" });
  await ask(["a"]);
  await ask(["a"], {}, 4);
  expect(read).toEqual([["a"], ["a"]]);
});
