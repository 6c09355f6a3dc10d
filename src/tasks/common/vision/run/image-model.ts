import { TaskError } from "../../../../shared/errors.ts";
import { type ImageRecipe, toPixelValues } from "../../../../shared/image/processor.ts";
import type { Checkpoint, Graph } from "../../../ports.ts";

export interface ImageModel {
  readonly graph: Graph;
  readonly recipe: ImageRecipe;
}

/** A model of one graph that looks at a picture, and how it wants the picture. */
export async function loadImageModel(
  checkpoint: Checkpoint,
  toRecipe: (config: unknown) => ImageRecipe,
): Promise<ImageModel> {
  const [graph, config] = await Promise.all([checkpoint.graph("model"), checkpoint.json("preprocessor_config.json")]);
  if (!config) throw new TaskError("model-unsupported", "The checkpoint has no preprocessor_config.json.");
  return { graph, recipe: toRecipe(config) };
}

/** A grey picture of the size that the model will see. */
export async function warmUpImageModel({ graph, recipe }: ImageModel): Promise<void> {
  const side = 64;
  const grey = { data: new Uint8ClampedArray(side * side * 4).fill(128), width: side, height: side };
  await graph.run({ pixel_values: toPixelValues(grey, recipe) });
}
