import { lazy } from "react";
import * as v from "valibot";
import { ChatMessage, contentText, TextMessage, toTextMessages } from "../../../shared/media.ts";
import { type InputKind, maxSavedLength } from "../kind.ts";
import { findMessages, fromAlternating, fromMessages, type MessagesDraft, messagesOf, noMessages } from "./chat.ts";

const Saved = v.object({ turns: v.array(TextMessage), text: v.string() });

export const messages: InputKind<"messages", MessagesDraft> = {
  takes: "text",
  empty: noMessages,
  toInput: messagesOf,
  toTexts: ({ turns, text }) =>
    [...turns.map(({ content }) => contentText(content)), text].filter((words) => words !== ""),
  fromExample: async (_, texts) => fromAlternating(texts),
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
  toCode: (value) => ({ value: v.is(v.array(ChatMessage), value) ? value.map(toPythonMessage) : (value ?? "") }),
  Editor: lazy(async () => ({ default: (await import("./MessagesEditor.tsx")).MessagesEditor })),
};

/** As Python's chat format has it, media by the names of files. */
function toPythonMessage({ role, content }: ChatMessage) {
  if (typeof content === "string") return { role, content };
  const files = { image: { type: "image", url: "picture.jpg" }, audio: { type: "audio", url: "sound.wav" } } as const;
  return { role, content: content.map((part) => (part.type === "text" ? part : files[part.type])) };
}
