import type { Checkpoint } from "../ports.ts";

/** Families whose conversions on the Hub are older than the name `model.onnx`; others are not asked for a second name. */
const olderFamilies: ReadonlySet<unknown> = new Set(["bloom"]);
const olderName = "decoder_model_merged";

/** Base name of the graph that writes. */
export async function graphFileOf({ config, has }: Pick<Checkpoint, "config" | "has">): Promise<string> {
  if (!olderFamilies.has(config.model_type) || (await has("model"))) return "model";
  return (await has(olderName)) ? olderName : "model";
}
