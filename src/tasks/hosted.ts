import * as v from "valibot";
import { TaskError } from "../shared/errors.ts";
import type { ChatMessage } from "../shared/media.ts";
import type { WrittenToken } from "./common/chat/story.ts";
import type { Definition } from "./definition.ts";
import type { Fields, InputOf } from "./fields.ts";
import { isInputOf } from "./input.ts";
import type { Options, RunOptionsOf } from "./options.ts";
import { isRunOptionsOf } from "./options.ts";

/** JSON Schema of an answer. Providers that hold a model to it want each key required and no others. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One request to a model that writes, in no provider's words. What is `undefined` is left to the provider. */
export interface Ask {
  readonly messages: readonly ChatMessage[];
  readonly schema?: JsonSchema | undefined;
  readonly maxTokens?: number | undefined;
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
  readonly seed?: number | undefined;
  readonly stop?: readonly string[] | undefined;
  /** `false` asks a model that thinks first not to. */
  readonly thinking?: boolean | undefined;
}

/** What a model wrote, so far or in the end. */
export interface Answer {
  /** What it wrote to itself, where the provider shows that. */
  readonly thought: string;
  readonly text: string;
  /** None where the provider gives no probabilities; ids are -1, since no provider tells them. */
  readonly tokens: readonly WrittenToken[];
  /** `cut`: the connection broke. `null` while it is being written. */
  readonly finish: "end" | "length" | "cut" | null;
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
  readonly speed: { readonly firstTokenMs: number; readonly tokensPerSecond: number | null } | null;
}

/** The hosted half of a task: what is asked of a model that only writes, and what its words mean for the task. */
interface HostedHalves<F extends Fields, O extends Options, Out> {
  /** What stands before the input, in names in braces; the reader may edit it. Left out where the input is the request. */
  readonly prompt?: string;
  /** One request for each answer. */
  readonly ask: (input: InputOf<F>, options: RunOptionsOf<O>, prompt: string) => readonly Ask[];
  /** The output of the answers so far, one for each request. @throws TaskError where a whole one is of no use */
  readonly read: (answers: readonly (Answer | undefined)[], input: InputOf<F>, options: RunOptionsOf<O>) => Out;
}

/** A hosted half with its types closed over. */
export interface HostedTask<Id extends string = string> {
  readonly id: Id;
  readonly prompt: string | undefined;
  open(
    input: unknown,
    options: unknown,
    prompt?: string,
  ): { readonly asks: readonly Ask[]; read(answers: readonly (Answer | undefined)[]): unknown };
}

export function defineHosted<Id extends string, F extends Fields, O extends Options, Out>(
  definition: Definition<Id, F, O, Out>,
  { prompt: usual, ask, read }: HostedHalves<F, O, NoInfer<Out>>,
): HostedTask<Id> {
  return {
    id: definition.id,
    prompt: usual,
    open(input, options, prompt = usual ?? "") {
      if (!isRunOptionsOf(definition.options, options) || !isInputOf(definition.inputs, options, input)) {
        throw new TaskError("input-invalid", "The input or an option is not what the task takes.");
      }
      return {
        asks: ask(input, options, prompt),
        read: (answers) => v.parse(definition.output, read(answers, input, options)),
      };
    },
  };
}
