import { fromBase64 } from "../../../shared/base64.ts";
import type { ChatMessage, ContentPart, MediaPart } from "../../../shared/media.ts";
import type { PartKind } from "../../../tasks/fields/messages.ts";
import { InputError } from "../notice.ts";
import { readAttachment } from "./attachment.ts";
import type { WrittenMessage, WrittenPart } from "./written.ts";

/** The kinds of media that the JSON names and does not hold: given ones take their places, in order. */
export function gapsIn(messages: readonly WrittenMessage[]): readonly PartKind[] {
  const parts = messages.flatMap(({ content }) => (typeof content === "string" ? [] : content));
  return parts.flatMap((part) => (part.type === "text" || sourceOf(part) !== undefined ? [] : [part.type]));
}

/** Those that fill gaps, and the rest; `undefined` while some are missing. */
export function fillersOf<T extends { readonly part: MediaPart }>(
  gaps: readonly PartKind[],
  given: readonly T[],
): { readonly fillers: readonly T[]; readonly left: readonly T[] } | undefined {
  const fillers: T[] = [];
  for (const kind of gaps) {
    const next = given.find((one) => one.part.type === kind && !fillers.includes(one));
    if (!next) return undefined;
    fillers.push(next);
  }
  return { fillers, left: given.filter((one) => !fillers.includes(one)) };
}

type WrittenMedia = Exclude<WrittenPart, { type: "text" }>;

function sourceOf(part: WrittenMedia): string | undefined {
  const own = part.type === "image" ? part.image : part.audio;
  return own ?? part.url ?? part.path ?? (part.base64 && `data:;base64,${part.base64}`);
}

/**
 * The conversation with its pictures and sounds.
 * @param given for the places that hold none, in their order
 * @throws InputError for one that cannot be read: none is fetched from an address
 */
export async function toMessages(
  messages: readonly WrittenMessage[],
  given: readonly MediaPart[],
): Promise<readonly ChatMessage[]> {
  const left = [...given];
  const toPart = async (part: WrittenPart): Promise<ContentPart> => {
    if (part.type === "text") return part;
    const source = sourceOf(part);
    const made = source === undefined ? left.shift() : await decoded(part.type, source);
    if (made) return made;
    throw new InputError("picture-missing");
  };
  const made: ChatMessage[] = [];
  for (const { role, content } of messages) {
    if (typeof content === "string") {
      made.push({ role, content });
      continue;
    }
    const parts: ContentPart[] = [];
    for (const part of content) parts.push(await toPart(part));
    made.push({ role, content: parts });
  }
  return made;
}

async function decoded(type: PartKind, source: string): Promise<MediaPart> {
  const [, isBase64, data] = /^data:[^,]*?(;base64)?,(.*)$/s.exec(source) ?? [];
  if (data === undefined) throw new InputError("picture-elsewhere");
  try {
    const bytes = isBase64 ? fromBase64(data) : new TextEncoder().encode(decodeURIComponent(data));
    return (await readAttachment(type, new Blob([bytes]), "")).part;
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(type === "image" ? "image-unreadable" : "sound-unreadable", { cause });
  }
}

/** As it stands in the editor: of a picture that it is there. */
export function toJsonText(turns: readonly ChatMessage[]): string {
  const told = turns.map(({ role, content }) => ({
    role,
    content:
      typeof content === "string"
        ? content
        : content.map((part) => (part.type === "text" ? part : { type: part.type })),
  }));
  return JSON.stringify(told, null, 2);
}
