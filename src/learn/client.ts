import type { Clock } from "../shared/clock.ts";
import { type Caller, type Ending, openCaller } from "../shared/rpc/caller.ts";
import { type OpenWorker, portOf } from "../shared/rpc/port.ts";
import type { Verb } from "../shared/rpc/verb.ts";

interface AskSettings<Event> {
  readonly onEvent?: (event: Event) => void;
  readonly signal?: AbortSignal;
  /** Buffers of the request that are moved instead of copied. */
  readonly transfer?: Transferable[];
}

/** The page's side of training: a worker that is opened when it is first asked, and anew after it was lost. */
export interface TrainerClient {
  ask<Request, Event, Answer>(
    verb: Verb<Request, Event, Answer>,
    request: Request,
    settings?: AskSettings<Event>,
  ): Promise<Ending<Answer>>;
  /** Calls whenever a worker ended, and with it all that it held. */
  whenLost(call: () => void): void;
  /** Gives the worker and its memory back. */
  end(): void;
}

/** A step takes a second at most; compiling the largest network on a slow machine takes the longest. */
const silence = {
  ms: 180_000,
  failure: { code: "worker-crashed", message: "The worker that trains gave no sign." },
} as const;

/** A step or a look at held-out text ends within this; what has not stopped by then is ended, with what it held. */
const stopGraceMs = 10_000;

export function createTrainerClient(open: OpenWorker, clock: Clock): TrainerClient {
  const listeners: (() => void)[] = [];
  let caller: Caller | undefined;

  function callerNow(): Caller {
    if (caller && !caller.ended) return caller;
    const opened = openCaller(open, clock);
    opened.whenEnded(() => {
      for (const call of listeners) call();
    });
    caller = opened;
    return opened;
  }

  return {
    async ask(verb, request, settings = {}) {
      const asked = callerNow();
      const ending = await asked.ask(verb, request, { ...settings, silence, stopGraceMs });
      // Its realm gets no other GPU: the next one is asked for by a fresh worker.
      if (ending.type === "failed" && ending.failure.code === "device-lost") asked.end(ending.failure);
      return ending;
    },
    whenLost(call) {
      listeners.push(call);
    },
    end() {
      caller?.end({ code: "run-failed", message: "The training was given up." });
    },
  };
}

export const openTrainerWorker: OpenWorker = () =>
  portOf(new Worker(new URL("./learn.worker.ts", import.meta.url), { type: "module", name: "learn" }));

/** A head on frozen features needs no differentiation, and so not its library. */
export const openHeadWorker: OpenWorker = () =>
  portOf(new Worker(new URL("./head.worker.ts", import.meta.url), { type: "module", name: "head" }));
