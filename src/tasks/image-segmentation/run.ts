import { Stopped } from "../../shared/errors.ts";
import { originalOf } from "../../shared/media.ts";
import { configLabelsOf } from "../common/labels/run/config-labels.ts";
import { imageFeeds, loadImageModel, warmUpImageModel } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { answerOf, regionsOf } from "./reading.ts";
import { segmentsOf } from "./segments.ts";

export const run = defineRun(definition, {
  async load(checkpoint) {
    return { ...(await loadImageModel(checkpoint)), ...configLabelsOf(checkpoint.config) };
  },

  warmUp: (model) => warmUpImageModel(model),

  preprocess: ({ processor }, { image }) => processor.prepare(image),

  async run({ graph }, picture, _options, { signal }) {
    const outputs = await graph.run(imageFeeds(graph, picture));
    if (signal.aborted) throw new Stopped();
    return answerOf(outputs);
  },

  postprocess: ({ processor, labelOf }, answer, options, { image }) =>
    segmentsOf(regionsOf(answer, processor.className, options, image), labelOf, originalOf(image)),
});
