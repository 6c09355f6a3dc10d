import { type ChatMessage, contentText, type MediaPart, mediaIn } from "../../../shared/media.ts";
import { soundField } from "../../../tasks/fields/audio.ts";
import type { PartKind } from "../../../tasks/fields/messages.ts";
import { type ImageDraft, readPicture } from "../picture/draft.ts";

/** A picture or a sound that goes with the turn being written. */
export interface Attachment {
  readonly part: MediaPart;
  /** Of its file; empty for what was pasted or comes from an earlier turn. */
  readonly name: string;
  /** Of a picture, how its file was read. */
  readonly picture?: ImageDraft;
}

/** What models hear, where a file does not tell its own rate. */
const heard = soundField();

/** Decodes a file; the decoder comes with the first one. @throws InputError */
export async function readAttachment(
  type: PartKind,
  file: Blob,
  name: string,
  signal?: AbortSignal,
): Promise<Attachment> {
  if (type === "image") {
    const picture = await readPicture(file, name);
    return { part: { type, image: picture.pixels }, name, picture };
  }
  const { decodeSound } = await import("../audio/decode.ts");
  const { sound } = await decodeSound(file, heard, name, signal);
  return { part: { type, audio: sound }, name };
}

/** Those of a turn that was sent, to be sent once more. */
export function attachmentsOf({ content }: ChatMessage): readonly Attachment[] {
  return mediaIn(content).map((part) => ({ part, name: "" }));
}

/** Whether these are the media of that turn, which a copy shares the data of. */
export function isOfTurn(attached: readonly Attachment[], content: ChatMessage["content"]): boolean {
  const media = mediaIn(content);
  return media.length === attached.length && attached.every(({ part }, place) => dataOf(part) === dataOf(media[place]));
}

function dataOf(part: MediaPart | undefined): Uint8ClampedArray | Float32Array | undefined {
  return part?.type === "image" ? part.image.data : part?.audio.samples;
}

/** Whether two turns say the same, with the very same pictures and sounds. */
export function isSameTurn(one: ChatMessage, other: ChatMessage): boolean {
  return (
    one.role === other.role &&
    contentText(one.content) === contentText(other.content) &&
    isOfTurn(attachmentsOf(one), other.content)
  );
}
