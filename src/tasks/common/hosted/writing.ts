import type { Answer, Ask } from "../../hosted.ts";
import { linesOf } from "../lines/lines.ts";
import type { Written } from "../writing/written.ts";
import { itemsOf } from "./lines.ts";
import { filled } from "./prompt.ts";

interface WritingOptions {
  readonly max_new_tokens: number | null;
  readonly per_line: boolean;
}

/** One request a text, whose answer is what was to be written. */
export function asksOf(
  text: string,
  { max_new_tokens, per_line }: WritingOptions,
  prompt: string,
  more: Readonly<Record<string, string>> = {},
): readonly Ask[] {
  return linesOf(text, per_line).map((line) => ({
    messages: [{ role: "user", content: filled(prompt, { ...more, text: line }) }],
    maxTokens: max_new_tokens ?? undefined,
  }));
}

export function writtenOf(answers: readonly (Answer | undefined)[], text: string, { per_line }: WritingOptions) {
  const sources = linesOf(text, per_line);
  return itemsOf(answers, ({ text: written, inputTokens = 0, outputTokens }, place): Written => {
    const source = sources[place] ?? "";
    return {
      text: written,
      tokens: [],
      sourceTokens: inputTokens,
      partCount: 1,
      parts: [{ source, text: written }],
      ...(outputTokens !== undefined && { writtenTokens: outputTokens }),
    };
  });
}
