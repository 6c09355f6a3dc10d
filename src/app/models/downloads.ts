import { useEffect, useEffectEvent } from "react";
import { useStore } from "zustand";
import { realClock } from "../../shared/clock.ts";
import { portOf } from "../../shared/rpc/port.ts";
import { createDownloads, type Downloads, keyOfDownload } from "../../workers/downloads.ts";
import { useApp, useAppNow } from "../store/context.tsx";
import { planOf } from "../store/plan.ts";
import { findCardOf, modelIn, planIn, sourcesIn } from "../store/selectors.ts";
import { type DownloadVerb, findVerb } from "./verbs.ts";

/** Longer than all hosts together may stay silent, and than a gigabyte takes to be read once more. */
const silenceMs = 180_000;

const embeddedBase = new URL("models/", document.baseURI).href;

let opened: Downloads | undefined;

/** All downloads of this page: they go on while the panel is closed. */
function pageDownloads(): Downloads {
  opened ??= createDownloads({
    openWorker: () =>
      portOf(
        new Worker(new URL("../../workers/download.worker.ts", import.meta.url), { type: "module", name: "download" }),
      ),
    clock: realClock,
    silenceMs,
  });
  return opened;
}

/**
 * The download of the chosen model, and others that are not done.
 * @param onKept one of them is done
 */
export function useDownload(onKept: () => void) {
  const { actual: chosen } = useApp(planIn);
  const now = useAppNow();
  const downloads = pageDownloads();
  const states = useStore(downloads.state);
  const key = keyOfDownload(chosen);
  const ongoing = states[key];
  const doneCount = Object.values(states).filter(({ status }) => status === "done").length;
  const tell = useEffectEvent(onKept);
  useEffect(() => {
    if (doneCount > 0) tell();
  }, [doneCount]);

  return {
    chosen,
    ongoing,
    others: Object.entries(states).filter(([other, { status }]) => other !== key && status !== "done"),
    verb: findVerb(ongoing?.status),
    /** It counts even if whoever pressed is gone by the time that the model is known. */
    async press(verb: DownloadVerb): Promise<void> {
      if (verb === "pause") return downloads.pause(chosen);
      const { task, device, dtype, learnModel } = now();
      const ref = modelIn(now());
      // Which dtype is the model's default is known only once its files are listed; another model may be chosen by then.
      await learnModel(ref);
      const { facts, judge } = now();
      const { actual } = planOf({ ...ref, device, dtype }, findCardOf(now(), task, ref), facts, judge);
      await downloads.start(actual, sourcesIn(now(), { embeddedBase }));
    },
  };
}

/** Of a model that was deleted nothing is done any more: it can be downloaded anew. */
export function forgetDownloads(models: readonly { readonly model: string; readonly revision: string }[]): void {
  for (const one of models) opened?.forget(one);
}
