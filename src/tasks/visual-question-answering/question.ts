import { TaskError, tooManyTokens } from "../../shared/errors.ts";
import type { Tokenizer } from "../ports.ts";

/** @throws TaskError where a question has more tokens than the model has places for: nothing is cut, as in Python */
export function readQuestion(
  tokenizer: Pick<Tokenizer, "encode">,
  question: string,
  maxTokens: number,
): readonly number[] {
  const { ids } = tokenizer.encode(question);
  if (ids.length <= maxTokens) return ids;
  const message = `The question has ${ids.length} tokens and the model reads ${maxTokens}.`;
  throw new TaskError("input-too-large", message, undefined, tooManyTokens(ids.length, maxTokens));
}
