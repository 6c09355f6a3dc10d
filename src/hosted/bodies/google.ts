import { type Extras, withoutSystem } from "../speak.ts";
import { partsOf, type SentAsk, type SentFile, sentText } from "./sent.ts";

/** As many rivals of a token as every provider gives. */
const rivals = 5;

const inlineOf = ({ mime, base64 }: SentFile) => ({ inlineData: { mimeType: mime, data: base64 } });

/** A request of the Gemini API's `generateContent`, as Google's library takes it. */
export function googleBodyOf(id: string, ask: SentAsk, extras: Extras) {
  const { system, turns } = withoutSystem(ask.messages);
  const { maxTokens, temperature, topP, topK, seed, stop = [], schema, thinking } = ask;
  return {
    model: id,
    contents: turns.map(({ role, content }) => ({
      role: role === "assistant" ? "model" : "user",
      parts: partsOf<object>(content, {
        text: (text) => ({ text }),
        image: inlineOf,
        audio: inlineOf,
      }),
    })),
    config: {
      ...(system.length > 0 && { systemInstruction: system.map(({ content }) => sentText(content)).join("\n\n") }),
      ...(maxTokens !== undefined && { maxOutputTokens: maxTokens }),
      ...(extras !== "none" && {
        ...(stop.length > 0 && { stopSequences: [...stop] }),
        ...(schema && { responseMimeType: "application/json", responseJsonSchema: schema }),
      }),
      ...(extras === "all" && !schema && { responseLogprobs: true, logprobs: rivals }),
      ...((extras === "all" || extras === "choices") && {
        ...(temperature !== undefined && { temperature }),
        ...(topP !== undefined && { topP }),
        ...(topK !== undefined && { topK }),
        ...(seed !== undefined && { seed }),
        ...(thinking !== undefined && { thinkingConfig: thinking ? { includeThoughts: true } : { thinkingBudget: 0 } }),
      }),
    },
  };
}
