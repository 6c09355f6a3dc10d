import { Stopped } from "../../shared/errors.ts";
import { originalOf } from "../../shared/media.ts";
import { greyPicture } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";
import { masksOf } from "./masks.ts";
import { isEmpty, refuseOutside, scaledPrompt } from "./prompt.ts";
import { loadSegmenter } from "./segmenter.ts";

export const run = defineRun(definition, {
  load: (checkpoint) => loadSegmenter(checkpoint),

  async warmUp(segmenter) {
    const picture = await segmenter.prepare(greyPicture());
    await segmenter.cut(picture, { points: [{ x: 32, y: 32, label: 1 }], box: null });
    segmenter.drop();
  },

  async preprocess(segmenter, { image }, prompt) {
    const original = originalOf(image);
    refuseOutside(prompt, original);
    return { picture: await segmenter.prepare(image), prompt: scaledPrompt(prompt, original, image) };
  },

  async run(segmenter, { picture, prompt }, _options, { signal }) {
    const { geometry } = picture;
    await segmenter.see(picture);
    if (signal.aborted) throw new Stopped();
    // The picture was looked at: the first click need not wait for that.
    const outputs = isEmpty(prompt) ? undefined : await segmenter.cut(picture, prompt);
    if (signal.aborted) throw new Stopped();
    return { geometry, outputs };
  },

  postprocess: ({ processor }, { geometry, outputs }, _options, { image }) =>
    outputs ? masksOf(outputs, processor.className, geometry, originalOf(image)) : [],

  dispose: (segmenter) => segmenter.drop(),
});
