import * as v from "valibot";
import { Device } from "../../hub/checkpoint.ts";
import { isTaskId, type TaskId } from "../../tasks/index.ts";
import { Locale } from "../i18n/locale.ts";
import { type Drafts, findSavedDraft, savedDraftOf } from "../inputs/draft.ts";
import type { AppState } from "./state.ts";
import { OptionValue, Theme } from "./values.ts";

/** By task and name of the field. A draft that is of no use any more is left behind alone. */
const SavedDrafts = v.record(
  v.string(),
  v.pipe(
    v.record(v.string(), v.unknown()),
    v.transform((saved) => {
      const drafts = Object.entries(saved).map(([name, draft]) => [name, findSavedDraft(draft)] as const);
      return Object.fromEntries(drafts.flatMap(([name, draft]) => (draft ? [[name, draft] as const] : [])));
    }),
  ),
);

/** What outlives the tab: choices and typed texts, nothing heavy. */
const Saved = v.object({
  task: v.optional(v.custom<TaskId>((id) => typeof id === "string" && isTaskId(id))),
  recentTasks: v.optional(v.array(v.string()), []),
  models: v.optional(v.record(v.string(), v.object({ model: v.string(), revision: v.string() })), {}),
  device: v.optional(Device),
  chosenLocale: v.optional(Locale),
  theme: v.optional(Theme),
  options: v.optional(v.record(v.string(), v.pipe(v.record(v.string(), OptionValue), v.readonly())), {}),
  drafts: v.optional(SavedDrafts, {}),
  loadedBefore: v.optional(v.array(v.string()), []),
});
/** As it is written; drafts are JSON then. */
export type Saved = Omit<v.InferOutput<typeof Saved>, "drafts"> & Pick<v.InferInput<typeof Saved>, "drafts">;

/** Raise it when the shape changes: what was saved under another version is left behind. */
export const savedVersion = 1;

export function toSaved(state: AppState): Saved {
  const { task, recentTasks, models, device, chosenLocale, theme, options, pointed, drafts, loadedBefore } = state;
  // Pictures are not kept, and where was pointed on one means nothing on the next.
  const isKept = (id: string, name: string) =>
    !Object.entries(pointed).some(([of, names]) => of === id && names.includes(name));
  return {
    task,
    recentTasks: [...recentTasks],
    models: { ...models },
    device,
    ...(chosenLocale && { chosenLocale }),
    ...(theme && { theme }),
    options: Object.fromEntries(
      Object.entries(options).map(([id, ofTask]) => [
        id,
        Object.fromEntries(Object.entries(ofTask).filter(([name]) => isKept(id, name))),
      ]),
    ),
    loadedBefore: [...loadedBefore],
    drafts: Object.fromEntries(Object.entries(drafts).map(([id, ofTask]) => [id, savedDrafts(ofTask)])),
  };
}

function savedDrafts(drafts: Drafts) {
  return Object.fromEntries(
    Object.entries(drafts).flatMap(([name, draft]) => {
      const saved = savedDraftOf(draft);
      return saved ? [[name, saved] as const] : [];
    }),
  );
}

/** Storage is written by older versions and by hands: what does not fit is as if nothing had been saved. */
export function restored(saved: unknown, state: AppState): AppState {
  const parsed = v.safeParse(Saved, saved);
  if (!parsed.success) return state;
  const { task = state.task, device = state.device, recentTasks, ...rest } = parsed.output;
  return { ...state, ...rest, isRestored: true, task, device, recentTasks: recentTasks.filter(isTaskId) };
}
