import { Stopped } from "../../shared/errors.ts";
import { toImageRecipe, toPixelValues } from "../../shared/image/processor.ts";
import { resize } from "../../shared/image/resize.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { loadImageModel, warmUpImageModel } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { toMask } from "./mask.ts";

export const run = defineRun(definition, {
  load: (checkpoint) => loadImageModel(checkpoint, toImageRecipe),

  warmUp: (model) => warmUpImageModel(model),

  preprocess: ({ recipe }, { image }) => toPixelValues(image, recipe),

  async run({ graph }, pixelValues, _options, { signal }) {
    // The graphs of this task name their inputs and outputs each in its own way, but have one of each that counts.
    const [input = "pixel_values"] = graph.inputNames;
    const outputs = await graph.run({ [input]: pixelValues });
    if (signal.aborted) throw new Stopped();
    return floatsOf(outputs, graph.outputNames[0] ?? "output");
  },

  postprocess(_model, { data, dims }, _options, { image }) {
    const height = dims.at(-2) ?? 1;
    const width = dims.at(-1) ?? 1;
    const mask = resize(toMask(data.subarray(0, width * height)), { width, height }, image, 1, "bilinear");
    const cut = new Uint8ClampedArray(image.data);
    for (let pixel = 0; pixel < mask.length; pixel++) cut[pixel * 4 + 3] = mask[pixel] ?? 0;
    return { data: cut, width: image.width, height: image.height };
  },
});
