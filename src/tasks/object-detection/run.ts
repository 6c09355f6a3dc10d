import { Stopped } from "../../shared/errors.ts";
import { originalOf } from "../../shared/media.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { configLabelsOf } from "../common/labels/run/config-labels.ts";
import { imageFeeds, loadImageModel, warmUpImageModel } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { candidatesOf, scoringOf } from "./scoring.ts";

export const run = defineRun(definition, {
  async load(checkpoint) {
    const model = await loadImageModel(checkpoint);
    return { ...model, scoring: scoringOf(model.processor.className), ...configLabelsOf(checkpoint.config) };
  },

  warmUp: (model) => warmUpImageModel(model),

  preprocess: ({ processor }, { image }) => processor.prepare(image),

  async run({ graph }, picture, _options, { signal }) {
    const outputs = await graph.run(imageFeeds(graph, picture));
    if (signal.aborted) throw new Stopped();
    return { logits: floatsOf(outputs, "logits"), boxes: floatsOf(outputs, "pred_boxes") };
  },

  postprocess: ({ scoring, labelOf }, { logits, boxes }, _options, { image }) =>
    candidatesOf(logits, boxes, scoring, labelOf, originalOf(image)),
});
