import type { ChatMessage, Sound } from "../../../../shared/media.ts";
import { createAlbum } from "../../picture-chat/run/album.ts";
import type { Reading } from "../../picture-chat/run/family.ts";
import type { Encoder, Sense } from "../../picture-chat/run/sense.ts";
import { markOf } from "../../vision/run/kept.ts";

export function createHearing<Prepared>(family: Reading<Sound, Prepared>, encoder: Encoder): Sense {
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
