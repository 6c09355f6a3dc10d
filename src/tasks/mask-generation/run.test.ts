import * as v from "valibot";
import { expect, test } from "vitest";
import { decodeGrey } from "../../../e2e/support/png.ts";
import { type Feeds, floatTensor, type Handle } from "../../shared/tensor.ts";
import { samplePicture } from "../common/vision/sample.ts";
import type { Checkpoint, HeldGraph } from "../ports.ts";
import type { RunContext } from "../run.ts";
import { run } from "./run.ts";

/** A SAM of one pixel, with what its graphs did. */
function sam(takesBox = true) {
  const seen: { looks: number; held: number; fed: Feeds[] } = { looks: 0, held: 0, fed: [] };
  const handle = (): Handle => {
    seen.held += 1;
    const value = floatTensor(new Float32Array(1), [1, 1, 1, 1]);
    return { dims: value.dims, read: async () => value, dispose: () => (seen.held -= 1) };
  };
  const encoder: HeldGraph = {
    inputNames: ["pixel_values"],
    async hold() {
      seen.looks += 1;
      return { image_embeddings: handle(), image_positional_embeddings: handle() };
    },
  };
  const checkpoint: Checkpoint = {
    model: "someone/sam",
    device: "wasm",
    dtype: "fp32",
    config: { model_type: "sam", architectures: ["SamModel"] },
    bytes: async () => undefined,
    json: async (file) =>
      file === "preprocessor_config.json"
        ? {
            image_processor_type: "SamImageProcessor",
            size: { longest_edge: 12 },
            pad_size: { height: 12, width: 12 },
          }
        : undefined,
    tokenizer: () => Promise.reject(new Error("not asked for")),
    graph: async () => ({
      inputNames: ["input_points", "input_labels", ...(takesBox ? ["input_boxes"] : [])],
      inputs: [],
      outputNames: ["iou_scores", "pred_masks"],
      async run(feeds) {
        seen.fed.push(feeds);
        return {
          iou_scores: floatTensor(Float32Array.of(0.5, 0.9, 0.7), [1, 1, 3]),
          pred_masks: floatTensor(Float32Array.of(-1, 1, 1), [1, 1, 3, 1, 1]),
        };
      },
    }),
    heldGraph: async () => encoder,
    decoder: () => Promise.reject(new Error("not asked for")),
    has: async () => true,
  };
  return { seen, checkpoint };
}

const context: RunContext<unknown> = {
  signal: new AbortController().signal,
  emit() {},
  progress() {},
  notice() {},
  measure() {},
};
const now = () => 0;
const nothing = { points: [], box: null };
const click = (x: number, y: number) => ({ points: [{ x, y, label: 1 }], box: null });

test("ten clicks on one picture run its encoder once, and what it gave goes with the picture", async () => {
  const { seen, checkpoint } = sam();
  const task = await run.open(checkpoint);
  // Each run hands over a copy of the pixels.
  for (let x = 0; x < 10; x++) await task.run({ image: samplePicture(24, 16) }, click(x, 3), context, now);
  expect([seen.looks, seen.held, seen.fed.length]).toEqual([1, 2, 10]);
  await task.run({ image: samplePicture(24, 15) }, click(1, 1), context, now);
  expect([seen.looks, seen.held]).toEqual([2, 2]);
  task.dispose();
  expect(seen.held).toBe(0);
});

test("points and box are told in the model's pixels; what is not there has no entry", async () => {
  const { seen, checkpoint } = sam();
  const task = await run.open(checkpoint);
  const image = samplePicture(24, 16);
  const points = [
    { x: 24, y: 16, label: 1 },
    { x: 3, y: 4, label: 0 },
  ];
  await task.run({ image }, { points, box: null }, context, now);
  await task.run({ image }, { points: [], box: { xmin: 2, ymin: 4, xmax: 24, ymax: 16 } }, context, now);
  expect(seen.fed[0]).toMatchObject({
    input_points: { data: Float32Array.of(12, 8, 1.5, 2), dims: [1, 1, 2, 2] },
    input_labels: { data: BigInt64Array.of(1n, 0n), dims: [1, 1, 2] },
    input_boxes: { dims: [1, 0, 4] },
  });
  expect(seen.fed[1]).toMatchObject({
    input_points: { dims: [1, 1, 0, 2] },
    input_boxes: { data: Float32Array.of(1, 2, 12, 8), dims: [1, 1, 4] },
  });
});

test("where nothing was pointed at the picture is read all the same, and the first click finds it so", async () => {
  const { seen, checkpoint } = sam();
  const task = await run.open(checkpoint);
  const image = samplePicture(24, 16);
  expect((await task.run({ image }, nothing, context, now)).output).toEqual([]);
  expect([seen.looks, seen.fed.length]).toEqual([1, 0]);
  const { output } = await task.run({ image }, click(1, 1), context, now);
  expect(output).toMatchObject([{ area: 384 }, { area: 384 }, { area: 0 }]);
  expect(seen.looks).toBe(1);
});

test.each([
  ["a point to the right of the picture", { points: [{ x: 25, y: 1, label: 1 }], box: null }, "point-outside"],
  ["a point above it", { points: [{ x: 2, y: -1, label: 0 }], box: null }, "point-outside"],
  ["a box that reaches out of it", { points: [], box: { xmin: 0, ymin: 0, xmax: 24.5, ymax: 9 } }, "box-outside"],
  ["a box the wrong way about", { points: [], box: { xmin: 9, ymin: 0, xmax: 2, ymax: 9 } }, "box-outside"],
])("%s is refused, and says which", async (_, prompt, reason) => {
  const { checkpoint } = sam();
  const task = await run.open(checkpoint);
  const asked = task.run({ image: samplePicture(24, 16) }, prompt, context, now);
  await expect(asked).rejects.toMatchObject({ code: "input-invalid", narrow: { reason } });
});

test("a box for a graph that takes points alone is refused, not left out", async () => {
  const { checkpoint } = sam(false);
  const task = await run.open(checkpoint);
  const box = { xmin: 2, ymin: 4, xmax: 24, ymax: 16 };
  const asked = task.run({ image: samplePicture(24, 16) }, { points: [], box }, context, now);
  await expect(asked).rejects.toMatchObject({ code: "input-invalid", narrow: { reason: "box-untaken" } });
});

test("of a picture that was scaled, points are told in the pixels of the one that was given, and masks drawn in them", async () => {
  const { seen, checkpoint } = sam();
  const task = await run.open(checkpoint);
  const image = { ...samplePicture(24, 16), original: { width: 240, height: 161 } };
  const { output } = await task.run({ image }, click(240, 80.5), context, now);
  expect(seen.fed[0]).toMatchObject({ input_points: { data: Float32Array.of(12, 4) } });
  expect(output).toMatchObject([{ area: 384 }, { area: 384 }, { area: 0 }]);
  const [{ mask }] = v.parse(v.tupleWithRest([v.object({ mask: v.instance(Uint8Array) })], v.unknown()), output);
  const { width, height, data } = decodeGrey(Buffer.from(mask));
  expect([width, height, data.every((value) => value === 255)]).toEqual([240, 161, true]);
});
