import { expect, test } from "vitest";
import { TaskError } from "../../../../shared/errors.ts";
import type { Graph } from "../../../ports.ts";
import { checkpointOf } from "../../../testing/checkpoint.ts";
import { loadAnyChat } from "./chat.ts";

const graph: Graph = { inputNames: [], inputs: [], outputNames: [], run: async () => ({}) };
const config = { model_type: "gemma3n", image_token_id: 7, audio_token_id: 9, text_config: {} };
const writer = { outputNames: [], open: () => never(), openBatch: () => never() };

function never(): never {
  throw new Error("not asked for");
}

test("a checkpoint without one of its encoders is refused with the reason that the files give", async () => {
  const missing = new TaskError("dtype-missing", "someone/some-model has no onnx/audio_encoder_q4.onnx.");
  const checkpoint = {
    ...checkpointOf(graph, { config }),
    json: async () => ({}),
    decoder: async () => writer,
    graph: async (file: string) => (file === "audio_encoder" ? Promise.reject(missing) : graph),
  };
  await expect(loadAnyChat(checkpoint)).rejects.toBe(missing);
});

test("a family that reads no pictures and sounds is refused before its weights are fetched", async () => {
  const checkpoint = { ...checkpointOf(graph, { config: { model_type: "llava" } }), graph: never, decoder: never };
  await expect(loadAnyChat(checkpoint)).rejects.toMatchObject({ code: "model-unsupported" });
});
