import * as v from "valibot";
import { createImageProcessor } from "../../../../shared/image/processor.ts";
import { processorConfigOf } from "../../vision/run/image-model.ts";
import type { OpenFamily } from "./family.ts";
import { placeIdOf, textConfigOf } from "./parts.ts";

const image = "<|image_pad|>";

const Processor = v.object({ merge_size: v.nullish(v.number(), 2) });

/** Qwen2-VL and Qwen2.5-VL: a place for each cell of patches, numbered by its row and column. */
export const qwenVl: OpenFamily = async (checkpoint, tokenizer) => {
  const settings = await processorConfigOf(checkpoint);
  const { merge_size: merge } = v.parse(Processor, settings);
  const processor = createImageProcessor(settings);

  return {
    mark: image,
    placeId: placeIdOf(checkpoint, tokenizer, image),
    text: textConfigOf(checkpoint),
    prepare: (picture) => processor.prepare(picture),
    spell({ grid }) {
      const [, rows = 0, columns = 0] = Array.from(grid?.data ?? [], Number);
      const cells = { rows: rows / merge, columns: columns / merge };
      const places = cells.rows * cells.columns;
      return { text: image.repeat(places), places, cells };
    },
    looks: ({ pixelValues, grid }) => [{ pixel_values: pixelValues, ...(grid && { image_grid_thw: grid }) }],
  };
};
