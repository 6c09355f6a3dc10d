import OpenAI from "openai";
import * as v from "valibot";
import { contentText } from "../shared/media.ts";
import type { Provider } from "../shared/site.ts";
import type { WrittenToken } from "../tasks/common/chat/story.ts";
import type { Ask } from "../tasks/hosted.ts";
import { type Extras, type Heard, nothingHeard, type Speak } from "./speak.ts";

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
  usage: maybe(v.object({ prompt_tokens: v.optional(v.number()), completion_tokens: v.optional(v.number()) })),
});
type Chunk = v.InferOutput<typeof Chunk>;

/** As many rivals of a token as every provider gives. */
const rivals = 5;

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
      .create({ ...bodyOf(provider, id, ask, extras), stream: true }, { signal })
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

/** Providers differ in what they call three things, and refuse what they do not know. */
function bodyOf(provider: Provider, id: string, ask: Ask, extras: Extras) {
  const isOwn = provider === "openai";
  const body: Omit<OpenAI.ChatCompletionCreateParams, "stream"> = {
    model: id,
    messages: ask.messages.map(({ role, content }) => ({ role, content: contentText(content) })),
    ...(provider !== "mistral" && { stream_options: { include_usage: true } }),
    ...(ask.maxTokens !== undefined && { [isOwn ? "max_completion_tokens" : "max_tokens"]: ask.maxTokens }),
  };
  return {
    ...body,
    ...(extras !== "none" && formOf(ask)),
    ...(extras === "all" && choicesOf(provider, ask)),
  };
}

type Body = Partial<OpenAI.ChatCompletionCreateParams> & Record<string, unknown>;

function formOf({ schema, stop = [] }: Ask): Body {
  return {
    ...(stop.length > 0 && { stop: [...stop] }),
    ...(schema && {
      response_format: { type: "json_schema", json_schema: { name: "answer", schema: { ...schema }, strict: true } },
    }),
  };
}

function choicesOf(provider: Provider, { schema, temperature, topP, topK, seed, thinking }: Ask): Body {
  const isOpen = provider === "server" || provider === "hf";
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(topK !== undefined && provider === "server" && { top_k: topK }),
    ...(seed !== undefined && { [provider === "mistral" ? "random_seed" : "seed"]: seed }),
    ...(!schema && provider !== "mistral" && { logprobs: true, top_logprobs: rivals }),
    ...(thinking === false && isOpen && { chat_template_kwargs: { enable_thinking: false } }),
  };
}
