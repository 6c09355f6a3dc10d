import type OpenAI from "openai";
import { contentText } from "../../shared/media.ts";
import type { Provider } from "../../shared/site.ts";
import type { Ask } from "../../tasks/hosted.ts";
import type { Extras } from "../speak.ts";

/** As many rivals of a token as every provider gives. */
const rivals = 5;

/** What is not OpenAI's own: its library for Python takes these apart from the rest. */
export const foreignNames: ReadonlySet<string> = new Set(["top_k", "random_seed", "chat_template_kwargs"]);

/** A request of Chat Completions. Providers differ in what they call three things, and refuse what they do not know. */
export function openaiBodyOf(provider: Provider, id: string, ask: Ask, extras: Extras) {
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
    stream: true,
  } as const;
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
