import * as v from "valibot";

/** What a chat gives, also while it grows. */
export const Chat = v.looseTuple([
  v.object({
    generated_text: v.array(v.object({ role: v.string(), content: v.string() })),
    tokens: v.array(v.object({ id: v.number(), text: v.string(), probability: v.number() })),
  }),
]);

/** 0 where nothing was written yet. */
export function tokensIn(json: string | null): number {
  const parsed = v.safeParse(Chat, JSON.parse(json ?? "null"));
  return parsed.success ? parsed.output[0].tokens.length : 0;
}
