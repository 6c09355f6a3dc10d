import * as v from "valibot";
import { fromBase64 } from "../../../shared/base64.ts";
import { type ChatMessage, type ContentPart, type Pixels, Role } from "../../../shared/media.ts";
import { InputError } from "../notice.ts";
import { readPicture } from "../picture/draft.ts";

/** The names under which Python's chat format gives a picture. */
const Source = v.optional(v.string());
const WrittenPart = v.variant("type", [
  v.object({ type: v.literal("text"), text: v.string() }),
  v.object({ type: v.literal("image"), image: Source, url: Source, path: Source, base64: Source }),
]);
const WrittenMessage = v.object({ role: Role, content: v.union([v.string(), v.array(WrittenPart)]) });
type WrittenPart = v.InferOutput<typeof WrittenPart>;
export type WrittenMessage = v.InferOutput<typeof WrittenMessage>;

const Messages = v.pipe(
  v.string(),
  v.parseJson(),
  v.union([
    v.array(WrittenMessage),
    v.pipe(
      v.object({ messages: v.array(WrittenMessage) }),
      v.transform(({ messages }) => messages),
    ),
  ]),
);

/** A conversation from JSON, a list of `{role, content}` as in Python; `undefined` where it is none. */
export function findWritten(json: string): readonly WrittenMessage[] | undefined {
  const result = v.safeParse(Messages, json);
  return result.success ? result.output : undefined;
}

/** A conversation of words alone from JSON; `undefined` where it is none, or has pictures. */
export function findMessages(json: string): readonly ChatMessage[] | undefined {
  const written = findWritten(json);
  return written && findWords(written);
}

/** The conversation, where it is words alone. */
export function findWords(messages: readonly WrittenMessage[]): readonly ChatMessage[] | undefined {
  const made: ChatMessage[] = [];
  for (const { role, content } of messages) {
    const parts = typeof content === "string" ? content : content.filter((part) => part.type === "text");
    if (parts.length !== content.length) return undefined;
    made.push({ role, content: typeof parts === "string" ? parts : [...parts] });
  }
  return made;
}

/** How many pictures the JSON names and does not hold: given ones take their places, in order. */
export function gapsIn(messages: readonly WrittenMessage[]): number {
  return partsOf(messages).filter((part) => part.type === "image" && sourceOf(part) === undefined).length;
}

function partsOf(messages: readonly WrittenMessage[]): readonly WrittenPart[] {
  return messages.flatMap(({ content }) => (typeof content === "string" ? [] : content));
}

function sourceOf(part: Extract<WrittenPart, { type: "image" }>): string | undefined {
  return part.image ?? part.url ?? part.path ?? (part.base64 && `data:;base64,${part.base64}`);
}

/**
 * The conversation with its pictures.
 * @param given for the places that hold none
 * @throws InputError for a picture that cannot be read: none is fetched from an address
 */
export async function toMessages(
  messages: readonly WrittenMessage[],
  given: readonly Pixels[],
): Promise<readonly ChatMessage[]> {
  const left = [...given];
  const toPart = async (part: WrittenPart): Promise<ContentPart> => {
    if (part.type === "text") return part;
    const source = sourceOf(part);
    const image = source === undefined ? left.shift() : await decoded(source);
    if (image) return { type: "image", image };
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

async function decoded(source: string): Promise<Pixels> {
  const [, isBase64, data] = /^data:[^,]*?(;base64)?,(.*)$/s.exec(source) ?? [];
  if (data === undefined) throw new InputError("picture-elsewhere");
  try {
    const bytes = isBase64 ? fromBase64(data) : new TextEncoder().encode(decodeURIComponent(data));
    return (await readPicture(new Blob([bytes]), "")).pixels;
  } catch (cause) {
    throw cause instanceof InputError ? cause : new InputError("image-unreadable", { cause });
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
