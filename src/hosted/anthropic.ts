import Anthropic from "@anthropic-ai/sdk";
import * as v from "valibot";
import { anthropicBodyOf } from "./bodies/anthropic.ts";
import { type Heard, nothingHeard, type Speak } from "./speak.ts";

const Usage = v.object({
  input_tokens: v.nullish(v.number()),
  cache_creation_input_tokens: v.nullish(v.number()),
  cache_read_input_tokens: v.nullish(v.number()),
  output_tokens: v.nullish(v.number()),
  output_tokens_details: v.nullish(v.object({ thinking_tokens: v.nullish(v.number()) })),
});

/** What is read of the events of a message; there are others, and more will come. */
const Event = v.object({
  type: v.string(),
  message: v.optional(v.object({ id: v.string(), usage: v.optional(Usage) })),
  delta: v.optional(
    v.object({ text: v.optional(v.string()), thinking: v.optional(v.string()), stop_reason: v.nullish(v.string()) }),
  ),
  usage: v.optional(Usage),
});
type Event = v.InferOutput<typeof Event>;

/** Anthropic's Messages API, version 2023-06-01 (docs/decisions.md). It gives no probabilities. */
export const speakAnthropic: Speak = async (call, onHeard) => {
  const { base, key, fetch, signal, id, ask, extras } = call;
  const client = new Anthropic({
    apiKey: key,
    // The library appends the version by itself.
    baseURL: base.replace(/\/v1$/, ""),
    fetch,
    maxRetries: 0,
    dangerouslyAllowBrowser: true,
    logLevel: "off",
  });
  const { data: events, request_id } = await client.messages
    .create({ ...anthropicBodyOf(id, ask, extras), stream: true }, { signal })
    .withResponse();
  let heard: Heard = { ...nothingHeard, requestId: request_id ?? undefined };
  for await (const event of events) {
    heard = withEvent(heard, v.parse(Event, event));
    onHeard(heard);
  }
  return heard;
};

function withEvent(heard: Heard, { message, delta, usage = message?.usage }: Event): Heard {
  return {
    ...heard,
    text: heard.text + (delta?.text ?? ""),
    thought: heard.thought + (delta?.thinking ?? ""),
    finish: finishOf(delta?.stop_reason) ?? heard.finish,
    requestId: heard.requestId ?? message?.id,
    ...countsOf(heard, usage),
    // What a message begins with counts a token or two of what is still to come.
    ...(message && { outputTokens: heard.outputTokens }),
  };
}

function countsOf({ inputTokens, outputTokens, thoughtTokens }: Heard, usage: v.InferOutput<typeof Usage> | undefined) {
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens, output_tokens } = usage ?? {};
  const read = [input_tokens, cache_creation_input_tokens, cache_read_input_tokens].filter((count) => count != null);
  return {
    inputTokens: read.length > 0 ? read.reduce((sum, count) => sum + count, 0) : inputTokens,
    outputTokens: output_tokens ?? outputTokens,
    thoughtTokens: usage?.output_tokens_details?.thinking_tokens ?? thoughtTokens,
  };
}

function finishOf(reason: string | null | undefined): Heard["finish"] {
  switch (reason) {
    case null:
    case undefined:
      return null;
    case "max_tokens":
      return "length";
    case "refusal":
      return "refused";
    case "model_context_window_exceeded":
      return "context";
    default:
      return "end";
  }
}
