import type { CheckpointRef } from "../../hub/checkpoint.ts";
import { isEmbedded } from "../../hub/reference.ts";
import type { Definition } from "../../tasks/definition.ts";
import { isActive } from "../../tasks/input.ts";
import type { Option, OptionValue } from "../../tasks/options.ts";
import type { Recipe, SnippetNote, SnippetRun } from "../../tasks/snippet.ts";
import { kinds } from "../inputs/kinds.ts";
import { shortened } from "./shorten.ts";

/** What one run was, or would be. */
export interface CodeRun {
  readonly definition: Definition;
  readonly checkpoint: CheckpointRef;
  /** Of its card; empty where nothing is known of the model. */
  readonly family: string;
  readonly architectures: readonly string[];
  readonly hasModules: boolean;
  readonly input: Readonly<Record<string, unknown>>;
  readonly options: Readonly<Record<string, OptionValue>>;
  /** Address of the folder that embedded checkpoints are served from. */
  readonly embeddedBase: string;
}

/** The words of a program's comments, in the reader's language. */
export type Say = (
  note: SnippetNote | "embedded" | "shortened" | "option" | "file-image" | "file-audio" | "install" | "device",
  values?: Readonly<Record<string, string | number>>,
) => string;

export function snippetRunOf(run: CodeRun): SnippetRun {
  const { checkpoint, family, architectures, hasModules, input, options } = run;
  const { model } = checkpoint;
  return {
    input,
    options,
    family,
    architectures,
    hasModules,
    model: model.replace(/^embedded\//, ""),
    isEmbedded: isEmbedded(model),
  };
}

export interface Argument {
  readonly name: string;
  readonly value: unknown;
  /** It is the name of a file of this kind, which the reader puts in. */
  readonly file?: "image" | "audio";
}

/** The inputs that count, as they stand in a program; media are files, whose names the reader puts in. */
export function argumentsOf(
  { definition, input, options }: CodeRun,
  { inputs }: Pick<Recipe, "inputs">,
): {
  readonly args: readonly Argument[];
  readonly left: number;
  /** Inputs that the library does not take. */
  readonly unread: readonly string[];
} {
  const active = Object.entries(definition.inputs).filter(([, field]) => isActive(field, options));
  const found = active.flatMap(([name, field]) => {
    const given = perLine(options) && name === "text" ? linesOf(input[name]) : input[name];
    if ((given === undefined || given === "") && field.optional) return [];
    const { value, ...rest } = kinds[field.kind].toCode(given);
    return [{ name, ...rest, ...shortened(value) }];
  });
  const args = found.filter(({ name }) => inputs?.[name] !== null);
  const unread = found.filter(({ name }) => inputs?.[name] === null).map(({ name }) => name);
  return { args, unread, left: args.reduce((sum, { left }) => sum + left, 0) };
}

const perLine = (options: CodeRun["options"]) => options.per_line === true;

function linesOf(value: unknown): unknown {
  return typeof value === "string" ? value.split(/\r?\n/).filter((line) => line.trim() !== "") : value;
}

/** Options that must be said, under the library's names, and those that the library does not have. */
export function optionsOf(
  { definition, options }: CodeRun,
  recipe: Recipe,
): { readonly said: Readonly<Record<string, OptionValue>>; readonly missing: readonly string[] } {
  const said: Record<string, OptionValue> = {};
  const missing: string[] = [];
  for (const [name, option] of Object.entries(definition.options)) {
    const value = options[name];
    if (value === undefined || name === "per_line" || recipe.silent?.includes(name) || !counts(option, options))
      continue;
    const own = recipe.names?.[name];
    const usual = recipe.defaults && name in recipe.defaults ? recipe.defaults[name] : option.default;
    if (own === null) {
      if (!isSame(value, option.default)) missing.push(name);
    } else if (recipe.always?.includes(name) || !isSame(value, usual)) {
      said[own ?? name] = typeof value === "string" ? (recipe.values?.[name]?.[value] ?? value) : value;
    }
  }
  return { said: { ...said, ...recipe.fixed }, missing };
}

/** An option may count only while another one has a certain value. */
function counts(option: Option, options: CodeRun["options"]): boolean {
  return option.when === undefined || options[option.when.option] === option.when.equals;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
