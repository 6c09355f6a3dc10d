import type Anthropic from "@anthropic-ai/sdk";
import { type Extras, withoutSystem } from "../speak.ts";
import { partsOf, type SentAsk, sentText } from "./sent.ts";

/** Anthropic asks for a limit in every request. */
const usualMaxTokens = 4096;

/** A request of the Messages API. */
export function anthropicBodyOf(
  id: string,
  ask: SentAsk,
  extras: Extras,
): Omit<Anthropic.MessageCreateParams, "stream"> {
  const { system, turns } = withoutSystem(ask.messages);
  const { maxTokens = usualMaxTokens, temperature, topP, topK, stop = [], schema, thinking } = ask;
  return {
    model: id,
    max_tokens: maxTokens,
    ...(system.length > 0 && { system: system.map(({ content }) => sentText(content)).join("\n\n") }),
    messages: turns.map(({ role, content }) => ({
      role: role === "assistant" ? role : "user",
      content: typeof content === "string" ? content : blocksOf(content),
    })),
    ...(extras !== "none" && stop.length > 0 && { stop_sequences: [...stop] }),
    ...(extras !== "none" && schema && { output_config: { format: { type: "json_schema", schema: { ...schema } } } }),
    ...((extras === "all" || extras === "choices") && {
      ...(temperature !== undefined && { temperature: Math.min(1, temperature) }),
      ...(topP !== undefined && { top_p: topP }),
      ...(topK !== undefined && { top_k: topK }),
      ...(thinking === false && { thinking: { type: "disabled" } }),
    }),
  };
}

/** The media types of its API: what `encodePicture` makes is one of them. */
const isJpeg = (mime: string) => mime === "image/jpeg";

function blocksOf(content: Exclude<SentAsk["messages"][number]["content"], string>) {
  return partsOf<Anthropic.ContentBlockParam>(content, {
    text: (text) => ({ type: "text", text }),
    image: ({ mime, base64 }) => ({
      type: "image",
      source: { type: "base64", media_type: isJpeg(mime) ? "image/jpeg" : "image/png", data: base64 },
    }),
    audio() {
      throw new RangeError("Anthropic's API has no part for a sound.");
    },
  });
}
