import * as v from "valibot";
import { type Comparison, compareNumbers, compareTexts } from "../../parity/comparison.ts";

/** `null` of a Donut that did not finish its answer. */
const Answer = v.nullable(v.string());
const Ours = v.array(v.object({ answer: Answer, score: v.number() }));
/** Python scores no answer that was written. */
const Theirs = v.array(v.object({ answer: Answer, score: v.optional(v.number()) }));

/** Answers in their order, and their scores where Python has some. */
export function compareAnswers(ours: unknown, theirs: unknown, tolerance: number): Comparison {
  const compared = "answers and scores";
  const a = v.parse(Ours, ours);
  const b = v.parse(Theirs, theirs);
  const answers = compareTexts(
    compared,
    a.map(({ answer }) => answer),
    b.map(({ answer }) => answer),
  );
  if (answers.problem) return answers;
  const scored = b.flatMap(({ score }, place) =>
    score === undefined ? [] : [{ ours: a[place]?.score, theirs: score }],
  );
  return compareNumbers(
    compared,
    scored.map((one) => one.ours),
    scored.map((one) => one.theirs),
    tolerance,
  );
}
