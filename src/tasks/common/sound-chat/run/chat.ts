import { TaskError } from "../../../../shared/errors.ts";
import type { Checkpoint } from "../../../ports.ts";
import { type MediaChat, openMediaChat } from "../../picture-chat/run/chat.ts";
import type { OpenSoundFamily } from "./family.ts";
import { createHearing } from "./hearing.ts";
import { voxtral } from "./voxtral.ts";

/** By `model_type`. */
const families: ReadonlyMap<unknown, OpenSoundFamily> = new Map([["voxtral", voxtral]]);

/** @throws TaskError `model-unsupported` for a family that nothing here can hear with, before its weights are fetched */
export async function loadSoundChat(checkpoint: Checkpoint): Promise<MediaChat> {
  const { config, model } = checkpoint;
  const openFamily = families.get(config.model_type);
  if (!openFamily) {
    const message = `${model} is of the type ${String(config.model_type)}, whose sounds nothing here can read.`;
    throw new TaskError("model-unsupported", message);
  }
  const tokenizer = await checkpoint.tokenizer();
  const family = await openFamily(checkpoint, tokenizer);
  return openMediaChat(checkpoint, tokenizer, family, async () => [
    createHearing(family, await checkpoint.graph("audio_encoder")),
  ]);
}
