import * as v from "valibot";
import { isLocal } from "../../hub/reference.ts";
import type { ErrorCode, Failure } from "../../shared/errors.ts";
import { definitionOf } from "../../tasks/index.ts";
import { findProblem, type InputProblem, isActive } from "../../tasks/input.ts";
import { fitsOption, type Options, partOf, type OptionValue as Value } from "../../tasks/options.ts";
import type { AnyChange } from "../../tasks/visualizer.ts";
import { inputValueOf } from "../inputs/draft.ts";
import { derived } from "./derived.ts";
import { targetIn } from "./hosted.ts";
import { numberOf, type Order, type Replaced } from "./run.ts";
import { definitionIn, draftIn, optionsIn, planIn } from "./selectors.ts";
import type { AppState } from "./state.ts";
import { OptionValue } from "./values.ts";

export interface Refusal {
  readonly failure: Failure;
  /** The input to mend. */
  readonly field?: string;
}

/** What would be run, and why it cannot be where that is known before any worker is asked. */
export interface Asked {
  readonly order: Order;
  readonly refusal: Refusal | undefined;
}

/** What pressing Run asks for now. */
export const orderIn = derived(
  (state: AppState) => ({
    task: state.task,
    drafts: state.drafts[state.task],
    options: optionsIn(state),
    plan: planIn(state),
    number: numberOf(state.run) + 1,
    badModel: state.badModel,
    target: targetIn(state),
    hosted: state.hosted,
    own: state.own,
  }),
  ({ task, drafts, options: all, plan, number, badModel, target, hosted, own }): Asked => {
    const { asked, actual, problem } = plan;
    const fallback = target ? undefined : plan.fallback;
    const { inputs, options: known } = definitionOf(task);
    const options = partOf(known, all, "run");
    const written = { task, drafts: drafts ? { [task]: drafts } : {} };
    const input = Object.fromEntries(
      Object.entries(inputs)
        .filter(([, field]) => isActive(field, options))
        .map(([name]) => [name, inputValueOf(draftIn(written, name))]),
    );
    const order = { number, taskId: task, asked, actual, fallback, input, options, hosted: target };
    const bad = findProblem(inputs, options, input);
    if (bad) return { order, refusal: { failure: problemFailure(bad), field: bad.field } };
    if (badModel !== undefined) return { order, refusal: { failure: failureOf("model-not-found", badModel) } };
    if (target) return { order, refusal: undefined };
    if (isLocal(asked.model) && !own[asked.model]) {
      const gone = { code: "model-not-found", message: "Its files are not at hand.", reason: "local-gone" } as const;
      return { order, refusal: { failure: gone } };
    }
    const unasked = hosted?.findRefusal(task, asked.model);
    if (unasked) return { order, refusal: { failure: unasked } };
    if (problem) return { order, refusal: { failure: failureOf(problem, `dtype: ${JSON.stringify(asked.dtype)}`) } };
    return { order, refusal: undefined };
  },
);

interface Again {
  readonly before: Order;
  readonly replaces: Replaced;
  readonly change: AnyChange;
}

/**
 * The input of an earlier order once more, with changes that its view asked for. Options are those of now where they
 * take the same inputs, so that one can be changed between two tries.
 */
export function orderAgain(state: AppState, { before, replaces, change }: Again): Asked {
  const { inputs, options: known } = definitionIn(state);
  const { order, refusal } = orderIn(state);
  const takesTheSame = Object.keys(order.input).join() === Object.keys(before.input).join();
  const options = { ...(takesTheSame ? order.options : before.options), ...fitting(known, change.options) };
  const input = { ...before.input, ...change.input };
  const again = { ...order, input, options, replaces };
  const bad = findProblem(inputs, options, input);
  if (bad) return { order: again, refusal: { failure: problemFailure(bad), field: bad.field } };
  // What is wrong with the editors is of no matter here.
  return { order: again, refusal: refusal?.field === undefined ? refusal : undefined };
}

/** The same model with changes, for an answer that takes no place on the screen. */
export function orderBeside(order: Order, { input, options }: AnyChange): Order {
  const known = definitionOf(order.taskId).options;
  return {
    ...order,
    input: { ...order.input, ...input },
    options: { ...order.options, ...fitting(known, options) },
  };
}

function fitting(known: Options, changed: AnyChange["options"]): Readonly<Record<string, Value>> {
  const wanted = Object.entries(changed ?? {}).flatMap(([name, value]) => {
    const option = known[name];
    return option && option.actsOn !== "view" && v.is(OptionValue, value) && fitsOption(option, value)
      ? [[name, value] as const]
      : [];
  });
  return Object.fromEntries(wanted);
}

function problemFailure({ field, ...problem }: InputProblem): Failure {
  return { ...problem, message: `input: ${field}` };
}

function failureOf(code: ErrorCode, message: string): Failure {
  return { code, message };
}
