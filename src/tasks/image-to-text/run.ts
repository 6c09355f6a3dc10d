import { loadPictureWriter, startIdsFor, warmUpPictureWriter } from "../common/picture-text/run/picture-writer.ts";
import { writeCaption } from "../common/picture-text/run/write-caption.ts";
import { planFor } from "../common/writing/run/writing.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

export const run = defineRun(definition, {
  load: loadPictureWriter,
  warmUp: warmUpPictureWriter,

  preprocess(writer, { image, text }, options) {
    const plan = planFor(writer, "image-to-text", options, {}, startIdsFor(writer, text));
    return { picture: writer.processor.prepare(image), plan };
  },

  run: (writer, draft, _options, context) => writeCaption(writer, draft, context),
  dispose: ({ eye }) => eye.drop(),
});
