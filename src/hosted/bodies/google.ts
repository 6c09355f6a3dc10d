import { contentText } from "../../shared/media.ts";
import type { Ask } from "../../tasks/hosted.ts";
import { type Extras, withoutSystem } from "../speak.ts";

/** A request of the Gemini API's `generateContent`, as Google's library takes it. */
export function googleBodyOf(id: string, ask: Ask, extras: Extras) {
  const { system, turns } = withoutSystem(ask.messages);
  const { maxTokens, temperature, topP, topK, seed, stop = [], schema, thinking } = ask;
  return {
    model: id,
    contents: turns.map(({ role, content }) => ({
      role: role === "assistant" ? "model" : "user",
      parts: [{ text: contentText(content) }],
    })),
    config: {
      ...(system.length > 0 && { systemInstruction: system.map(({ content }) => contentText(content)).join("\n\n") }),
      ...(maxTokens !== undefined && { maxOutputTokens: maxTokens }),
      ...(extras !== "none" && {
        ...(stop.length > 0 && { stopSequences: [...stop] }),
        ...(schema && { responseMimeType: "application/json", responseJsonSchema: schema }),
      }),
      ...(extras === "all" && {
        ...(temperature !== undefined && { temperature }),
        ...(topP !== undefined && { topP }),
        ...(topK !== undefined && { topK }),
        ...(seed !== undefined && { seed }),
        ...(thinking !== undefined && { thinkingConfig: thinking ? { includeThoughts: true } : { thinkingBudget: 0 } }),
      }),
    },
  };
}
