import type { Definition } from "./definition.ts";
import type { Fields, InputOf } from "./fields.ts";
import type { Options, OptionsOf } from "./options.ts";
import { defaultsOf } from "./options.ts";
import type { ResultData } from "./visualizer.ts";

interface FixtureStates<F extends Fields, O extends Options, Out> {
  readonly input: InputOf<F>;
  readonly options?: Partial<OptionsOf<O>>;
  /** Nothing was found, or nothing is there yet. */
  readonly empty: Out;
  /** In the middle of a run. */
  readonly partial: Out;
  readonly final: Out;
}

/** Results of a task that nobody ran, for the gallery: small, and with whatever is hard to draw. */
export interface Fixture<Id extends string = string> {
  readonly id: Id;
  readonly empty: ResultData;
  readonly partial: ResultData;
  readonly final: ResultData;
}

export function defineFixture<Id extends string, F extends Fields, O extends Options, Out>(
  definition: Definition<Id, F, O, Out>,
  states: FixtureStates<F, O, NoInfer<Out>>,
): Fixture<Id> {
  const { input } = states;
  const options = { ...defaultsOf(definition.options), ...states.options };
  const resultOf = (output: Out): ResultData => ({ input, options, output });
  return {
    id: definition.id,
    empty: resultOf(states.empty),
    partial: resultOf(states.partial),
    final: resultOf(states.final),
  };
}
