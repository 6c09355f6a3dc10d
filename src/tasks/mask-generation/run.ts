import { Stopped } from "../../shared/errors.ts";
import { greyPicture } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { masksOf } from "./masks.ts";
import { isEmpty, refuseOutside } from "./prompt.ts";
import { loadSegmenter } from "./segmenter.ts";

export const run = defineRun(definition, {
  load: (checkpoint) => loadSegmenter(checkpoint),

  async warmUp(segmenter) {
    const picture = await segmenter.prepare(greyPicture());
    await segmenter.cut(picture, { points: [{ x: 32, y: 32, label: 1 }], box: null });
    segmenter.drop();
  },

  preprocess(segmenter, { image }, prompt) {
    refuseOutside(prompt, image);
    return segmenter.prepare(image);
  },

  async run(segmenter, picture, prompt, { signal }) {
    const { geometry } = picture;
    await segmenter.see(picture);
    if (signal.aborted) throw new Stopped();
    // The picture was looked at: the first click need not wait for that.
    const outputs = isEmpty(prompt) ? undefined : await segmenter.cut(picture, prompt);
    if (signal.aborted) throw new Stopped();
    return { geometry, outputs };
  },

  postprocess: ({ processor }, { geometry, outputs }) =>
    outputs ? masksOf(outputs, processor.className, geometry) : [],

  dispose: (segmenter) => segmenter.drop(),
});
