import * as v from "valibot";
import {
  type Device,
  Device as DeviceSchema,
  type DtypeChoice,
  DtypeChoice as DtypeSchema,
  dtypeText,
} from "../../hub/checkpoint.ts";
import { isRepoId, isRevision } from "../../hub/reference.ts";
import { View } from "../../shared/site.ts";
import { definitionOf, type TaskId } from "../../tasks/index.ts";
import { fieldNameOf } from "../../tasks/input.ts";
import type { OptionValue } from "../../tasks/options.ts";
import { fitsOption } from "../../tasks/options.ts";
import { Locale } from "../i18n/locale.ts";
import { addressTextOf, type Drafts, draftFromAddress } from "../inputs/draft.ts";
import { type AddressValues, LearnPage, OptionValue as OptionSchema, Theme } from "../store/values.ts";

export interface AddressState {
  readonly task: TaskId;
  readonly model: string;
  readonly revision: string;
  readonly device: Device;
  readonly dtype: DtypeChoice;
  /** Those that differ from their defaults. */
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly drafts: Drafts;
  readonly locale: Locale | undefined;
  readonly theme: Theme | undefined;
  readonly trace: boolean;
  readonly view: View | undefined;
  readonly learn: LearnPage | undefined;
}

/**
 * @param current the task on screen, which options and inputs belong to where the address names none.
 * @param isHosted whether a text is the id of a hosted model, which may have characters that the Hub's have not
 * @returns the keys whose value was of no use in `dropped`; unknown keys are ignored.
 */
export function parseFragment(
  hash: string,
  offered: readonly TaskId[],
  current: TaskId,
  isHosted: (model: string) => boolean = () => false,
): { values: AddressValues; dropped: readonly string[] } {
  const entries = [...new URLSearchParams(hash.replace(/^#/, ""))];
  const dropped: string[] = [];

  function read<T>(key: string, find: (text: string) => T | undefined): T | undefined {
    const text = entries.findLast(([name]) => name === key)?.[1];
    if (text === undefined) return undefined;
    const value = find(text);
    if (value === undefined) dropped.push(key);
    return value;
  }

  function readAll<T>(
    prefix: string,
    find: (name: string, text: string) => T | undefined | "unknown",
    nameOf = (name: string) => name,
  ): Record<string, T> {
    const found: Record<string, T> = {};
    for (const [key, text] of entries) {
      if (!key.startsWith(prefix)) continue;
      const name = key.slice(prefix.length);
      const value = find(name, text);
      if (value === "unknown") continue;
      if (value === undefined) dropped.push(key);
      else found[nameOf(name)] = value;
    }
    return found;
  }

  const task = read("task", (text) => offered.find((id) => id === text));
  const { inputs, options } = definitionOf(task ?? current);
  const model = read("model", (text) => (isRepoId(text) || isHosted(text) ? text : undefined));
  const revision = read("revision", (text) => (isRevision(text) ? text : undefined));
  const device = read("device", (text) => findIn(DeviceSchema, text));
  const dtype = read("dtype", (text) => findIn(DtypeSchema, text) ?? findIn(DtypeSchema, findJson(text)));
  const locale = read("lang", (text) => findIn(Locale, text));
  const theme = read("theme", (text) => findIn(Theme, text));
  const view = read("view", (text) => findIn(View, text));
  const learn = read("learn", (text) => findIn(LearnPage, text));
  return {
    values: {
      ...(task && { task }),
      ...(model && { model }),
      ...(revision && { revision }),
      ...(device && { device }),
      ...(dtype && { dtype }),
      ...(locale && { locale }),
      ...(theme && { theme }),
      trace: read("trace", (text) => text === "1" || undefined) ?? false,
      ...(view && { view }),
      ...(learn && { learn }),
      complete: entries.some(([key]) => key === "task" || key.startsWith("option.")),
      options: readAll("option.", (name, text) => {
        const option = options[name];
        if (!option) return "unknown";
        // A hand-written address may leave out the quotes around a choice.
        return findOptionValue([findJson(text), text], (value) => fitsOption(option, value));
      }),
      drafts: readAll(
        "input.",
        (name, text) => {
          const field = inputs[fieldNameOf(inputs, name)];
          return field ? draftFromAddress(field.kind, text) : "unknown";
        },
        (name) => fieldNameOf(inputs, name),
      ),
    },
    dropped,
  };
}

/** The fragment that brings this state back, without `#`. */
export function formatFragment(state: AddressState): string {
  const { task, model, revision, device, dtype, options, drafts, locale, theme, view, trace, learn } = state;
  const params = new URLSearchParams(learn ? { learn } : { task, model, revision, device, dtype: dtypeText(dtype) });
  // A screen where a network learns has its own settings; the task's are kept by the browser.
  for (const [name, value] of Object.entries(learn ? {} : options)) params.set(`option.${name}`, JSON.stringify(value));
  for (const [name, draft] of Object.entries(learn ? {} : drafts)) {
    const text = addressTextOf(draft);
    if (text !== undefined) params.set(`input.${name}`, text);
  }
  if (locale) params.set("lang", locale);
  if (theme) params.set("theme", theme);
  if (trace && !learn) params.set("trace", "1");
  if (view) params.set("view", view);
  // A slash and a colon need no escape in a fragment, and ids are easier to read with them.
  return params.toString().replaceAll("%2F", "/").replaceAll("%3A", ":");
}

function findIn<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T | undefined {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : undefined;
}

function findJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function findOptionValue(candidates: readonly unknown[], fits: (value: unknown) => boolean): OptionValue | undefined {
  const found = candidates.find((value) => fits(value));
  return findIn(OptionSchema, found);
}
