import * as v from "valibot";
import { Stopped, TaskError } from "../../shared/errors.ts";
import type { PreparedImage } from "../../shared/image/prepared.ts";
import type { Pixels } from "../../shared/media.ts";
import { type FloatTensor, floatsOf } from "../../shared/tensor.ts";
import { type ImageModel, imageFeeds, loadImageModel, warmUpImageModel } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { definition, type Enlarged } from "./definition.ts";
import { joined, tileOf, tilingOf } from "./tiles.ts";

/** Two hundred megabytes of colours, which the page holds more than once. */
const mostPixels = 50_000_000;

/** What a pass may hold beside the weights: WASM ends at 4 GB, and a browser's GPU process often before. */
const passBytes = 1_500_000_000;

/** `Swin2SRConfig`, with Python's defaults. */
const Config = v.object({
  embed_dim: v.optional(v.number(), 180),
  num_heads: v.optional(v.array(v.number()), [6]),
  window_size: v.optional(v.number(), 8),
  upscale: v.optional(v.number(), 2),
});

interface Enlarger extends ImageModel {
  /** How many pixels go in at once. */
  readonly passPixels: number;
  readonly window: number;
  readonly upscale: number;
}

/**
 * Floats of a pixel that are there at once, by the shapes of the network: some ten states, each window's scores three
 * times over, and the 64 channels of the upsampling before and after a step.
 */
function floatsOfPixel({ embed_dim, num_heads, window_size, upscale }: v.InferOutput<typeof Config>): number {
  return 10 * embed_dim + 3 * Math.max(...num_heads) * window_size ** 2 + 3 * 64 * upscale ** 2;
}

export const run = defineRun(definition, {
  async load(checkpoint): Promise<Enlarger> {
    const config = v.parse(Config, checkpoint.config);
    const passPixels = Math.floor(passBytes / floatsOfPixel(config) / Float32Array.BYTES_PER_ELEMENT);
    const { window_size: window, upscale } = config;
    return { ...(await loadImageModel(checkpoint)), passPixels, window, upscale };
  },

  // Any size makes the shaders; a large one would only take long.
  warmUp: (model) => warmUpImageModel(model, model.window),

  preprocess({ processor, upscale }, { image }) {
    const [width, height] = [image.width * upscale, image.height * upscale];
    if (width * height > mostPixels) throw tooLarge(width, height);
    return processor.prepare(image);
  },

  async run({ graph, passPixels, window }, picture, _options, { signal, progress, notice }): Promise<Enlarged> {
    const { input } = picture.geometry;
    const { across, down } = tilingOf(input, passPixels, window);
    const tiles = across.length * down.length;
    if (tiles > 1) notice("picture-in-tiles", { tiles });

    async function enlarged(pixelValues: PreparedImage["pixelValues"]): Promise<Pixels> {
      const outputs = await graph.run(imageFeeds(graph, { ...picture, pixelValues }));
      if (signal.aborted) throw new Stopped();
      return toPixels(floatsOf(outputs, "reconstruction", 4));
    }

    const rows: Pixels[] = [];
    for (const y of down) {
      const row: Pixels[] = [];
      for (const x of across) {
        row.push(await enlarged(tileOf(picture.pixelValues, x, y)));
        if (tiles > 1) progress(rows.length * across.length + row.length, tiles);
      }
      rows.push(joined(row, across, "across"));
    }
    const whole = joined(rows, down, "down");
    return { whole, scale: Math.round(whole.width / input.width) };
  },
});

function tooLarge(width: number, height: number): TaskError {
  return new TaskError("input-too-large", `The model would make ${width} × ${height} pixels of it.`, undefined, {
    reason: "picture-beyond",
    values: { width: String(width), height: String(height), max: String(mostPixels / 1_000_000) },
  });
}

/** [1, 3, height, width] from 0 to 1, cut off there, in 8 bits; halves go to the even level, as NumPy rounds. */
function toPixels({ data, dims }: FloatTensor): Pixels {
  const [height = 1, width = 1] = dims.slice(-2);
  const plane = width * height;
  const pixels = new Uint8ClampedArray(plane * 4).fill(255);
  for (let channel = 0; channel < 3; channel++) {
    const from = channel * plane;
    for (let at = 0; at < plane; at++) pixels[at * 4 + channel] = Math.fround((data[from + at] ?? 0) * 255);
  }
  return { data: pixels, width, height };
}
