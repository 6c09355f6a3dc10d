import type { ErrorCode, Failure } from "../../shared/errors.ts";
import { findProblem, isActive } from "../../tasks/input.ts";
import { inputValueOf } from "../inputs/draft.ts";
import { numberOf, type Order } from "./run.ts";
import { definitionIn, draftIn, optionsIn, planIn } from "./selectors.ts";
import type { AppState } from "./state.ts";

export interface Refusal {
  readonly failure: Failure;
  /** The input to mend. */
  readonly field?: string;
}

/** What pressing Run asks for now, and why it cannot be had where that is known before any worker is asked. */
export function orderIn(state: AppState): { order: Order; refusal: Refusal | undefined } {
  const { inputs } = definitionIn(state);
  const options = optionsIn(state);
  const input = Object.fromEntries(
    Object.entries(inputs)
      .filter(([, field]) => isActive(field, options))
      .map(([name]) => [name, inputValueOf(draftIn(state, name))]),
  );
  const { asked, actual, fallback, problem } = planIn(state);
  const order = { number: numberOf(state.run) + 1, taskId: state.task, asked, actual, fallback, input, options };
  const bad = findProblem(inputs, options, input);
  if (bad) return { order, refusal: { failure: failureOf(bad.code, `input: ${bad.field}`), field: bad.field } };
  if (state.badModel !== undefined)
    return { order, refusal: { failure: failureOf("model-not-found", state.badModel) } };
  if (problem) return { order, refusal: { failure: failureOf(problem, `dtype: ${JSON.stringify(asked.dtype)}`) } };
  return { order, refusal: undefined };
}

function failureOf(code: ErrorCode, message: string): Failure {
  return { code, message };
}
