import { Stopped } from "../../shared/errors.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { configLabelsOf } from "../common/labels/run/config-labels.ts";
import { functionFor, scoresOf } from "../common/labels/scores.ts";
import { imageFeeds, loadImageModel, warmUpImageModel } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

export const run = defineRun(definition, {
  async load(checkpoint) {
    return { ...(await loadImageModel(checkpoint)), ...configLabelsOf(checkpoint.config) };
  },

  warmUp: (model) => warmUpImageModel(model),

  preprocess: ({ processor }, { image }) => processor.prepare(image),

  async run({ graph }, picture, _options, { signal }) {
    const outputs = await graph.run(imageFeeds(graph, picture));
    if (signal.aborted) throw new Stopped();
    return floatsOf(outputs, "logits", 2).data;
  },

  postprocess({ labelOf, problem }, logits, { function_to_apply: asked }) {
    // Python's pipeline for pictures knows no regression: one number takes a sigmoid there.
    const usual = functionFor(problem === "regression" ? undefined : problem, logits.length);
    const scores = scoresOf(logits, asked === "auto" ? usual : asked);
    return { labels: Array.from(scores, (_, place) => labelOf(place)), scores };
  },
});
