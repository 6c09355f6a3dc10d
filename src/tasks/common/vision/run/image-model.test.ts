import { expect, test } from "vitest";
import { floatTensor, type TensorMap } from "../../../../shared/tensor.ts";
import type { Checkpoint, Graph, GraphInput } from "../../../ports.ts";
import { imageFeeds, loadImageModel, warmUpImageModel } from "./image-model.ts";

function graphOf(inputs: readonly GraphInput[], seen: TensorMap[] = []): Graph {
  return {
    inputNames: inputs.map(({ name }) => name),
    inputs,
    outputNames: ["output"],
    async run(feeds: TensorMap) {
      seen.push(feeds);
      return { output: floatTensor(new Float32Array(1), [1]) };
    },
  };
}

function checkpointOf(graph: Graph, config: Readonly<Record<string, unknown>> | undefined): Checkpoint {
  const unused = () => Promise.reject(new Error("not asked for"));
  return {
    model: "someone/some-model",
    device: "webgpu",
    dtype: "fp32",
    config: { model_type: "detr" },
    json: async () => config,
    bytes: async () => undefined,
    tokenizer: unused,
    graph: async () => graph,
    heldGraph: unused,
    decoder: unused,
    has: async () => true,
  };
}

const picture = (name: string): GraphInput => ({ name, type: "float32", shape: ["batch", 3, "height", "width"] });
const small = { image_processor_type: "ViTImageProcessor", size: { height: 4, width: 6 } };

test.each(["pixel_values", "input", "img"])("the warm-up feeds a graph whose input is called %s", async (name) => {
  const seen: TensorMap[] = [];
  await warmUpImageModel(await loadImageModel(checkpointOf(graphOf([picture(name)], seen), small)));
  expect(seen.map((feeds) => Object.entries(feeds).map(([key, { dims }]) => [key, dims]))).toEqual([
    [[name, [1, 3, 4, 6]]],
  ]);
});

test("a mask is what is asked for: the processor's, all picture where it has none, thinned to a fixed size", async () => {
  const mask = (shape: GraphInput["shape"]): GraphInput => ({ name: "pixel_mask", type: "int64", shape });
  const white = { data: new Uint8ClampedArray(8 * 4 * 4).fill(255), width: 8, height: 4 };
  const free = graphOf([picture("pixel_values"), mask(["batch", "height", "width"])]);
  const plain = await loadImageModel(checkpointOf(free, small));
  expect(imageFeeds(free, plain.processor.prepare(white)).pixel_mask).toMatchObject({ dims: [1, 4, 6] });

  const padded = { size: { height: 4, width: 8 }, pad_size: { height: 8, width: 8 } };
  const detr = await loadImageModel(checkpointOf(free, padded));
  const whole = imageFeeds(free, detr.processor.prepare(white)).pixel_mask;
  expect([whole?.dims, whole?.data.filter(Boolean).length]).toEqual([[1, 8, 8], 32]);
  const fixed = imageFeeds(graphOf([mask(["batch", 4, 4])]), detr.processor.prepare(white)).pixel_mask;
  expect(fixed).toEqual({
    type: "int64",
    dims: [1, 4, 4],
    data: BigInt64Array.of(1n, 1n, 1n, 1n, 1n, 1n, 1n, 1n, 0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n),
  });
});

test("a checkpoint without preprocessor_config.json is not one that we can feed", async () => {
  await expect(loadImageModel(checkpointOf(graphOf([]), undefined))).rejects.toThrow("preprocessor_config.json");
});
