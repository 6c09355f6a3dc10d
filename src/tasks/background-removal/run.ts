import { Stopped } from "../../shared/errors.ts";
import { pictureIn } from "../../shared/image/prepared.ts";
import { cut, resize } from "../../shared/image/resize.ts";
import { imageFeeds, loadImageModel, warmUpImageModel } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { cutOut, maskIn, toMask } from "./mask.ts";

export const run = defineRun(definition, {
  load: (checkpoint) => loadImageModel(checkpoint),

  warmUp: (model) => warmUpImageModel(model),

  preprocess: ({ processor }, { image }) => processor.prepare(image),

  async run({ graph }, picture, _options, { signal }) {
    const outputs = await graph.run(imageFeeds(graph, picture));
    if (signal.aborted) throw new Stopped();
    return { geometry: picture.geometry, scores: maskIn(outputs, graph.outputNames) };
  },

  postprocess(_model, { geometry, scores: { data, dims } }, _options, { image }) {
    const size = { width: dims.at(-1) ?? 1, height: dims.at(-2) ?? 1 };
    const seen = { data: toMask(data.subarray(0, size.width * size.height)), ...size, channels: 1 } as const;
    const mask = resize(cut(seen, pictureIn(geometry, size)), image, "bilinear", "pillow").data;
    return cutOut(image, mask);
  },
});
