import type { ChatMessage, TextMessage } from "../../../shared/media.ts";
import type { Answer, Ask } from "../../hosted.ts";
import type { Story, ToldMessage } from "../chat/story.ts";

/** Thoughts of earlier turns are not sent back, as chat templates leave them out too. */
export function withoutThoughts(messages: readonly TextMessage[]): TextMessage[];
export function withoutThoughts(messages: readonly ChatMessage[]): ChatMessage[];
export function withoutThoughts(messages: readonly ChatMessage[]): ChatMessage[] {
  return messages.map(({ role, content }) => ({
    role,
    content:
      role === "assistant" && typeof content === "string"
        ? content.replace(/^\s*(?:<think>)?.*?<\/think>\s*/s, "")
        : content,
  }));
}

export interface Choices {
  readonly max_new_tokens: number;
  readonly do_sample: boolean;
  readonly temperature: number | null;
  readonly top_p: number | null;
  readonly top_k: number | null;
  readonly seed: number | null;
  readonly stop: readonly string[];
  readonly enable_thinking: boolean;
}

/** How an answer is to be written, by a chat's options. */
export function choicesIn(options: Choices): Omit<Ask, "messages"> {
  const { temperature, top_p, top_k, seed } = options;
  return {
    maxTokens: options.max_new_tokens,
    ...(options.do_sample
      ? {
          temperature: temperature ?? undefined,
          topP: top_p ?? undefined,
          topK: top_k || undefined,
          seed: seed ?? undefined,
        }
      : { temperature: 0 }),
    stop: options.stop.filter((word) => word !== ""),
    thinking: options.enable_thinking ? undefined : false,
  };
}

interface Asked {
  readonly messages: ToldMessage[] | null;
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
