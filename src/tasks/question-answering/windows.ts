import { TaskError, tooManyTokens } from "../../shared/errors.ts";
import type { SpanEncoding, SpanSettings, SpanTokenizer } from "../ports.ts";

export interface WindowSettings {
  /** In tokens; `null` is Python's 384, or what the model reads if that is less. */
  readonly maxLength: number | null;
  /** `null` is Python's half of `maxLength`, at most 128. */
  readonly stride: number | null;
  /** What the model reads. */
  readonly most: number;
}

/** Python's longest window and overlap, chosen for SQuAD. */
const usual = { maxLength: 384, stride: 128 } as const;

/**
 * Windows over a context, each behind the whole question; before it, where a tokenizer pads on the left, as Python has it.
 */
export function windowsOver(
  tokenizer: Pick<SpanTokenizer, "spans" | "paddingSide">,
  question: string,
  context: string,
  { maxLength, stride, most }: WindowSettings,
): readonly SpanEncoding[] {
  const size = Math.min(maxLength ?? usual.maxLength, most);
  const overlap = stride ?? Math.min(Math.floor(size / 2), usual.stride);
  const read = (text: string, limits: Pick<SpanSettings, "maxLength" | "stride"> = {}) =>
    tokenizer.paddingSide === "right"
      ? tokenizer.spans(question, { pair: text, ...limits })
      : tokenizer.spans(text, { pair: question, truncation: "only_first", ...limits });
  const asked = read("")[0]?.ids.length ?? 0;
  const room = size - asked;
  if (room < 1) {
    throw new TaskError(
      "input-too-large",
      `The question has ${asked} tokens and the model reads ${size} at once, context included. Shorten the question.`,
      undefined,
      tooManyTokens(asked, size),
    );
  }
  // A long question can leave less room than the usual overlap, where Python's tokenizers give up.
  const fitting = stride === null && overlap >= room ? Math.floor(room / 2) : overlap;
  return read(context, { maxLength: size, stride: fitting });
}
