import type OpenAI from "openai";
import type { Provider } from "../../shared/site.ts";
import type { Extras } from "../speak.ts";
import { partsOf, type SentAsk, type SentFile, type SentMessage, sentText } from "./sent.ts";

/** As many rivals of a token as every provider gives. */
const rivals = 5;

/** What is not OpenAI's own: its library for Python takes these apart from the rest. */
export const foreignNames: ReadonlySet<string> = new Set(["top_k", "random_seed", "chat_template_kwargs"]);

/** A request of Chat Completions. Providers differ in what they call three things, and refuse what they do not know. */
export function openaiBodyOf(provider: Provider, id: string, ask: SentAsk, extras: Extras) {
  const isOwn = provider === "openai";
  const body: Omit<OpenAI.ChatCompletionCreateParams, "stream"> = {
    model: id,
    messages: ask.messages.map((turn) => turnOf(provider, turn)),
    ...(provider !== "mistral" && { stream_options: { include_usage: true } }),
    ...(ask.maxTokens !== undefined && { [isOwn ? "max_completion_tokens" : "max_tokens"]: ask.maxTokens }),
  };
  return {
    ...body,
    ...(extras !== "none" && formOf(ask)),
    ...((extras === "all" || extras === "choices") && choicesOf(provider, ask)),
    ...(extras === "all" && !ask.schema && provider !== "mistral" && { logprobs: true, top_logprobs: rivals }),
    stream: true,
  } as const;
}

/** Only the user's turns may have pictures and sounds. */
function turnOf(provider: Provider, { role, content }: SentMessage): OpenAI.ChatCompletionMessageParam {
  if (role !== "user" || typeof content === "string") return { role, content: sentText(content) };
  return {
    role,
    content: partsOf<OpenAI.ChatCompletionContentPart>(content, {
      text: (text) => ({ type: "text", text }),
      image: ({ mime, base64 }) => ({ type: "image_url", image_url: { url: `data:${mime};base64,${base64}` } }),
      audio: provider === "mistral" ? bareSoundOf : ({ base64 }) => soundOf(base64),
    }),
  };
}

const soundOf = (data: string): OpenAI.ChatCompletionContentPartInputAudio => ({
  type: "input_audio",
  input_audio: { data, format: "wav" },
});

/** Mistral's own form: the bytes alone, whose format it finds out (docs.mistral.ai, "Chat with audio"). */
const bareSoundOf = ({ base64 }: SentFile): OpenAI.ChatCompletionContentPart =>
  Object.assign(soundOf(base64), { input_audio: base64 });

type Body = Partial<OpenAI.ChatCompletionCreateParams> & Record<string, unknown>;

function formOf({ schema, stop = [] }: SentAsk): Body {
  return {
    ...(stop.length > 0 && { stop: [...stop] }),
    ...(schema && {
      response_format: { type: "json_schema", json_schema: { name: "answer", schema: { ...schema }, strict: true } },
    }),
  };
}

function choicesOf(provider: Provider, { temperature, topP, topK, seed, thinking }: SentAsk): Body {
  const isOpen = provider === "server" || provider === "hf";
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { top_p: topP }),
    ...(topK !== undefined && provider === "server" && { top_k: topK }),
    ...(seed !== undefined && { [provider === "mistral" ? "random_seed" : "seed"]: seed }),
    ...(thinking === false && isOpen && { chat_template_kwargs: { enable_thinking: false } }),
  };
}
