import type * as v from "valibot";
import type { output } from "./definition.ts";

/** As Python gives it: with the prompt, or for a chat the messages with the reply; `tokens` is ours. */
export function toJson({ messages, prompt, text, tokens }: v.InferOutput<typeof output>): unknown {
  const generated = messages ? [...messages, { role: "assistant", content: text }] : prompt + text;
  return [{ generated_text: generated, tokens }];
}
