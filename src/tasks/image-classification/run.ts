import * as v from "valibot";
import { Stopped } from "../../shared/errors.ts";
import { softmax } from "../../shared/generation/sampling.ts";
import { toImageRecipe, toPixelValues } from "../../shared/image/processor.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { loadImageModel, warmUpImageModel } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

const Labels = v.object({ id2label: v.optional(v.record(v.string(), v.string()), {}) });

export const run = defineRun(definition, {
  async load(checkpoint) {
    const model = await loadImageModel(checkpoint, toImageRecipe);
    return { ...model, labels: v.parse(Labels, checkpoint.config).id2label };
  },

  warmUp: (model) => warmUpImageModel(model),

  preprocess: ({ recipe }, { image }) => toPixelValues(image, recipe),

  async run({ graph }, pixelValues, _options, { signal }) {
    const outputs = await graph.run({ pixel_values: pixelValues });
    if (signal.aborted) throw new Stopped();
    return floatsOf(outputs, "logits").data;
  },

  postprocess({ labels }, logits) {
    const scores = Float32Array.from(softmax(logits));
    return { labels: Array.from(scores, (_, index) => labels[index] ?? `LABEL_${index}`), scores };
  },
});
