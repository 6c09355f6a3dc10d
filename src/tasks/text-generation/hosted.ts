import { toTextMessages } from "../../shared/media.ts";
import { filled } from "../common/hosted/prompt.ts";
import { choicesIn, storyOf, withoutThoughts } from "../common/hosted/story.ts";
import { defineHosted } from "../hosted.ts";
import { definition } from "./definition.ts";

export const hosted = defineHosted(definition, {
  prompt:
    "Continue the following text. Answer with the continuation alone: no comment, nothing of the text again.\n\n{text}",
  ask({ messages, text }, options, prompt) {
    const isChat = options.mode === "chat";
    const turns = isChat
      ? withoutThoughts(toTextMessages(messages ?? []))
      : [{ role: "user", content: filled(prompt, { text: text ?? "" }) } as const];
    const [begun = ""] = options.prefix_text;
    return [{ messages: begun === "" ? turns : [...turns, ...goingOn(begun)], ...choicesIn(options) }];
  },
  read: ([answer], { messages, text }, { mode, prefix_text: [begun = ""] }) =>
    storyOf(answer, {
      messages: mode === "chat" ? toTextMessages(messages ?? []) : null,
      prompt: mode === "chat" ? "" : (text ?? ""),
      begun,
    }),
});

/** Few providers take an answer that is only begun; all of them understand this. */
function goingOn(begun: string) {
  return withoutThoughts([
    { role: "assistant", content: begun },
    { role: "user", content: "Go on exactly where you stopped. Repeat nothing, and say nothing about it." },
  ]);
}
