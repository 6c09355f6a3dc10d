import * as v from "valibot";
import { expect, test } from "vitest";
import { TaskError } from "../../shared/errors.ts";
import { floatTensor, type TensorMap } from "../../shared/tensor.ts";
import { samplePicture } from "../common/vision/sample.ts";
import type { Checkpoint } from "../ports.ts";
import { checkpointOf, quiet } from "../testing/checkpoint.ts";
import { definition } from "./definition.ts";
import { run } from "./run.ts";

const Output = definition.output;

/** Doubles each pixel, and counts how often it is asked. */
function doubling(config: Checkpoint["config"]) {
  const sizes: number[] = [];
  const graph = {
    inputNames: ["pixel_values"],
    inputs: [{ name: "pixel_values", type: "float32", shape: ["batch", 3, "height", "width"] }],
    outputNames: ["reconstruction"],
    async run({ pixel_values: picture }: TensorMap) {
      if (picture?.type !== "float32") throw new TypeError("not a picture");
      const [, channels = 0, height = 0, width = 0] = picture.dims;
      sizes.push(width * height);
      const data = Float32Array.from({ length: channels * height * width * 4 }, (_, at) => {
        const [x, y] = [at % (2 * width), Math.floor(at / (2 * width))];
        return picture.data[Math.floor(y / 2) * width + Math.floor(x / 2)] ?? 0;
      });
      return { reconstruction: floatTensor(data, [1, channels, 2 * height, 2 * width]) };
    },
  };
  const json = async () => ({ image_processor_type: "Swin2SRImageProcessor" });
  return { sizes, checkpoint: { ...checkpointOf(graph, { config }), json } };
}

test("a picture beyond what the model takes at once is made of tiles, which is told, and comes out as if whole", async () => {
  const image = samplePicture(141, 85);
  const whole = doubling({});
  const { output: expected } = await (await run.open(whole.checkpoint)).run({ image }, {}, quiet, () => 0);
  expect(whole.sizes).toEqual([144 * 88]);

  const wide = doubling({ embed_dim: 5000, window_size: 16, num_heads: [32] });
  const told: unknown[] = [];
  const context = {
    ...quiet,
    notice: (code: string) => told.push(code),
    progress: (done: number, of: number) => told.push(done / of),
  };
  const { output } = await (await run.open(wide.checkpoint)).run({ image }, {}, context, () => 0);
  expect(wide.sizes.length).toBeGreaterThan(3);
  expect(told.slice(0, 1)).toEqual(["picture-in-tiles"]);
  expect(told.at(-1)).toBe(1);
  const [made, wanted] = [v.parse(Output, output), v.parse(Output, expected)];
  expect([made.scale, made.whole.width, made.whole.height]).toEqual([2, 288, 176]);
  // Compared as bytes: a matcher would take seconds.
  expect(Buffer.from(made.whole.data).equals(Buffer.from(wanted.whole.data))).toBe(true);
});

test("a picture that would become too large is refused before anything is computed", async () => {
  const { checkpoint, sizes } = doubling({ upscale: 8 });
  const image = { data: new Uint8ClampedArray(4_000_000), width: 1000, height: 1000 };
  const asked = (await run.open(checkpoint)).run({ image }, {}, quiet, () => 0);
  await expect(asked).rejects.toThrow(TaskError);
  await expect(asked).rejects.toMatchObject({ code: "input-too-large", narrow: { reason: "picture-beyond" } });
  expect(sizes).toEqual([]);
});
