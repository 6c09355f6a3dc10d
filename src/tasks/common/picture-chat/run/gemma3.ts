import * as v from "valibot";
import { createImageProcessor } from "../../../../shared/image/processor.ts";
import { processorConfigOf } from "../../vision/run/image-model.ts";
import type { OpenFamily } from "./family.ts";
import { placeIdOf, textConfigOf } from "./parts.ts";

/** Python asks its tokenizer for these; published ones name the same. */
const Marks = v.object({
  boi_token: v.fallback(v.string(), "<start_of_image>"),
  eoi_token: v.fallback(v.string(), "<end_of_image>"),
  image_token: v.fallback(v.string(), "<image_soft_token>"),
});

const Processor = v.object({ image_seq_length: v.nullish(v.number(), 256) });

/**
 * Gemma 3: a picture's places stand between marks and empty lines, and see one another. Python cuts a wide picture into
 * further ones (`do_pan_and_scan`) only for who asks for it, whatever the checkpoint's file says.
 */
export const gemma3: OpenFamily = async (checkpoint, tokenizer) => {
  const [settings, written, named] = await Promise.all([
    processorConfigOf(checkpoint),
    checkpoint.json("processor_config.json"),
    checkpoint.json("tokenizer_config.json"),
  ]);
  const { boi_token: begin, eoi_token: end, image_token: image } = v.parse(Marks, named ?? {});
  const { image_seq_length: places } = v.parse(Processor, written ?? {});
  const processor = createImageProcessor(settings, "gemma3");
  const text = `\n\n${begin}${image.repeat(places)}${end}\n\n`;

  return {
    mark: begin,
    placeId: placeIdOf(checkpoint, tokenizer, image),
    text: textConfigOf(checkpoint),
    placesSeeOneAnother: true,
    prepare: (picture) => processor.prepare(picture),
    spell: () => ({ text, places }),
    looks: ({ pixelValues }) => [{ pixel_values: pixelValues }],
  };
};
