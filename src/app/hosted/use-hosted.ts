import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { Hosted, HostedState } from "../../hosted/desk.ts";
import type { HostedTask } from "../../tasks/hosted.ts";
import { useApp } from "../store/context.tsx";

/** What is drawn only where a site has hosted models. @throws where it has none */
export function useHosted(): { readonly hosted: Hosted; readonly state: HostedState } {
  const hosted = useApp((state) => state.hosted);
  if (!hosted) throw new Error("This site has no hosted models.");
  return { hosted, state: useStore(hosted.state) };
}

/** A task's half for hosted models, once it has come; `undefined` before, and where it has none. */
export function useHostedTask(hosted: Hosted, taskId: string): HostedTask | undefined {
  const [task, setTask] = useState<HostedTask>();
  useEffect(() => {
    let isWanted = true;
    hosted.loadTask(taskId).then(
      (loaded) => isWanted && setTask(loaded),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [hosted, taskId]);
  return task?.id === taskId ? task : undefined;
}

/** What the reader made of a task's prompt; `undefined` where it is as it came. */
export function useChangedPrompt(hosted: Hosted, taskId: string): string | undefined {
  return useStore(hosted.state, ({ prompts }) => prompts[taskId]);
}
