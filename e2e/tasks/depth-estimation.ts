import * as v from "valibot";
import { type Comparison, compareNumbers } from "../parity/comparison.ts";
import { floatsIn, sampledIn, TensorSample } from "../parity/reference.ts";
import type { TaskContract } from "./shared/task.ts";

const depth = v.pipe(v.string(), v.startsWith("data:image/png;base64,"));
const Ours = v.object({ depth, predicted_depth: v.object({ shape: v.array(v.number()), data: v.string() }) });
const Theirs = v.object({ depth, predicted_depth: TensorSample });

/** Of the range of all depths. */
const tolerance = 1e-3;

function compareDepths(ours: unknown, theirs: unknown): Comparison {
  const compared = "depths";
  const [a, b] = [v.parse(Ours, ours), v.parse(Theirs, theirs)];
  if (`${a.predicted_depth.shape}` !== `${b.predicted_depth.shape}`) {
    const problem = `[${a.predicted_depth.shape}] for [${b.predicted_depth.shape}]`;
    return { compared, difference: Number.POSITIVE_INFINITY, problem };
  }
  const expected = sampledIn(b.predicted_depth);
  const all = floatsIn(a.predicted_depth.data);
  const found = Array.from(expected, (_, index) => all[index * b.predicted_depth.step] ?? Number.NaN);
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
