import * as v from "valibot";
import { createImageProcessor } from "../../../../shared/image/processor.ts";
import type { Feeds, LongTensor, TensorValue } from "../../../../shared/tensor.ts";
import { processorConfigOf } from "../../vision/run/image-model.ts";
import type { OpenFamily } from "./family.ts";
import { placeIdOf, textConfigOf } from "./parts.ts";

const image = "<image>";
const fake = "<fake_token_around_image>";
const whole = "<global-img>";

/** Python's default; SmolVLM's checkpoints say 64. */
const Processor = v.object({ image_seq_len: v.nullish(v.number(), 169) });

/** Idefics3 and SmolVLM: a tile's places behind a mark of its row and column, the whole picture's at the end. */
export const idefics3: OpenFamily = async (checkpoint, tokenizer) => {
  const [config, written] = await Promise.all([
    processorConfigOf(checkpoint),
    checkpoint.json("processor_config.json"),
  ]);
  const { image_seq_len: places } = v.parse(Processor, written ?? {});
  const processor = createImageProcessor(config, "idefics3");
  const seen = image.repeat(places);

  return {
    mark: image,
    placeId: placeIdOf(checkpoint, tokenizer, image),
    text: textConfigOf(checkpoint),
    prepare: (picture) => processor.prepare(picture),
    spell({ tiles: { rows, columns } = { rows: 0, columns: 0 } }) {
      const cut = numbersTo(rows).map((row) => {
        const tiles = numbersTo(columns).map((column) => `${fake}<row_${row}_col_${column}>${seen}`);
        return `${tiles.join("")}\n`;
      });
      const text = `${cut.join("")}${rows > 0 ? "\n" : ""}${fake}${whole}${seen}${fake}`;
      return { text, places: places * (rows * columns + 1) };
    },
    // Tile by tile: they do not see one another, and all at once would take as many times the memory.
    looks({ pixelValues, pixelMask }) {
      const [, count = 1, ...tile] = pixelValues.dims;
      const size = pixelValues.data.length / count;
      return numbersTo(count).map((number): Feeds => {
        const data = pixelValues.data.subarray((number - 1) * size, number * size);
        return {
          pixel_values: { ...pixelValues, data, dims: [1, 1, ...tile] },
          ...(pixelMask && { pixel_attention_mask: maskOf(pixelMask, number - 1, count) }),
        };
      });
    },
  };
};

function numbersTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** One tile's mask as truth values, which the exports take. */
function maskOf({ data, dims }: LongTensor, index: number, count: number): TensorValue {
  const size = data.length / count;
  const tile = data.subarray(index * size, (index + 1) * size);
  return { type: "bool", data: Uint8Array.from(tile, Number), dims: [1, 1, ...dims.slice(2)] };
}
