import type { Checkpoint } from "../../../ports.ts";

/** What conversions on the Hub that are older than the name `model.onnx` call the graph of a decoder. */
const olderName = "decoder_model_merged";

/** Base name of the graph that writes. */
export async function decoderFileOf({ has }: Pick<Checkpoint, "has">): Promise<string> {
  return !(await has("model")) && (await has(olderName)) ? olderName : "model";
}
