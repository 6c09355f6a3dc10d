import { expect, test } from "vitest";
import { floatTensor } from "../../shared/tensor.ts";
import { samplePicture } from "../common/vision/sample.ts";
import { checkpointOf, quiet } from "../testing/checkpoint.ts";
import { run } from "./run.ts";

test("of a picture that was scaled, boxes are told in the pixels of the one that was given", async () => {
  const task = await run.open(
    checkpointOf(
      {
        inputNames: ["pixel_values"],
        inputs: [{ name: "pixel_values", type: "float32", shape: [1, 3, "height", "width"] }],
        outputNames: ["logits", "pred_boxes"],
        run: async () => ({
          logits: floatTensor(Float32Array.of(4, 0), [1, 1, 2]),
          pred_boxes: floatTensor(Float32Array.of(0.5, 0.25, 1, 0.5), [1, 1, 4]),
        }),
      },
      { config: { id2label: { 0: "cat" } } },
    ),
  );
  const read = samplePicture(6, 4);
  const boxesOf = async (image: unknown) => (await task.run({ image }, {}, quiet, () => 0)).output;
  expect(await boxesOf(read)).toMatchObject({ labels: ["cat"], boxes: Float32Array.of(0, 0, 6, 2) });
  const image = { ...read, original: { width: 600, height: 402 } };
  expect(await boxesOf(image)).toMatchObject({ labels: ["cat"], boxes: Float32Array.of(0, 0, 600, 201) });
});
