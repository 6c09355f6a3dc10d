import type { Clock } from "../shared/clock.ts";
import type { Failure } from "../shared/errors.ts";
import { type Caller, openCaller } from "../shared/rpc/caller.ts";
import type { OpenWorker } from "../shared/rpc/port.ts";
import { type StartRequest, startVerb } from "./verbs/start.ts";

interface OpenerSettings {
  readonly openWorker: OpenWorker;
  readonly clock: Clock;
  readonly loadSilenceMs: number;
}

/** A worker that no model came for gives its memory back. */
const idleMs = 60_000;

const unused: Failure = { code: "worker-crashed", message: "No model came for a worker that was opened ahead." };

/** Opens workers: one of them ahead, with its runtime started and no model, for whichever model is next. */
export function createOpener({ openWorker, clock, loadSilenceMs }: OpenerSettings) {
  let spare: Caller | undefined;
  let callOffIdle = (): void => {};

  function take(): Caller | undefined {
    const taken = spare;
    spare = undefined;
    callOffIdle();
    return taken;
  }

  function end(): void {
    take()?.end(unused);
  }

  return {
    /** The one that was opened ahead, where it lives; it may still be starting its runtime. */
    open(): Caller {
      const taken = take();
      return taken && !taken.ended ? taken : openCaller(openWorker, clock);
    },
    /** Opens one ahead, unless there is one. */
    openAhead(request: StartRequest): void {
      if (spare && !spare.ended) return;
      end();
      const opened = openCaller(openWorker, clock);
      spare = opened;
      callOffIdle = clock.after(idleMs, end);
      const silence = { ms: loadSilenceMs, failure: unused };
      void opened.ask(startVerb, request, { silence }).then(({ type }) => {
        // One that was taken meanwhile tells the load what went wrong.
        if (type !== "answer" && spare === opened) end();
      });
    },
    /** Gives back the one that was opened ahead. */
    end,
  };
}
