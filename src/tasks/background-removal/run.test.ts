import * as v from "valibot";
import { expect, test } from "vitest";
import { Pixels } from "../../shared/media.ts";
import { floatTensor, type TensorMap } from "../../shared/tensor.ts";
import { checkpointOf, quiet } from "../testing/checkpoint.ts";
import { run } from "./run.ts";

const imagenet = { image_mean: [0.485, 0.456, 0.406], image_std: [0.229, 0.224, 0.225] };
const half = { image_mean: [0.5, 0.5, 0.5] };
const white = { data: new Uint8ClampedArray(96 * 64 * 4).fill(255), width: 96, height: 64 };

/** As the checkpoints of each kind have them, but for their sizes: names, values for white, and what comes out. */
const kinds = [
  {
    kind: "MODNet, at whole multiples of 32",
    input: "input",
    preprocessor: { ...half, image_std: [0.5, 0.5, 0.5], size: { shortest_edge: 70 }, size_divisibility: 32 },
    fed: [1, [1, 3, 64, 96]],
    outputs: { output: 1 },
  },
  {
    kind: "RMBG-1.4",
    input: "input",
    preprocessor: { ...half, image_std: [1, 1, 1], size: { width: 8, height: 8 } },
    fed: [0.5, [1, 3, 8, 8]],
    outputs: { output: 1 },
  },
  {
    kind: "BiRefNet, whose scores are raw",
    input: "input_image",
    preprocessor: { ...imagenet, size: { width: 8, height: 8 } },
    fed: [2.2489, [1, 3, 8, 8]],
    outputs: { output_image: 9 },
  },
  {
    kind: "U²-Net and IS-Net, with further outputs",
    input: "input.1",
    preprocessor: { ...imagenet, image_std: [1, 1, 1], size: { width: 8, height: 8 } },
    fed: [0.515, [1, 3, 8, 8]],
    outputs: { d0: 1, d1: 0, d2: 0 },
  },
] as const;

test.each(kinds)("$kind: fed as its file says, and cut out", async ({ input, preprocessor, fed, outputs }) => {
  const seen: unknown[] = [];
  const graph = {
    inputNames: [input],
    inputs: [{ name: input, type: "float32", shape: ["batch", 3, "height", "width"] }],
    outputNames: Object.keys(outputs),
    async run(feeds: TensorMap): Promise<TensorMap> {
      const picture = feeds[input];
      if (picture?.type !== "float32") throw new TypeError("not a picture");
      seen.push(picture.data[0], picture.dims);
      const [, , height = 0, width = 0] = picture.dims;
      const plane = (value: number) => floatTensor(new Float32Array(width * height).fill(value), [1, 1, height, width]);
      return Object.fromEntries(Object.entries(outputs).map(([name, value]) => [name, plane(value)]));
    },
  };
  const json = async () => ({ feature_extractor_type: "ImageFeatureExtractor", resample: 2, ...preprocessor });
  const task = await run.open({ ...checkpointOf(graph, { config: {} }), json });
  const { output } = await task.run({ image: white }, {}, quiet, () => 0);
  expect(seen).toEqual([expect.closeTo(fed[0], 3), fed[1]]);
  const { width, height, data } = v.parse(Pixels, output);
  expect([width, height, data[3], data.at(-1)]).toEqual([96, 64, 255, 255]);
});
