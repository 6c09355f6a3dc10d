import * as v from "valibot";
import { createImageProcessor } from "../../../../shared/image/processor.ts";
import { processorConfigOf } from "../../vision/run/image-model.ts";
import type { OpenFamily } from "./family.ts";
import { placeIdOf, textConfigOf } from "./parts.ts";

const image = "<image>";

/** What `processor_config.json` says of places; checkpoints from before it did say it in `config.json`. */
const Processor = v.object({
  patch_size: v.nullish(v.number()),
  vision_feature_select_strategy: v.nullish(v.string()),
  num_additional_image_tokens: v.nullish(v.number()),
});
const Config = v.object({
  vision_config: v.fallback(v.object({ patch_size: v.fallback(v.number(), 14) }), { patch_size: 14 }),
  vision_feature_select_strategy: v.fallback(v.string(), "default"),
});

/** LLaVA: a place for each patch of the picture. `default` leaves out the place of the encoder's class token. */
export const llava: OpenFamily = async (checkpoint, tokenizer) => {
  const [settings, written] = await Promise.all([
    processorConfigOf(checkpoint),
    checkpoint.json("processor_config.json"),
  ]);
  const own = v.parse(Config, checkpoint.config);
  const processor = v.parse(Processor, written ?? {});
  const patch = processor.patch_size ?? own.vision_config.patch_size;
  const isWhole = (processor.vision_feature_select_strategy ?? own.vision_feature_select_strategy) !== "default";
  // Without the file nothing says that the encoder has a class token; those from before it all do.
  const added = processor.num_additional_image_tokens ?? (processor.patch_size == null ? 1 : 0);
  const pictures = createImageProcessor(settings);

  return {
    mark: image,
    placeId: placeIdOf(checkpoint, tokenizer, image),
    text: textConfigOf(checkpoint),
    prepare: (picture) => pictures.prepare(picture),
    spell({ geometry: { input } }) {
      const patches = Math.floor(input.width / patch) * Math.floor(input.height / patch);
      const places = patches + added - (isWhole ? 0 : 1);
      return { text: image.repeat(places), places };
    },
    looks: ({ pixelValues }) => [{ pixel_values: pixelValues }],
  };
};
