import type * as v from "valibot";
import type { ModelCard } from "../hub/card.ts";
import type { Fields } from "./fields.ts";
import type { Head } from "./heads.ts";
import type { Options, OptionValue } from "./options.ts";
import type { SharedKey, Words } from "./words.ts";

export const modalities = ["text", "vision", "audio", "multimodal"] as const;
export type Modality = (typeof modalities)[number];

/** A ready example. Media are addresses below the site's own folder; the words are the example itself, not translated. */
export interface Example {
  readonly id: string;
  readonly language: "en" | "zh-CN";
  readonly input: Readonly<Record<string, string | readonly string[]>>;
  readonly options?: Readonly<Record<string, OptionValue>>;
  /** What the card of a model names, in lower case, where the example is of use to such models only. */
  readonly family?: string;
}

/** What a task is, as data that page and worker both read. */
export interface Definition<
  Id extends string = string,
  F extends Fields = Fields,
  O extends Options = Options,
  Out = unknown,
  Key extends string = string,
> {
  /** The Hub's pipeline tag: folder, address value and registry key at once. */
  readonly id: Id;
  readonly modality: Modality;
  /** Title, summary and search words of the task; what its inputs, options, choices and examples are called; what its view says. */
  readonly words: Words<Key>;
  /**
   * Heads that it can read; a checkpoint whose `architectures` names another is refused before its weights are fetched.
   * Left out where any encoder will do.
   */
  readonly heads?: readonly Head[];
  /** Of these, what other tasks read too, and what a checkpoint that says no more was most likely made for is this. */
  readonly usualFor?: readonly Head[];
  readonly inputs: F;
  readonly options: O;
  /** Some options are set by pointing at the input on its view, which is there before the first run too. */
  readonly isPointedAt?: true;
  /** Checks what `run` gives, and is its type. Numbers by the thousand travel as typed arrays. */
  readonly output: v.GenericSchema<unknown, Out>;
  /** The first is the default. Lazy, so that a task costs the first load a few hundred bytes. */
  readonly models: () => Promise<readonly ModelCard[]>;
  /** Families that no host has in files which a browser opens: docs/export.md makes them, and the list of models says so. */
  readonly unpublished?: readonly string[];
  readonly examples: () => Promise<readonly Example[]>;
}

/** What every task has to have a word for, and each of its fields. */
type Needed<F extends Fields> = "title" | "summary" | "tags" | `input.${keyof F & string}`;

export function defineTask<
  const Id extends string,
  const F extends Fields,
  const O extends Options,
  Out,
  Key extends string,
>(
  definition: Definition<Id, F, O, Out, Key> & { readonly words: Words<Exclude<Needed<F>, SharedKey>> },
): Definition<Id, F, O, Out, Key> {
  return definition;
}
