import * as v from "valibot";
import { afterSilence, type Clock } from "../clock.ts";
import { type Failure, fromFailure, Stopped, toFailure } from "../errors.ts";
import { type OpenWorker, openOrCrash, type WorkerPort } from "./port.ts";
import { FromCallee, type ToCallee, type Verb } from "./verb.ts";

export type Ending<Answer> =
  | { readonly type: "answer"; readonly answer: Answer }
  | { readonly type: "failed"; readonly failure: Failure }
  | { readonly type: "cancelled" };

/** @throws TaskError where it failed, Stopped where it was stopped */
export function answerOf<Answer>(ending: Ending<Answer>): Answer {
  if (ending.type === "answer") return ending.answer;
  throw ending.type === "failed" ? fromFailure(ending.failure) : new Stopped();
}

interface AskSettings<Event> {
  readonly onEvent?: ((event: Event) => void) | undefined;
  /** Buffers of the request that are moved to the worker instead of copied. */
  readonly transfer?: Transferable[] | undefined;
  /** The worker counts as lost, for this reason, when nothing at all arrives for so long. */
  readonly silence: { readonly ms: number; readonly failure: Failure };
  /** Aborts to ask the worker, softly, to stop. */
  readonly signal?: AbortSignal | undefined;
  /** From the soft stop to the end of the worker. Without it nobody waits: what comes after a stop is dropped. */
  readonly stopGraceMs?: number | undefined;
}

/** The page's side of one worker: every `ask` resolves exactly once, whatever happens to the worker. */
export interface Caller {
  ask<Request, Event, Answer>(
    verb: Verb<Request, Event, Answer>,
    request: Request,
    settings: AskSettings<Event>,
  ): Promise<Ending<Answer>>;
  /** Ends the worker; what was still asked ends with `failure`, and so does all that is asked later. */
  end(failure: Failure): void;
  /** Calls once when the worker ends, for whatever reason; never for one that has ended before. */
  whenEnded(call: () => void): void;
  readonly ended: boolean;
}

interface Call {
  /** Something arrived, if only for another call. */
  hear(): void;
  take(message: Exclude<FromCallee, { type: "ready" }>): void;
  fail(failure: Failure): void;
}

/** Of a worker that is opened for it; one that cannot be opened fails what it is asked. */
export function openCaller(open: OpenWorker, clock: Clock): Caller {
  return createCaller(openOrCrash(open), clock);
}

export function createCaller(port: WorkerPort, clock: Clock): Caller {
  const calls = new Map<number, Call>();
  const listeners: (() => void)[] = [];
  let ended: Failure | undefined;
  let lastId = 0;

  function end(failure: Failure): void {
    if (ended) return;
    ended = failure;
    port.terminate();
    for (const call of [...calls.values()]) call.fail(failure);
    for (const call of listeners) call();
  }

  function endAsRubbish(): void {
    end({ code: "worker-crashed", message: "A worker sent a message that is not in the protocol." });
  }

  port.listen({
    onMessage(data) {
      if (ended) return;
      const { success, output: message } = v.safeParse(FromCallee, data);
      if (!success) {
        endAsRubbish();
        return;
      }
      for (const call of calls.values()) call.hear();
      if (message.type !== "ready") calls.get(message.id)?.take(message);
    },
    onCrash: (reason) => end({ code: "worker-crashed", message: "The worker ended unexpectedly.", detail: reason }),
  });

  function ask<Request, Event, Answer>(
    verb: Verb<Request, Event, Answer>,
    request: Request,
    { onEvent, transfer = [], silence, signal, stopGraceMs }: AskSettings<Event>,
  ): Promise<Ending<Answer>> {
    if (ended) return Promise.resolve({ type: "failed", failure: ended });
    if (signal?.aborted) return Promise.resolve({ type: "cancelled" });
    const id = ++lastId;
    return new Promise((resolve) => {
      let callOffSilence = (): void => {};
      let callOffGrace = (): void => {};
      let isStopped = false;

      function settle(ending: Ending<Answer>): void {
        callOffSilence();
        callOffGrace();
        signal?.removeEventListener("abort", stop);
        calls.delete(id);
        resolve(ending);
      }

      function stop(): void {
        isStopped = true;
        port.post({ type: "stop", id } satisfies ToCallee);
        if (stopGraceMs === undefined) settle({ type: "cancelled" });
        else callOffGrace = clock.after(stopGraceMs, endUnstopped);
      }

      function endUnstopped(): void {
        settle({ type: "cancelled" });
        end({ code: "run-failed", message: "A worker did not stop in time." });
      }

      const call: Call = {
        hear() {
          callOffSilence();
          callOffSilence = afterSilence(clock, silence.ms, () => end(silence.failure));
        },
        take(message) {
          switch (message.type) {
            case "event": {
              const { success, output } = v.safeParse(verb.event, message.event);
              return success ? onEvent?.(output) : endAsRubbish();
            }
            case "answer": {
              const { success, output } = v.safeParse(verb.answer, message.answer);
              return success ? settle({ type: "answer", answer: output }) : endAsRubbish();
            }
            case "failed":
              return call.fail(message.failure);
            case "cancelled":
              return isStopped ? settle({ type: "cancelled" }) : endAsRubbish();
          }
        },
        fail: (failure) => settle({ type: "failed", failure }),
      };
      calls.set(id, call);
      call.hear();
      signal?.addEventListener("abort", stop, { once: true });
      try {
        port.post({ type: "ask", id, verb: verb.name, request } satisfies ToCallee, transfer);
      } catch (reason) {
        // It could not be cloned: the worker has seen nothing of it and is as good as before.
        call.fail(toFailure(reason, "input-invalid"));
      }
    });
  }

  return {
    ask,
    end,
    whenEnded(call) {
      listeners.push(call);
    },
    get ended() {
      return ended !== undefined;
    },
  };
}
