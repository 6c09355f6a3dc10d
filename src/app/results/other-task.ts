import type { CheckpointRef } from "../../hub/checkpoint.ts";
import { useTaskTitle, useWords } from "../i18n/words.tsx";
import { useApp } from "../store/context.tsx";
import { findTaskFor } from "./remedies.ts";

/** What a button says, and does. */
export interface Offer {
  readonly label: string;
  apply(): void;
}

interface OtherTask {
  /** What it is called, or that there is none. */
  readonly name: string;
  /** The way there, with the checkpoint. */
  offer(ref: Pick<CheckpointRef, "model" | "revision">): Offer | undefined;
}

/** The task that a checkpoint of this architecture was made for. */
export function useOtherTask(architecture: string | undefined): OtherTask {
  const { t } = useWords();
  const title = useTaskTitle();
  const setTask = useApp((state) => state.setTask);
  const setModel = useApp((state) => state.setModel);
  const task = architecture === undefined ? undefined : findTaskFor(architecture);
  if (task === undefined) return { name: t("results.error.no-task"), offer: () => undefined };
  const name = title(task);
  return {
    name,
    offer: ({ model, revision }) => ({
      label: t("results.remedy.use-other-task", { task: name }),
      apply: () => void setTask(task).then((isThere) => isThere && setModel(`${model}@${revision}`)),
    }),
  };
}
