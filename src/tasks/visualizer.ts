import { createElement, type ReactNode } from "react";
import * as v from "valibot";
import type { Definition } from "./definition.ts";
import type { Fields, InputOf } from "./fields.ts";
import { isInputOf } from "./input.ts";
import type { Options, OptionsOf } from "./options.ts";
import { isOptionsOf } from "./options.ts";

/** Words of the reader's language; keys are looked up in the task's own messages first. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** What a view may ask of the screen around it. Left out where a result is only shown: a gallery, a recorded result. */
export interface ViewRequests<Input, Values, Out> {
  /** Runs what this result came from once more, with these changes; the editors keep what they hold. */
  readonly onRun?: ((change: RunChange<Input, Values>) => void) | undefined;
  /**
   * Runs the model of this result beside it, with these changes, and gives what comes out; the result stays.
   * Rejects with a `TaskError`, or with `Stopped` where the run was given up.
   */
  readonly onAsk?: ((change: RunChange<Input, Values>) => Promise<Out>) | undefined;
}

export interface RunChange<Input, Values> {
  readonly input?: Partial<Input>;
  readonly options?: Partial<Values>;
}

type Anything = Readonly<Record<string, unknown>>;

/** As the screen knows them, for whatever task. */
export type AnyRequests = ViewRequests<Anything, Anything, unknown>;
export type AnyChange = RunChange<Anything, Anything>;

export interface ViewProps<F extends Fields, O extends Options, Out>
  extends ViewRequests<InputOf<F>, OptionsOf<O>, Out> {
  readonly input: InputOf<F>;
  readonly options: OptionsOf<O>;
  readonly output: Out;
  /** False while the output is still growing; one that was stopped grows no more. */
  readonly final: boolean;
  readonly t: Translate;
  readonly locale: string;
}

/** The page's half of a task. */
export interface VisualizerHalves<F extends Fields, O extends Options, Out> {
  /** The picture of a result; also of a partial one. */
  readonly View: (props: ViewProps<F, O, Out>) => ReactNode;
  /** The value in Python's shape (docs/contract.md), not translated, not rounded. */
  readonly toJson: (output: Out, input: InputOf<F>, options: OptionsOf<O>) => unknown;
}

/** One result, its types closed over. */
export interface ResultData {
  readonly input: unknown;
  readonly options: Readonly<Record<string, unknown>>;
  readonly output: unknown;
}

export interface Visualizer<Id extends string = string> {
  readonly id: Id;
  render(result: ResultData, final: boolean, t: Translate, locale: string, requests?: AnyRequests): ReactNode;
  toJson(result: ResultData): Promise<unknown>;
}

export function defineVisualizer<Id extends string, F extends Fields, O extends Options, Out>(
  definition: Definition<Id, F, O, Out>,
  halves: VisualizerHalves<F, O, NoInfer<Out>>,
): Visualizer<Id> {
  function typed({ input, options, output }: ResultData) {
    if (!isOptionsOf(definition.options, options) || !isInputOf(definition.inputs, options, input)) {
      throw new TypeError(`A result of ${definition.id} has an input or option of another task.`);
    }
    return { input, options, output: v.parse(definition.output, output) };
  }
  const { View } = halves;
  return {
    id: definition.id,
    render(result, final, t, locale, { onRun, onAsk } = {}) {
      const ask = onAsk && (async (change: AnyChange) => v.parse(definition.output, await onAsk(change)));
      return createElement(View, { ...typed(result), final, t, locale, onRun, onAsk: ask });
    },
    async toJson(result) {
      const { input, options, output } = typed(result);
      return await halves.toJson(output, input, options);
    },
  };
}
