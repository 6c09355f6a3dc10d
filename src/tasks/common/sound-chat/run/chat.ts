import { TaskError } from "../../../../shared/errors.ts";
import type { ChatMessage, Sound } from "../../../../shared/media.ts";
import type { Checkpoint, SpanTokenizer } from "../../../ports.ts";
import { createAlbum } from "../../picture-chat/run/album.ts";
import { type MediaChat, openMediaChat } from "../../picture-chat/run/chat.ts";
import type { Reader, Reading } from "../../picture-chat/run/family.ts";
import { openGemma3n } from "../../picture-chat/run/gemma3n.ts";
import { createSight, type Encoder, type Sense } from "../../picture-chat/run/sense.ts";
import { markOf } from "../../vision/run/kept.ts";
import { voxtral } from "./voxtral.ts";

/** A tenth of a second, which warms a model up. */
export const silence: Sound = { samples: new Float32Array(1600), samplingRate: 16_000 };

interface Hearer {
  readonly reader: Reader;
  hearingOf(encoder: Encoder): Sense;
}

type OpenHearer = (checkpoint: Checkpoint, tokenizer: SpanTokenizer) => Promise<Hearer>;

function hearer<Prepared>(
  open: (checkpoint: Checkpoint, tokenizer: SpanTokenizer) => Promise<Reader & Reading<Sound, Prepared>>,
): OpenHearer {
  return async (checkpoint, tokenizer) => {
    const family = await open(checkpoint, tokenizer);
    return { reader: family, hearingOf: (encoder) => createHearing(family, encoder) };
  };
}

/** By `model_type`. */
const families: ReadonlyMap<unknown, OpenHearer> = new Map([
  ["gemma3n", hearer(async (checkpoint, tokenizer) => (await openGemma3n(checkpoint, tokenizer)).sounds)],
  ["voxtral", hearer(voxtral)],
]);

/** @throws TaskError `model-unsupported` for a family that nothing here can hear with, before its weights are fetched */
export async function loadSoundChat(checkpoint: Checkpoint): Promise<MediaChat> {
  const { config, model } = checkpoint;
  const openFamily = families.get(config.model_type);
  if (!openFamily) {
    const message = `${model} is of the type ${String(config.model_type)}, whose sounds nothing here can read.`;
    throw new TaskError("model-unsupported", message);
  }
  const tokenizer = await checkpoint.tokenizer();
  const { reader, hearingOf } = await openFamily(checkpoint, tokenizer);
  return openMediaChat(checkpoint, tokenizer, reader, async () => [hearingOf(await checkpoint.graph("audio_encoder"))]);
}

/** A model that reads pictures and sounds. @throws TaskError `model-unsupported` for any but Gemma 3n */
export async function loadAnyChat(checkpoint: Checkpoint): Promise<MediaChat> {
  const { config, model } = checkpoint;
  if (config.model_type !== "gemma3n") {
    const message = `${model} is of the type ${String(config.model_type)}, whose pictures and sounds nothing here can read.`;
    throw new TaskError("model-unsupported", message);
  }
  const tokenizer = await checkpoint.tokenizer();
  const { pictures, sounds } = await openGemma3n(checkpoint, tokenizer);
  return openMediaChat(checkpoint, tokenizer, pictures, async () => {
    const [eye, ear] = await Promise.all([checkpoint.graph("vision_encoder"), checkpoint.graph("audio_encoder")]);
    return [createSight(pictures, eye), createHearing(sounds, ear)];
  });
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
