import * as v from "valibot";
import { type Comparison, compareNumbers, compareTexts } from "../parity/comparison.ts";
import type { TaskContract } from "./shared/task.ts";

const Filled = v.array(v.object({ score: v.number(), token: v.number(), token_str: v.string(), sequence: v.string() }));
const FilledMasks = v.union([Filled, v.array(Filled)]);

function compareFilled(ours: unknown, theirs: unknown, tolerance: number): Comparison {
  const compared = "tokens, sequences and scores";
  const lists = (value: unknown) => v.parse(FilledMasks, value).map((entry) => [entry].flat());
  const words = (value: unknown) =>
    lists(value).map((list) => list.map(({ token, token_str, sequence }) => [token, token_str, sequence]));
  const scores = (value: unknown) => lists(value).map((list) => list.map(({ score }) => score));
  const same = compareTexts(compared, words(ours), words(theirs));
  return same.problem ? same : compareNumbers(compared, scores(ours), scores(theirs), tolerance);
}

export const task: TaskContract = {
  inputs: { text: "textarea" },
  options: { top_k: "number", targets: "textarea", per_line: "checkbox" },
  parity: { compare: (ours, { output }, tolerance) => compareFilled(ours, output, tolerance) },
};
