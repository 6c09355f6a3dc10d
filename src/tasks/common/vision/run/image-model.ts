import type { PreparedImage } from "../../../../shared/image/prepared.ts";
import { createImageProcessor, type ImageProcessor } from "../../../../shared/image/processor.ts";
import type { Json } from "../../../../shared/json.ts";
import type { Pixels } from "../../../../shared/media.ts";
import { type LongTensor, longTensor, type TensorMap, type TensorValue } from "../../../../shared/tensor.ts";
import type { Checkpoint, Graph, GraphInput } from "../../../ports.ts";
import { preprocessorOf } from "../../preprocessor/run/preprocessor.ts";

export interface ImageModel {
  readonly graph: Graph;
  readonly processor: ImageProcessor;
}

/**
 * A model of one graph that looks at a picture, and how it wants the picture.
 * @param file the graph's base name
 */
export async function loadImageModel(checkpoint: Checkpoint, file = "model"): Promise<ImageModel> {
  const [graph, processor] = await Promise.all([checkpoint.graph(file), loadImageProcessor(checkpoint)]);
  return { graph, processor };
}

/** @throws TaskError `model-unsupported` where nothing says how pictures are to be prepared */
export async function loadImageProcessor(checkpoint: Checkpoint): Promise<ImageProcessor> {
  const config = await processorConfigOf(checkpoint);
  const { model_type } = checkpoint.config;
  return createImageProcessor(config, typeof model_type === "string" ? model_type : undefined);
}

/** How pictures are prepared. @throws TaskError `model-unsupported` where nothing says it */
export function processorConfigOf(checkpoint: Pick<Checkpoint, "json">): Promise<Json> {
  return preprocessorOf(checkpoint, "image_processor");
}

/** What the graph calls what it asks for: the picture goes by many names, its masks by these. */
export function imageFeeds({ inputs }: Pick<Graph, "inputs">, picture: PreparedImage): TensorMap {
  const { pixelValues, pixelMask, spatialShapes } = picture;
  const feedOf = (input: GraphInput) => {
    if (input.name === "pixel_mask" || input.name === "pixel_attention_mask") {
      return maskFor(input, pixelMask ?? allPicture(picture));
    }
    if (input.name === "spatial_shapes") return spatialShapes;
    return input.type.startsWith("float") ? pixelValues : undefined;
  };
  const feeds: Record<string, TensorValue> = {};
  for (const input of inputs) {
    const feed = feedOf(input);
    if (feed) feeds[input.name] = feed;
  }
  return feeds;
}

function allPicture({ geometry }: PreparedImage): LongTensor {
  const { width, height } = geometry.input;
  return longTensor(new Array<number>(width * height).fill(1), [1, height, width]);
}

/** Some exports of DETR fixed their mask at 64 × 64, whatever the picture: the mask is thinned out. */
function maskFor({ shape }: GraphInput, mask: LongTensor): LongTensor {
  const [, height = 0, width = 0] = mask.dims;
  const [rows = height, columns = width] = shape.slice(1).map((length, axis) => {
    return typeof length === "number" && length > 0 ? length : [height, width][axis];
  });
  if (mask.dims.length !== 3 || (rows === height && columns === width)) return mask;
  const data = BigInt64Array.from({ length: rows * columns }, (_, place) => {
    const y = Math.floor((Math.floor(place / columns) * height) / rows);
    const x = Math.floor(((place % columns) * width) / columns);
    return mask.data[y * width + x] ?? 0n;
  });
  return { type: "int64", data, dims: [1, rows, columns] };
}

/**
 * A grey picture of the size that the model will see.
 * @param side of the picture, for models that see it at its own size
 */
export async function warmUpImageModel({ graph, processor }: ImageModel, side?: number): Promise<void> {
  await graph.run(imageFeeds(graph, processor.prepare(greyPicture(side))));
}

/** A picture for a model to warm up with. */
export function greyPicture(side = 64): Pixels {
  return { data: new Uint8ClampedArray(side * side * 4).fill(128), width: side, height: side };
}
