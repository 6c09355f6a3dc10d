import { TaskError } from "../../../../shared/errors.ts";
import type { ChatMessage, Sound } from "../../../../shared/media.ts";
import type { Checkpoint } from "../../../ports.ts";
import { createAlbum } from "../../picture-chat/run/album.ts";
import { type MediaChat, openMediaChat } from "../../picture-chat/run/chat.ts";
import type { Reading } from "../../picture-chat/run/family.ts";
import type { Encoder, Sense } from "../../picture-chat/run/sense.ts";
import { markOf } from "../../vision/run/kept.ts";
import type { OpenSoundFamily } from "./family.ts";
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

function createHearing<Prepared>(family: Reading<Sound, Prepared>, encoder: Encoder): Sense {
  const { mark, placeId } = family;
  const album = createAlbum(family, encoder, signOf);
  return { type: "audio", mark, placeId, album, lay: (messages, looking) => album.lay(soundsIn(messages), looking) };
}

function soundsIn(messages: readonly ChatMessage[]): readonly Sound[] {
  return messages.flatMap(({ content }) =>
    typeof content === "string" ? [] : content.flatMap((part) => (part.type === "audio" ? [part.audio] : [])),
  );
}

function signOf({ samples, samplingRate }: Sound): string {
  // As many bytes as a picture of that many pixels has.
  const data = new Uint8ClampedArray(samples.buffer, samples.byteOffset, samples.byteLength);
  return `${samplingRate} ${markOf({ data, width: samples.length, height: 1 })}`;
}
