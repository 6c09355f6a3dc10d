import type Anthropic from "@anthropic-ai/sdk";
import { contentText } from "../../shared/media.ts";
import type { Ask } from "../../tasks/hosted.ts";
import { type Extras, withoutSystem } from "../speak.ts";

/** Anthropic asks for a limit in every request. */
const usualMaxTokens = 4096;

/** A request of the Messages API. */
export function anthropicBodyOf(id: string, ask: Ask, extras: Extras): Omit<Anthropic.MessageCreateParams, "stream"> {
  const { system, turns } = withoutSystem(ask.messages);
  const { maxTokens = usualMaxTokens, temperature, topP, topK, stop = [], schema, thinking } = ask;
  return {
    model: id,
    max_tokens: maxTokens,
    ...(system.length > 0 && { system: system.map(({ content }) => contentText(content)).join("\n\n") }),
    messages: turns.map(({ role, content }) => ({
      role: role === "assistant" ? role : "user",
      content: contentText(content),
    })),
    ...(extras !== "none" && stop.length > 0 && { stop_sequences: [...stop] }),
    ...(extras !== "none" && schema && { output_config: { format: { type: "json_schema", schema: { ...schema } } } }),
    ...(extras === "all" && {
      ...(temperature !== undefined && { temperature: Math.min(1, temperature) }),
      ...(topP !== undefined && { top_p: topP }),
      ...(topK !== undefined && { top_k: topK }),
      ...(thinking === false && { thinking: { type: "disabled" } }),
    }),
  };
}
