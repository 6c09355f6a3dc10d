import { lazy } from "react";
import * as v from "valibot";
import { ChatMessage, contentText, TextMessage, toTextMessages } from "../../../shared/media.ts";
import { kindOf } from "../file.ts";
import { type InputKind, maxSavedLength } from "../kind.ts";
import { readAttachment } from "./attachment.ts";
import { fromAlternating, fromMessages, type MessagesDraft, messagesOf, noMessages } from "./chat.ts";
import { findMessages } from "./written.ts";

const Turns = v.array(TextMessage);
const Saved = v.object({
  turns: Turns,
  text: v.string(),
  branches: v.exactOptional(v.object({ others: v.array(Turns), place: v.number() })),
});

export const messages: InputKind<"messages", MessagesDraft> = {
  takes: "text",
  empty: noMessages,
  toInput: messagesOf,
  toTexts: ({ turns, text, attached = [] }) =>
    [...turns.map(({ content }) => contentText(content)), ...attached.map(({ name }) => name), text].filter(
      (words) => words !== "",
    ),
  async fromExample(field, texts, fetchFile) {
    const isFile = (words: string) => field.parts !== undefined && words.startsWith("examples/");
    const draft = fromAlternating(texts.filter((words) => !isFile(words)));
    const paths = texts.filter(isFile);
    if (paths.length === 0) return draft;
    const files = await Promise.all(paths.map(fetchFile));
    const kindOfFile = (file: Blob, name: string) =>
      kindOf({ type: file.type, name }) === "audio" ? "audio" : "image";
    const attached = files.map(({ file, name }) => readAttachment(kindOfFile(file, name), file, name));
    return { ...draft, attached: await Promise.all(attached) };
  },
  toSaved({ turns, text, branches }) {
    if (text.length > maxSavedLength) return undefined;
    const others = branches?.others.map(toTextMessages) ?? [];
    const isShort = JSON.stringify(others).length <= maxSavedLength;
    return {
      turns: toTextMessages(turns),
      text,
      ...(branches && isShort && { branches: { others, place: branches.place } }),
    };
  },
  fromSaved: (saved) => (v.is(Saved, saved) ? saved : undefined),
  toAddress: (draft) => (draft.turns.length === 0 ? draft.text : JSON.stringify(toTextMessages(messagesOf(draft)))),
  fromAddress(text) {
    const turns = findMessages(text);
    return turns ? fromMessages(turns) : { turns: [], text };
  },
  toTokens(draft) {
    const turns = messagesOf(draft);
    return turns.length === 0 ? undefined : { kind: "messages", messages: [...turns] };
  },
  toCode: (value) => ({ value: v.is(v.array(ChatMessage), value) ? toPython(value) : (value ?? "") }),
  Editor: lazy(async () => ({ default: (await import("./MessagesEditor.tsx")).MessagesEditor })),
};

/** As Python's chat format has it, media by the names of files. Where one turn has parts, Python wants parts of all. */
function toPython(messages: readonly ChatMessage[]) {
  if (messages.every(({ content }) => typeof content === "string")) return messages;
  const files = { image: { type: "image", url: "picture.jpg" }, audio: { type: "audio", url: "sound.wav" } } as const;
  return messages.map(({ role, content }) => ({
    role,
    content:
      typeof content === "string"
        ? [{ type: "text", text: content }]
        : content.map((part) => (part.type === "text" ? part : files[part.type])),
  }));
}
