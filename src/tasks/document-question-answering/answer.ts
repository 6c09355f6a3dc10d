import type { SpanTokenizer } from "../ports.ts";

/** What tells Donut that it is asked, and what. */
export function promptOf(question: string): string {
  return `<s_docvqa><s_question>${question}</s_question><s_answer>`;
}

/**
 * The answer in what a Donut wrote behind its prompt, as Python's pipeline reads it: the padding and the end's tokens
 * fall away, then the first mark; what stands between the answer's marks counts, and `null` where they are not both there.
 * @param ids prompt included
 */
export function answerIn(
  ids: readonly number[],
  endIds: ReadonlySet<number>,
  { decode, tokenOf, padId }: Pick<SpanTokenizer, "decode" | "tokenOf" | "padId">,
): string | null {
  let text = decode(ids, { skipSpecialTokens: false });
  for (const id of [...endIds, padId]) {
    const mark = tokenOf(id);
    if (mark !== "") text = text.replaceAll(mark, "");
  }
  text = text.replace(/<[^\n]*?>/u, "");
  return /<s_answer>([^\n]*)<\/s_answer>/u.exec(text)?.[1]?.trim() ?? null;
}
