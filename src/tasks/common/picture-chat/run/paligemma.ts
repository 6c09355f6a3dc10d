import * as v from "valibot";
import { createImageProcessor } from "../../../../shared/image/processor.ts";
import { processorConfigOf } from "../../vision/run/image-model.ts";
import type { OpenFamily } from "./family.ts";
import { placeIdOf, textConfigOf } from "./parts.ts";

const image = "<image>";

/** Python refuses a file without it; published checkpoints of 224 pixels have 256. */
const Processor = v.object({ image_seq_length: v.nullish(v.number(), 256) });

/** PaliGemma: pictures, the first token and the prompt on a line of its own, all of which see one another. */
export const paligemma: OpenFamily = async (checkpoint, tokenizer) => {
  const settings = await processorConfigOf(checkpoint);
  const { image_seq_length: places } = v.parse(Processor, settings);
  const processor = createImageProcessor({ ...settings, image_processor_type: "SiglipImageProcessor" });

  return {
    mark: image,
    placeId: placeIdOf(checkpoint, tokenizer, image),
    text: textConfigOf(checkpoint),
    frame: (marks, words) => `${marks}${tokenizer.beginToken ?? ""}${words}\n`,
    prepare: (picture) => processor.prepare(picture),
    spell: () => ({ text: image.repeat(places), places }),
    looks: ({ pixelValues }) => [{ pixel_values: pixelValues }],
  };
};
