import * as v from "valibot";
import { Device } from "../../hub/checkpoint.ts";
import { ChatMessage } from "../../shared/media.ts";
import { isTaskId, type TaskId } from "../../tasks/index.ts";
import { Locale } from "../i18n/locale.ts";
import type { Draft, Drafts } from "../inputs/draft.ts";
import type { AppState } from "./state.ts";
import { OptionValue, Theme } from "./values.ts";

/** Longer texts are not kept over a reload: storage is a few MB, and is written at each key. */
const maxSavedLength = 50_000;

const SavedDraft = v.variant("kind", [
  v.object({ kind: v.literal("text"), value: v.string() }),
  v.object({ kind: v.literal("list"), value: v.string() }),
  v.object({ kind: v.literal("messages"), value: v.object({ turns: v.array(ChatMessage), text: v.string() }) }),
]);

/** What outlives the tab: choices and typed texts, nothing heavy. */
const Saved = v.object({
  task: v.optional(v.custom<TaskId>((id) => typeof id === "string" && isTaskId(id))),
  recentTasks: v.optional(v.array(v.string()), []),
  models: v.optional(v.record(v.string(), v.object({ model: v.string(), revision: v.string() })), {}),
  device: v.optional(Device),
  chosenLocale: v.optional(Locale),
  theme: v.optional(Theme),
  options: v.optional(v.record(v.string(), v.pipe(v.record(v.string(), OptionValue), v.readonly())), {}),
  drafts: v.optional(v.record(v.string(), v.record(v.string(), SavedDraft)), {}),
});
export type Saved = v.InferOutput<typeof Saved>;

/** Raise it when the shape changes: what was saved under another version is left behind. */
export const savedVersion = 1;

export function toSaved({ task, recentTasks, models, device, chosenLocale, theme, options, drafts }: AppState): Saved {
  return {
    task,
    recentTasks: [...recentTasks],
    models: { ...models },
    device,
    ...(chosenLocale && { chosenLocale }),
    ...(theme && { theme }),
    options: Object.fromEntries(Object.entries(options)),
    drafts: Object.fromEntries(Object.entries(drafts).map(([id, ofTask]) => [id, savedDrafts(ofTask)])),
  };
}

function savedDrafts(drafts: Drafts): Record<string, v.InferOutput<typeof SavedDraft>> {
  return Object.fromEntries(
    Object.entries(drafts).flatMap(([name, draft]) => {
      const saved = findSaved(draft);
      return saved ? [[name, saved] as const] : [];
    }),
  );
}

function findSaved(draft: Draft): v.InferOutput<typeof SavedDraft> | undefined {
  switch (draft.kind) {
    case "text":
    case "list":
      return draft.value.length > maxSavedLength ? undefined : draft;
    case "messages": {
      const { turns, text } = draft.value;
      return text.length > maxSavedLength ? undefined : { kind: "messages", value: { turns: [...turns], text } };
    }
    case "image":
    case "images":
    case "audio":
      return undefined;
  }
}

/** Storage is written by older versions and by hands: what does not fit is as if nothing had been saved. */
export function restored(saved: unknown, state: AppState): AppState {
  const parsed = v.safeParse(Saved, saved);
  if (!parsed.success) return state;
  const { task = state.task, device = state.device, recentTasks, ...rest } = parsed.output;
  return { ...state, ...rest, isRestored: true, task, device, recentTasks: recentTasks.filter(isTaskId) };
}
