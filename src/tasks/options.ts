import * as v from "valibot";

interface OptionBase {
  /** Shown only while another option has this value. */
  readonly when?: { readonly option: string; readonly equals: string | boolean };
  /** Set by the task's own view and never drawn in the panel. */
  readonly hidden?: true;
  /** Left out, it acts on the run. */
  readonly actsOn?: "view";
}

export interface NumberOption extends OptionBase {
  readonly kind: "number";
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly default: number;
}

/** A number that may be left out, as Python's `None`: `top_k: null` means all. */
export interface MaybeNumberOption extends OptionBase {
  readonly kind: "maybe-number";
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly default: number | null;
  /** Left empty, what the checkpoint's `generation_config.json` says under this name counts. */
  readonly isOwn?: true;
}

export interface ToggleOption extends OptionBase {
  readonly kind: "toggle";
  readonly default: boolean;
}

export interface ChoiceOption<C extends string = string> extends OptionBase {
  readonly kind: "choice";
  readonly choices: readonly C[];
  readonly default: C;
  /** What counts where the default needs a chat template and the checkpoint has none. */
  readonly withoutTemplate?: C;
  /** Where the choices' names come from: the task's messages, or the names of languages in the reader's language. */
  readonly names: "messages" | "languages";
}

export interface ListOption extends OptionBase {
  readonly kind: "list";
  readonly default: readonly string[];
}

/** One line of text, such as a template; or one whose meaning depends on the checkpoint, and then the run says what there is. */
export interface TextOption extends OptionBase {
  readonly kind: "text";
  readonly maxLength: number;
  readonly default: string;
  /** What the model's card offers below the control: codes of languages, named in the reader's language. */
  readonly suggests?: "languages";
}

/** Numbers by name, such as a place or an area, or a list of such: JSON by hand, else set on the task's own view. */
export interface NumbersOption<V extends Numbers = Numbers> extends OptionBase {
  readonly kind: "numbers";
  readonly schema: v.GenericSchema<unknown, V>;
  readonly default: V;
  /** How one is written. */
  readonly example: V;
}
type Named = Readonly<Record<string, number>>;
type Numbers = Named | null | readonly Named[];

export type Option =
  | NumberOption
  | MaybeNumberOption
  | ToggleOption
  | ChoiceOption
  | ListOption
  | TextOption
  | NumbersOption;
export type Options = Readonly<Record<string, Option>>;
export type OptionValue = number | boolean | string | readonly string[] | Numbers;

type ValueOf<O extends Option> =
  O extends ChoiceOption<infer C>
    ? C
    : O extends NumberOption
      ? number
      : O extends MaybeNumberOption
        ? number | null
        : O extends ToggleOption
          ? boolean
          : O extends TextOption
            ? string
            : O extends NumbersOption<infer V>
              ? V
              : readonly string[];

type OnView = { readonly actsOn: "view" };

/** All options of a task: what its view and its JSON are made under. */
export type OptionsOf<O extends Options> = { readonly [N in keyof O]: ValueOf<O[N]> };
/** What a run gets: whatever acts on the view alone it never hears of. */
export type RunOptionsOf<O extends Options> = {
  readonly [N in keyof O as O[N] extends OnView ? never : N]: ValueOf<O[N]>;
};
export type ViewOptionsOf<O extends Options> = {
  readonly [N in keyof O as O[N] extends OnView ? N : never]: ValueOf<O[N]>;
};

/**
 * An option that acts on what is shown alone: a threshold, a filter, how many. The output holds all that it chooses
 * from, so changing it runs nothing again and leaves no result stale. What Python's pipeline takes in its `postprocess`
 * is one wherever the output can hold enough.
 */
export function onView<O extends Option>(option: O): O & OnView {
  return { ...option, actsOn: "view" };
}

export function numberOption(settings: Omit<NumberOption, "kind">): NumberOption {
  return { kind: "number", ...settings };
}

export function maybeNumberOption(settings: Omit<MaybeNumberOption, "kind">): MaybeNumberOption {
  return { kind: "maybe-number", ...settings };
}

export function toggleOption(settings: Omit<ToggleOption, "kind">): ToggleOption {
  return { kind: "toggle", ...settings };
}

export function choiceOption<const C extends string>(
  settings: Omit<ChoiceOption<C>, "kind" | "names" | "default" | "withoutTemplate"> & {
    readonly default: NoInfer<C>;
    readonly withoutTemplate?: NoInfer<C>;
  } & Partial<Pick<ChoiceOption, "names">>,
): ChoiceOption<C> {
  return { kind: "choice", names: "messages", ...settings };
}

export function textOption(settings: Omit<TextOption, "kind">): TextOption {
  return { kind: "text", ...settings };
}

export function listOption(settings: Omit<ListOption, "kind">): ListOption {
  return { kind: "list", ...settings };
}

export function numbersOption<V extends Numbers>(settings: Omit<NumbersOption<V>, "kind">): NumbersOption<V> {
  return { kind: "numbers", ...settings };
}

/** Whether `value` may be given to `option`; the one check for panels, links and workers. */
export function fitsOption(option: Option, value: unknown): boolean {
  switch (option.kind) {
    case "number":
      return isNumberWithin(option, value);
    case "maybe-number":
      return value === null || isNumberWithin(option, value);
    case "toggle":
      return typeof value === "boolean";
    case "choice":
      return typeof value === "string" && option.choices.includes(value);
    case "list":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "text":
      return typeof value === "string" && value.length <= option.maxLength;
    case "numbers":
      return v.is(option.schema, value);
  }
}

function isNumberWithin(option: NumberOption | MaybeNumberOption, value: unknown): boolean {
  if (typeof value !== "number" || !Number.isFinite(value)) return false;
  if (Number.isInteger(option.step) && !Number.isInteger(value)) return false;
  return value >= option.min && value <= option.max;
}

export function isOptionsOf<O extends Options>(options: O, value: unknown): value is OptionsOf<O> {
  if (typeof value !== "object" || value === null) return false;
  const given = new Map<string, unknown>(Object.entries(value));
  return Object.entries(options).every(([name, option]) => fitsOption(option, given.get(name)));
}

/** Whether `value` has every option that a run gets; more does no harm. */
export function isRunOptionsOf<O extends Options>(options: O, value: unknown): value is RunOptionsOf<O> {
  return isOptionsOf(partOf(options, options, "run"), value);
}

/** Those of `values` whose option acts on the run, or on the view alone. */
export function partOf<T>(
  options: Options,
  values: Readonly<Record<string, T>>,
  part: "run" | "view",
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => (options[name]?.actsOn ?? "run") === part));
}

export function defaultsOf(options: Options): Record<string, OptionValue> {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default]));
}

/** What stands in for the defaults that need a chat template. */
export function defaultsWithoutTemplateOf(options: Options): Record<string, OptionValue> {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, option]) =>
      option.kind === "choice" && option.withoutTemplate !== undefined ? [[name, option.withoutTemplate]] : [],
    ),
  );
}
