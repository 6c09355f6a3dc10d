import * as v from "valibot";
import type { Device, DtypeChoice } from "../../hub/checkpoint.ts";
import type { View } from "../../shared/site.ts";
import type { TaskId } from "../../tasks/index.ts";
import type { Locale } from "../i18n/locale.ts";
import type { Drafts } from "../inputs/draft.ts";

export const Theme = v.picklist(["light", "dark"]);
export type Theme = v.InferOutput<typeof Theme>;

/** Screens where a network learns, in the place of a task. */
export const LearnPage = v.picklist(["pretrain", "finetune", "head", "objectives"]);
export type LearnPage = v.InferOutput<typeof LearnPage>;

export interface ModelRef {
  readonly model: string;
  readonly revision: string;
}

const Named = v.pipe(v.record(v.string(), v.number()), v.readonly());

/** Any value that some option may have; whether one takes it is for `fitsOption` to say. */
export const OptionValue = v.union([
  v.number(),
  v.null(),
  v.boolean(),
  v.string(),
  v.pipe(v.array(v.string()), v.readonly()),
  v.pipe(v.array(Named), v.readonly()),
  Named,
]);
export type OptionValue = v.InferOutput<typeof OptionValue>;

export type OptionValues = Readonly<Record<string, OptionValue>>;

/** Option values are JSON. */
export function isSame(a: OptionValue | OptionValues, b: OptionValue | OptionValues): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What an address asks for (docs/contract.md). What it does not name stays as it is. */
export interface AddressValues {
  readonly task?: TaskId;
  readonly model?: string;
  readonly revision?: string;
  readonly device?: Device;
  readonly dtype?: DtypeChoice;
  /** Whether it names a task or an option, and so all options that are not at their default. */
  readonly complete: boolean;
  readonly trace: boolean;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly drafts: Drafts;
  readonly locale?: Locale;
  readonly theme?: Theme;
  readonly view?: View;
  readonly learn?: LearnPage;
}
