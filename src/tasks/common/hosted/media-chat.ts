import type { ChatMessage } from "../../../shared/media.ts";
import type { Answer, Ask } from "../../hosted.ts";
import { type Story, toTold } from "../chat/story.ts";
import { type Choices, choicesIn, storyOf, withoutThoughts } from "./story.ts";

interface Conversation {
  readonly messages: readonly ChatMessage[];
}

/** A conversation with pictures or sounds in it is the request itself. */
export const mediaChat = {
  ask: ({ messages }: Conversation, options: Choices): readonly Ask[] => [
    { messages: withoutThoughts(messages), ...choicesIn(options) },
  ],
  read: ([answer]: readonly (Answer | undefined)[], { messages }: Conversation): Story =>
    storyOf(answer, { messages: messages.map(toTold), prompt: "", begun: "" }),
};
