import type { Story } from "./story.ts";

/** As Python gives it: with the prompt, or for a chat the messages with the reply; `tokens` and `next` are ours. */
export function toJson({ messages, prompt, text, tokens, next }: Story) {
  const generated = messages ? [...messages, { role: "assistant", content: text }] : prompt + text;
  return [{ generated_text: generated, tokens, ...(next && { next }) }];
}
