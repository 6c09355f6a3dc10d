import * as v from "valibot";
import { type ChatMessage, Role } from "../../../shared/media.ts";

/** The names under which Python's chat format gives a picture or a sound. */
const Source = v.optional(v.string());
const sources = { url: Source, path: Source, base64: Source };
const WrittenPart = v.variant("type", [
  v.object({ type: v.literal("text"), text: v.string() }),
  v.object({ type: v.literal("image"), image: Source, ...sources }),
  v.object({ type: v.literal("audio"), audio: Source, ...sources }),
]);
const WrittenMessage = v.object({ role: Role, content: v.union([v.string(), v.array(WrittenPart)]) });
export type WrittenPart = v.InferOutput<typeof WrittenPart>;
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
