import { TaskError, tooManyTokens } from "../../shared/errors.ts";
import { createLikelihood } from "../common/writing/run/likelihood.ts";
import type { Seq2Seq } from "../common/writing/run/seq2seq.ts";
import { textOf, writeFrom } from "../common/writing/run/seq2seq.ts";
import { planFor } from "../common/writing/run/writing.ts";
import type { RunContext } from "../run.ts";
import type { Answer, Answers } from "./answer.ts";

/** Longer answers are no longer answers. */
const longestAnswer = 64;

/** T5 was trained on SQuAD with these words, and models tuned after it keep them. */
export function promptOf(question: string, context: string): string {
  return `question: ${question} context: ${context}`;
}

/** @throws TaskError where the model cannot read question and context at once: nothing is cut */
export function readPrompt(model: Pick<Seq2Seq, "tokenizer" | "sourcePositions">, prompt: string): readonly number[] {
  const { ids } = model.tokenizer.encode(prompt);
  if (ids.length > model.sourcePositions) {
    throw new TaskError(
      "input-too-large",
      `Question and text have ${ids.length} tokens and the model reads ${model.sourcePositions}. Shorten the text, or take a model that finds answers.`,
      undefined,
      tooManyTokens(ids.length, model.sourcePositions),
    );
  }
  return ids;
}

/** An answer in the model's own words, one token after another, and where the context has the same words. */
export async function writeAnswer(
  model: Seq2Seq,
  source: readonly number[],
  context: readonly string[],
  { signal, emit }: Pick<RunContext<Answers>, "signal" | "emit">,
): Promise<Answers> {
  const plan = planFor(model, "", {
    max_new_tokens: longestAnswer,
    min_new_tokens: null,
    num_beams: 1,
    length_penalty: null,
    no_repeat_ngram_size: null,
    repetition_penalty: null,
    early_stopping: "model",
  });
  const likelihood = createLikelihood();
  const tell = (ids: readonly number[]) => answersOf(model, ids, context, likelihood.value());
  const { ids } = await writeFrom(model, source, plan, {
    signal,
    onStep: (soFar) => emit(tell(soFar)),
    onToken: likelihood.weigh,
  });
  return tell(ids);
}

function answersOf(model: Seq2Seq, ids: readonly number[], context: readonly string[], likelihood: number): Answers {
  const answer = textOf(model, ids).trim();
  if (answer === "") return { answers: [], others: [] };
  const found: Answer = { answer, score: likelihood, ...(placeIn(context, answer) ?? { start: 0, end: 0 }) };
  return { answers: [found], others: [] };
}

/** Where the context has the words of an answer first, letter case aside; `undefined` where it does not. */
export function placeIn(
  context: readonly string[],
  answer: string,
): { readonly start: number; readonly end: number } | undefined {
  const wanted = [...answer].map((char) => char.toLowerCase());
  if (wanted.length === 0) return undefined;
  const lower = context.map((char) => char.toLowerCase());
  for (let start = 0; start + wanted.length <= lower.length; start++) {
    if (wanted.every((char, index) => lower[start + index] === char)) return { start, end: start + wanted.length };
  }
  return undefined;
}
