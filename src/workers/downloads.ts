import { createStore, type StoreApi } from "zustand/vanilla";
import { type CheckpointRef, dtypeText } from "../hub/checkpoint.ts";
import type { Sources } from "../hub/sources.ts";
import type { Clock } from "../shared/clock.ts";
import type { Failure } from "../shared/errors.ts";
import { type Caller, openCaller } from "../shared/rpc/caller.ts";
import type { OpenWorker } from "../shared/rpc/port.ts";
import { type DownloadAnswer, type DownloadEvent, downloadVerb } from "./verbs/download.ts";

/** One checkpoint on its way, or as far as it came. */
export interface Download {
  readonly checkpoint: CheckpointRef;
  readonly status: "loading" | "paused" | "failed" | "done";
  /** `undefined` until the first is told. */
  readonly progress: DownloadEvent | undefined;
  readonly failure: Failure | undefined;
  readonly answer: DownloadAnswer | undefined;
}

/** By `keyOfDownload`, in the order in which they were first asked for. */
export type DownloadStates = Readonly<Record<string, Download>>;

interface DownloadsSettings {
  readonly openWorker: OpenWorker;
  readonly clock: Clock;
  /** Longer than any host may stay silent. */
  readonly silenceMs: number;
}

export interface Downloads {
  readonly state: StoreApi<DownloadStates>;
  /** Begins, or goes on from where it was paused, cut or left at an earlier visit. */
  start(checkpoint: CheckpointRef, sources: Sources): Promise<void>;
  pause(checkpoint: CheckpointRef): void;
  /** Those of this model, in whichever dtype, that are not going on. */
  forget(model: Pick<CheckpointRef, "model" | "revision">): void;
}

/** What is downloaded is the same on every device. */
export function keyOfDownload({ model, revision, dtype }: CheckpointRef): string {
  return `${model}@${revision} ${dtypeText(dtype)}`;
}

const silent: Failure = { code: "load-timeout", message: "The download gave no sign for a long time." };

/** All downloads of a page, in one worker beside the models'. */
export function createDownloads({ openWorker, clock, silenceMs }: DownloadsSettings): Downloads {
  const state = createStore<DownloadStates>(() => ({}));
  const pauses = new Map<string, AbortController>();
  let caller: Caller | undefined;

  function current(): Caller {
    if (!caller || caller.ended) caller = openCaller(openWorker, clock);
    return caller;
  }

  function change(checkpoint: CheckpointRef, changed: Partial<Download>): void {
    const key = keyOfDownload(checkpoint);
    const before = state.getState()[key];
    const fresh = { status: "loading", progress: undefined, failure: undefined, answer: undefined } as const;
    state.setState({ [key]: { ...fresh, ...before, checkpoint, ...changed } });
  }

  return {
    state,
    async start(checkpoint, sources) {
      const key = keyOfDownload(checkpoint);
      if (pauses.has(key)) return;
      const pause = new AbortController();
      pauses.set(key, pause);
      change(checkpoint, { status: "loading", failure: undefined, answer: undefined });
      const ending = await current().ask(
        downloadVerb,
        { checkpoint, sources },
        {
          signal: pause.signal,
          silence: { ms: silenceMs, failure: silent },
          onEvent: (progress) => change(checkpoint, { progress }),
        },
      );
      pauses.delete(key);
      if (ending.type === "answer") change(checkpoint, { status: "done", answer: ending.answer });
      else if (ending.type === "failed") change(checkpoint, { status: "failed", failure: ending.failure });
      else change(checkpoint, { status: "paused" });
    },
    pause(checkpoint) {
      pauses.get(keyOfDownload(checkpoint))?.abort();
    },
    forget({ model, revision }) {
      const others = Object.entries(state.getState()).filter(
        ([, { status, checkpoint: one }]) => status === "loading" || one.model !== model || one.revision !== revision,
      );
      state.setState(Object.fromEntries(others), true);
    },
  };
}
