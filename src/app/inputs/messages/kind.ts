import { lazy } from "react";
import * as v from "valibot";
import { ChatMessage, contentText, TextMessage, toTextMessages } from "../../../shared/media.ts";
import { type InputKind, maxSavedLength } from "../kind.ts";
import { readPicture } from "../picture/draft.ts";
import { fromAlternating, fromMessages, type MessagesDraft, messagesOf, noMessages } from "./chat.ts";
import { findMessages } from "./json.ts";

const Saved = v.object({ turns: v.array(TextMessage), text: v.string() });

export const messages: InputKind<"messages", MessagesDraft> = {
  takes: "text",
  empty: noMessages,
  toInput: messagesOf,
  toTexts: ({ turns, text, pictures = [] }) =>
    [...turns.map(({ content }) => contentText(content)), ...pictures.map(({ name }) => name), text].filter(
      (words) => words !== "",
    ),
  async fromExample(field, texts, fetchFile) {
    const isPicture = (words: string) => field.pictures === true && words.startsWith("examples/");
    const draft = fromAlternating(texts.filter((words) => !isPicture(words)));
    const paths = texts.filter(isPicture);
    if (paths.length === 0) return draft;
    const files = await Promise.all(paths.map(fetchFile));
    return { ...draft, pictures: await Promise.all(files.map(({ file, name }) => readPicture(file, name))) };
  },
  toSaved: ({ turns, text }) => (text.length > maxSavedLength ? undefined : { turns: toTextMessages(turns), text }),
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
