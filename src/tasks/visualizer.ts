import { createElement, type ReactNode } from "react";
import * as v from "valibot";
import type { Speaking } from "../ui/words.ts";
import type { Definition } from "./definition.ts";
import type { Fields, InputOf } from "./fields.ts";
import { isInputOf } from "./input.ts";
import type { Options, OptionsOf, RunOptionsOf, ViewOptionsOf } from "./options.ts";
import { isOptionsOf, isRunOptionsOf } from "./options.ts";
import type { SharedKey } from "./words.ts";

/** What a view may ask of the screen around it. Runs are left out where a result is only shown: a gallery, an earlier one. */
export interface ViewRequests<Input, Values, Shown, Out> {
  /** Runs what this result came from once more, with these changes; the editors keep what they hold. */
  readonly onRun?: ((change: RunChange<Input, Values>) => void) | undefined;
  /**
   * Runs the model of this result beside it, with these changes, and gives what comes out; the result stays.
   * Rejects with a `TaskError`, or with `Stopped` where the run was given up.
   */
  readonly onAsk?: ((change: RunChange<Input, Values>) => Promise<Out>) | undefined;
  /** Sets options that act on the view, as the panel does: all that is shown of the task goes by them. */
  readonly onOptions: (change: Partial<Shown>) => void;
  /**
   * Sets options that act on the run, as the panel does, and runs with them wherever the model is loaded, after a run
   * that goes on if need be. It loads nothing.
   */
  readonly onPoint?: ((change: Partial<Values>) => void) | undefined;
}

/** What the editors hold now, which a result may be older than. */
export interface Present<Input, Values> {
  readonly input: Input;
  readonly options: Values;
}

export interface RunChange<Input, Values> {
  readonly input?: Partial<Input>;
  readonly options?: Partial<Values>;
}

type Anything = Readonly<Record<string, unknown>>;

/** As the screen knows them, for whatever task. */
export type AnyRequests = ViewRequests<Anything, Anything, Anything, unknown>;
export type AnyChange = RunChange<Anything, Anything>;

export interface ViewProps<F extends Fields, O extends Options, Out, Key extends string = never>
  extends ViewRequests<InputOf<F>, RunOptionsOf<O>, ViewOptionsOf<O>, Out>,
    Speaking<Key | SharedKey> {
  readonly input: InputOf<F>;
  /** Of the run as they were; those that act on the view as they are now. */
  readonly options: OptionsOf<O>;
  /** The same object for as long as it is the same result. */
  readonly output: Out;
  /** False while the output is still growing; one that was stopped grows no more. */
  readonly final: boolean;
  /** Of a conversation: its other turns stand on the screen already. */
  readonly isTurn: boolean;
  /** Of a task that is pointed at, unless its result is only shown, or the editors hold nothing to point at. */
  readonly now?: Present<InputOf<F>, RunOptionsOf<O>> | undefined;
}

/** A view before there is a result. */
export interface BeforeProps<F extends Fields, O extends Options, Key extends string = never>
  extends Speaking<Key | SharedKey>,
    Present<InputOf<F>, RunOptionsOf<O>>,
    Pick<ViewRequests<InputOf<F>, RunOptionsOf<O>, never, never>, "onPoint"> {}

/** The page's half of a task. */
export interface VisualizerHalves<F extends Fields, O extends Options, Out, Key extends string> {
  /** The picture of a result; also of a partial one. */
  readonly View: (props: ViewProps<F, O, Out, Key>) => ReactNode;
  /** What stands in the place of a result before there is one, of a task that is pointed at. */
  readonly Before?: (props: BeforeProps<F, O, Key>) => ReactNode;
  /** The value in Python's shape (docs/contract.md), not translated, not rounded. */
  readonly toJson: (output: Out, input: InputOf<F>, options: OptionsOf<O>) => unknown;
}

/** What a run gave, and what it was asked for. */
export interface ResultData {
  readonly input: unknown;
  readonly options: Anything;
  readonly output: unknown;
}

/** How a result is shown now. */
export interface Showing extends AnyRequests, Speaking<string> {
  /** Present values of the options that act on the view. */
  readonly options: Anything;
  readonly final: boolean;
  /** Whether this is the last turn of a conversation on screen. */
  readonly isTurn?: boolean;
  /** Of a task that is pointed at. */
  readonly now?: AnyPresent | undefined;
}

export type AnyPresent = Present<unknown, Anything>;

/** One result that was checked, its types closed over. */
export interface Result {
  readonly output: unknown;
  render(showing: Showing): ReactNode;
  /** @param options present values of those that act on the view */
  toJson(options: Anything): Promise<unknown>;
}

export interface Visualizer<Id extends string = string> {
  readonly id: Id;
  /** Checks a result, once for all that is made of it. @throws where it is of another task */
  open(result: ResultData): Result;
  /** What is shown of an input before the first result; `undefined` where there is nothing, or the input is not complete. */
  before?(now: AnyPresent, showing: Pick<AnyRequests, "onPoint"> & Speaking<string>): ReactNode;
}

export function defineVisualizer<Id extends string, F extends Fields, O extends Options, Out, Key extends string>(
  definition: Definition<Id, F, O, Out, Key>,
  halves: VisualizerHalves<F, O, NoInfer<Out>, NoInfer<Key>>,
): Visualizer<Id> {
  const { View, Before } = halves;

  function findPresent({ input, options }: AnyPresent): Present<InputOf<F>, RunOptionsOf<O>> | undefined {
    if (!isRunOptionsOf(definition.options, options) || !isInputOf(definition.inputs, options, input)) return undefined;
    return { input, options };
  }

  return {
    id: definition.id,
    before(given, showing) {
      const now = findPresent(given);
      return now && Before ? createElement(Before, { ...showing, ...now }) : undefined;
    },
    open({ input, options: ran, output: given }) {
      if (!isRunOptionsOf(definition.options, ran) || !isInputOf(definition.inputs, ran, input)) {
        throw new TypeError(`A result of ${definition.id} has an input or option of another task.`);
      }
      const output = v.parse(definition.output, given);

      function optionsNow(shown: Anything): OptionsOf<O> {
        const options: unknown = { ...ran, ...shown };
        if (isOptionsOf(definition.options, options)) return options;
        throw new TypeError(`${definition.id} is to be shown under options of another task.`);
      }

      return {
        output,
        render({ options, onAsk, now, isTurn = false, ...showing }) {
          const ask = onAsk && (async (change: AnyChange) => v.parse(definition.output, await onAsk(change)));
          const present = now && findPresent(now);
          return createElement(View, {
            ...showing,
            input,
            output,
            options: optionsNow(options),
            onAsk: ask,
            isTurn,
            now: present,
          });
        },
        async toJson(options) {
          return await halves.toJson(output, input, optionsNow(options));
        },
      };
    },
  };
}
