import { type ChatMessage, contentText } from "../../shared/media.ts";
import type { Ask } from "../../tasks/hosted.ts";

/** A file as it is sent. */
export interface SentFile {
  readonly mime: string;
  readonly base64: string;
}

export type SentPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image"; readonly file: SentFile }
  | { readonly type: "audio"; readonly file: SentFile };

/** A turn whose pictures and sounds are files: words alone where it has none, since not every server takes parts. */
export interface SentMessage {
  readonly role: ChatMessage["role"];
  readonly content: string | readonly SentPart[];
}

/** A request with all that goes over the line. */
export interface SentAsk extends Omit<Ask, "messages"> {
  readonly messages: readonly SentMessage[];
}

/** @param fileOf the file of a picture or a sound, by its place among those of the conversation */
export function toSent(ask: Ask, fileOf: (place: number) => SentFile): SentAsk {
  let place = 0;
  const messages = ask.messages.map(({ role, content }): SentMessage => {
    if (typeof content === "string" || content.every(({ type }) => type === "text")) {
      return { role, content: contentText(content) };
    }
    const parts = content.flatMap((part): readonly SentPart[] => {
      if (part.type === "text") return part.text === "" ? [] : [part];
      return [{ type: part.type, file: fileOf(place++) }];
    });
    return { role, content: parts };
  });
  return { ...ask, messages };
}

/** The words of a turn. */
export function sentText(content: SentMessage["content"]): string {
  return typeof content === "string"
    ? content
    : content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

interface PartMakers<T> {
  readonly text: (text: string) => T;
  readonly image: (file: SentFile) => T;
  readonly audio: (file: SentFile) => T;
}

/** A turn in a provider's own parts. */
export function partsOf<T>(content: SentMessage["content"], { text, image, audio }: PartMakers<T>): T[] {
  if (typeof content === "string") return [text(content)];
  return content.map((part) => {
    if (part.type === "text") return text(part.text);
    return part.type === "image" ? image(part.file) : audio(part.file);
  });
}
