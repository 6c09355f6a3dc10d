import * as v from "valibot";
import { type Comparison, compareNumbers } from "../parity/comparison.ts";
import { valuesOf } from "../parity/reference.ts";
import type { TaskContract } from "./shared/task.ts";

const Depth = v.object({
  depth: v.pipe(v.string(), v.startsWith("data:image/png;base64,")),
  predicted_depth: v.object({ shape: v.array(v.number()), step: v.optional(v.number(), 1), data: v.string() }),
});

/** Of the range of all depths. */
const tolerance = 1e-3;

function compareDepths(ours: unknown, theirs: unknown): Comparison {
  const compared = "depths";
  const [a, b] = [v.parse(Depth, ours), v.parse(Depth, theirs)];
  if (`${a.predicted_depth.shape}` !== `${b.predicted_depth.shape}`) {
    const problem = `[${a.predicted_depth.shape}] for [${b.predicted_depth.shape}]`;
    return { compared, difference: Number.POSITIVE_INFINITY, problem };
  }
  const { values: expected, step } = valuesOf(b.predicted_depth);
  const { values: all } = valuesOf(a.predicted_depth);
  const found = Array.from(expected, (_, index) => all[index * step] ?? Number.NaN);
  const range =
    expected.reduce((most, value) => Math.max(most, value)) - expected.reduce((least, value) => Math.min(least, value));
  const shares = (values: ArrayLike<number>) => Array.from(values, (value) => value / range);
  return compareNumbers(compared, shares(found), shares(expected), tolerance);
}

export const task: TaskContract = {
  inputs: { image: "file" },
  options: {},
  parity: { compare: (ours, { output }) => compareDepths(ours, output) },
};
