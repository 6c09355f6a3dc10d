import { TaskError } from "../../shared/errors.ts";
import type { Geometry, PreparedImage } from "../../shared/image/prepared.ts";
import type { ImageProcessor } from "../../shared/image/processor.ts";
import type { Pixels } from "../../shared/media.ts";
import { type Feeds, floatTensor, type Handle, longTensor, type TensorMap } from "../../shared/tensor.ts";
import { loadImageProcessor } from "../common/vision/run/image-model.ts";
import { createKept, markOf } from "../common/vision/run/kept.ts";
import type { Checkpoint, Graph } from "../ports.ts";
import type { Prompt } from "./prompt.ts";

/** What the encoder gives: of SAM the picture and its places, of SAM 2 features of three sizes. */
const sightNames = [
  "image_embeddings",
  "image_positional_embeddings",
  "image_embeddings.0",
  "image_embeddings.1",
  "image_embeddings.2",
];

export interface Segmenter {
  readonly processor: ImageProcessor;
  /** What the picture is for the model; made once for a picture. */
  prepare(image: Pixels): Promise<PreparedImage>;
  /** Looks at the picture, once. */
  see(picture: PreparedImage): Promise<void>;
  /** `iou_scores` and `pred_masks` for what is pointed at in a picture. @throws TaskError where the graph takes no box */
  cut(picture: PreparedImage, prompt: Prompt): Promise<TensorMap>;
  /** Gives back what is kept of the last picture. */
  drop(): void;
}

/** A picture's encoder, which runs once a picture, and what turns points and a box into masks of what it saw. */
export async function loadSegmenter(checkpoint: Checkpoint): Promise<Segmenter> {
  const [encoder, decoder, processor] = await Promise.all([
    checkpoint.heldGraph("vision_encoder", sightNames),
    checkpoint.graph("prompt_encoder_mask_decoder"),
    loadImageProcessor(checkpoint),
  ]);
  const lastPicture = createKept<string, PreparedImage>(Object.is);
  const lastSight = createKept<PreparedImage, Readonly<Record<string, Handle>>>(Object.is, (sight) => {
    for (const handle of Object.values(sight)) handle.dispose();
  });
  const [input = "pixel_values"] = encoder.inputNames;
  const see = (picture: PreparedImage) => lastSight.of(picture, () => encoder.hold({ [input]: picture.pixelValues }));

  return {
    processor,
    prepare: (image) => lastPicture.of(markOf(image), () => processor.prepare(image)),
    async see(picture) {
      await see(picture);
    },
    async cut(picture, prompt) {
      const sight = await see(picture);
      return decoder.run({ ...sight, ...promptFeeds(decoder, prompt, picture.geometry) });
    },
    drop() {
      lastSight.drop();
      lastPicture.drop();
    },
  };
}

/**
 * Points and box in the model's pixels. A graph that takes a box takes none as a tensor without an entry, as
 * transformers.js feeds SAM 2; Optimum's graphs of SAM take points alone.
 */
function promptFeeds({ inputNames }: Pick<Graph, "inputNames">, { points, box }: Prompt, geometry: Geometry): Feeds {
  const { original, place } = geometry;
  const across = (x: number) => x * (place.width / original.width);
  const down = (y: number) => y * (place.height / original.height);
  const places = points.flatMap(({ x, y }) => [across(x), down(y)]);
  const labels = points.map(({ label }) => label);
  const corners = box ? [across(box.xmin), down(box.ymin), across(box.xmax), down(box.ymax)] : [];
  if (box && !inputNames.includes("input_boxes")) {
    throw new TaskError("input-invalid", "The checkpoint's graph has no input_boxes.", undefined, {
      reason: "box-untaken",
    });
  }
  return {
    input_points: floatTensor(Float32Array.from(places), [1, 1, points.length, 2]),
    input_labels: longTensor(labels, [1, 1, points.length]),
    input_boxes: floatTensor(Float32Array.from(corners), [1, box ? 1 : 0, 4]),
  };
}
