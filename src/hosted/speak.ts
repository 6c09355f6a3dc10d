import type { WrittenToken } from "../tasks/common/chat/story.ts";
import type { SentAsk } from "./bodies/sent.ts";

/** What a provider has sent so far. */
export interface Heard {
  readonly thought: string;
  readonly text: string;
  readonly tokens: readonly WrittenToken[];
  /** `null` until the provider has said why it stopped: where that never comes, the connection broke. */
  readonly finish: "end" | "length" | "refused" | "context" | null;
  readonly requestId: string | undefined;
  readonly inputTokens: number | undefined;
  /** Those that it thought in among them, where the provider tells them apart. */
  readonly thoughtTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

export const nothingHeard: Heard = {
  thought: "",
  text: "",
  tokens: [],
  finish: null,
  requestId: undefined,
  inputTokens: undefined,
  thoughtTokens: undefined,
  outputTokens: undefined,
};

/**
 * How much is sent of what not every model takes: `all` of it; `choices`, all but that it is to tell probabilities; `form`, what the answer must look like (a schema, stop
 * texts); or `none`. A model that refuses a parameter is asked again with less.
 */
export const extrasLevels = ["all", "choices", "form", "none"] as const;
export type Extras = (typeof extrasLevels)[number];

/** One request and where it goes. */
export interface Call {
  readonly base: string;
  readonly key: string;
  readonly id: string;
  readonly ask: SentAsk;
  readonly extras: Extras;
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
}

/** Speaks one provider's protocol. Rejects with whatever the provider's library throws. */
export type Speak = (call: Call, onHeard: (heard: Heard) => void) => Promise<Heard>;

/** The conversation with its system turns apart, which two of three protocols have outside of it. */
export function withoutSystem(messages: SentAsk["messages"]) {
  return {
    system: messages.filter(({ role }) => role === "system"),
    turns: messages.filter(({ role }) => role !== "system"),
  };
}
