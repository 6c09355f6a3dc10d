import type { TextMessage } from "../../../shared/media.ts";
import type { Answer } from "../../hosted.ts";
import type { Story } from "../chat/story.ts";

/** Thoughts of earlier turns are not sent back, as chat templates leave them out too. */
export function withoutThoughts(messages: readonly TextMessage[]): TextMessage[] {
  return messages.map(({ role, content }) => ({
    role,
    content: role === "assistant" ? content.replace(/^\s*(?:<think>)?.*?<\/think>\s*/s, "") : content,
  }));
}

interface Asked {
  readonly messages: TextMessage[] | null;
  readonly prompt: string;
  /** What the answer goes on from. */
  readonly begun: string;
}

/** An answer as a local model would have written it: with its thoughts in the marks that open models use. */
export function storyOf(answer: Answer | undefined, { messages, prompt, begun }: Asked): Story {
  const {
    thought = "",
    text = "",
    tokens = [],
    finish = null,
    inputTokens = 0,
    outputTokens,
    speed = null,
  } = answer ?? {};
  const isThinking = thought !== "" && text === "" && finish === null;
  // What it thought before going on would stand in the middle of the text.
  const thoughts = thought === "" || begun !== "" ? "" : `<think>\n${thought}${isThinking ? "" : "\n</think>\n\n"}`;
  return {
    messages,
    prompt,
    text: begun + thoughts + text,
    tokens: [...tokens],
    next: null,
    promptTokens: inputTokens,
    keptTokens: 0,
    speed,
    finish,
    writtenTokens: outputTokens ?? tokens.length,
  };
}
