import OpenAI from "openai";
import * as v from "valibot";
import type { Provider } from "../shared/site.ts";
import type { WrittenToken } from "../tasks/common/chat/story.ts";
import { openaiBodyOf } from "./bodies/openai.ts";
import { type Heard, nothingHeard, type Speak } from "./speak.ts";

const maybe = <T>(schema: v.GenericSchema<unknown, T>) => v.nullish(schema);

/** Mistral's models that think send their thoughts as parts of the content. */
const Part = v.union([
  v.object({ type: v.literal("text"), text: v.string() }),
  v.object({ type: v.literal("thinking"), thinking: v.array(v.looseObject({ text: v.optional(v.string(), "") })) }),
]);

const Probable = v.object({ token: v.string(), logprob: v.number() });

/** A chunk as OpenAI documents it, with what vLLM, llama.cpp, Ollama, Mistral and routers add. */
const Chunk = v.object({
  id: maybe(v.string()),
  choices: v.optional(
    v.array(
      v.object({
        delta: maybe(
          v.object({
            content: maybe(v.union([v.string(), v.array(Part)])),
            refusal: maybe(v.string()),
            reasoning_content: maybe(v.string()),
            reasoning: maybe(v.string()),
          }),
        ),
        finish_reason: maybe(v.string()),
        logprobs: maybe(
          v.object({ content: maybe(v.array(v.object({ ...Probable.entries, top_logprobs: v.array(Probable) }))) }),
        ),
      }),
    ),
    [],
  ),
  usage: maybe(
    v.object({
      prompt_tokens: v.optional(v.number()),
      completion_tokens: v.optional(v.number()),
      completion_tokens_details: maybe(v.object({ reasoning_tokens: maybe(v.number()) })),
    }),
  ),
});
type Chunk = v.InferOutput<typeof Chunk>;

/** OpenAI's Chat Completions, which Mistral, the Hub's providers and every common server speak too. */
export function createOpenaiSpeak(provider: Provider): Speak {
  return async ({ base, key, fetch, id, ask, extras, signal }, onHeard) => {
    const client = new OpenAI({
      // The library wants some key; a server of one's own may want none.
      apiKey: key || "none",
      ...(key === "" && { defaultHeaders: { Authorization: null } }),
      baseURL: base,
      fetch,
      maxRetries: 0,
      dangerouslyAllowBrowser: true,
      logLevel: "off",
    });
    const { data: chunks, request_id } = await client.chat.completions
      .create(openaiBodyOf(provider, id, ask, extras), { signal })
      .withResponse();
    let heard: Heard = { ...nothingHeard, requestId: request_id ?? undefined };
    for await (const chunk of chunks) {
      heard = withChunk(heard, v.parse(Chunk, chunk));
      onHeard(heard);
    }
    return heard;
  };
}

function withChunk(heard: Heard, { id, choices: [choice], usage }: Chunk): Heard {
  const { delta, logprobs, finish_reason } = choice ?? {};
  const parts = typeof delta?.content === "string" ? [{ type: "text", text: delta.content } as const] : delta?.content;
  const text = (parts ?? []).map((part) => (part.type === "text" ? part.text : "")).join("");
  const thought = (parts ?? []).flatMap((part) => (part.type === "thinking" ? part.thinking : []));
  return {
    text: heard.text + text + (delta?.refusal ?? ""),
    thought:
      heard.thought + (delta?.reasoning_content ?? delta?.reasoning ?? "") + thought.map((one) => one.text).join(""),
    tokens: logprobs?.content ? [...heard.tokens, ...logprobs.content.map(toToken)] : heard.tokens,
    finish: delta?.refusal ? "refused" : heard.finish === "refused" ? "refused" : finishOf(finish_reason, heard),
    requestId: heard.requestId ?? id ?? undefined,
    inputTokens: usage?.prompt_tokens ?? heard.inputTokens,
    outputTokens: usage?.completion_tokens ?? heard.outputTokens,
    thoughtTokens: usage?.completion_tokens_details?.reasoning_tokens ?? heard.thoughtTokens,
  };
}

function finishOf(reason: string | null | undefined, { finish }: Heard): Heard["finish"] {
  if (!reason) return finish;
  if (reason === "content_filter") return "refused";
  return reason === "length" || reason === "model_length" ? "length" : "end";
}

function toToken({
  token,
  logprob,
  top_logprobs,
}: v.InferOutput<typeof Probable> & { top_logprobs: readonly v.InferOutput<typeof Probable>[] }): WrittenToken {
  const candidate = (one: v.InferOutput<typeof Probable>) => ({
    id: -1,
    text: one.token,
    probability: Math.exp(one.logprob),
  });
  return { ...candidate({ token, logprob }), top: top_logprobs.map(candidate) };
}
