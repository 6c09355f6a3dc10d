import { toTold } from "../common/chat/story.ts";
import { choicesIn, storyOf, withoutThoughts } from "../common/hosted/story.ts";
import { defineHosted } from "../hosted.ts";
import { definition } from "./definition.ts";

export const hosted = defineHosted(definition, {
  ask: ({ messages }, options) => [{ messages: withoutThoughts(messages), ...choicesIn(options) }],
  read: ([answer], { messages }) => storyOf(answer, { messages: messages.map(toTold), prompt: "", begun: "" }),
});
