import * as v from "valibot";
import type { Clock } from "../shared/clock.ts";
import { type Failure, toFailure } from "../shared/errors.ts";
import type { WorkerPort } from "./port.ts";
import { FromWorker, type ToWorker } from "./protocol.ts";

/** The events that end a request. */
export type Ending = Extract<FromWorker, { type: "loaded" | "done" | "failed" | "cancelled" | "disposed" | "tokens" }>;
/** The events on the way there. */
export type Passing = Extract<FromWorker, { type: "loading" | "partial" | "progress" | "notice" }>;

interface AskSettings {
  readonly onEvent?: (event: Passing) => void;
  /** The worker counts as lost when nothing at all arrives for so long. */
  readonly silenceMs: number;
  readonly silence: Failure;
}

/** Requests to one worker and their endings: every `ask` resolves exactly once, whatever happens to the worker. */
export interface Conversation {
  ask(message: ToWorker, settings: AskSettings): Promise<Ending>;
  tell(message: ToWorker): void;
  /** Ends the worker; what was still asked ends with `failure`. */
  end(failure: Failure): void;
  /** Calls once when the worker ends, for whatever reason; never for one that has ended before. */
  whenEnded(call: () => void): void;
  readonly ended: boolean;
}

interface Pending {
  readonly settings: AskSettings;
  settle(ending: Ending): void;
  hear(): void;
}

export function createConversation(port: WorkerPort, clock: Clock): Conversation {
  const pending = new Map<number, Pending>();
  const listeners: (() => void)[] = [];
  let ended: Failure | undefined;

  function end(failure: Failure): void {
    if (ended) return;
    ended = failure;
    port.terminate();
    for (const [id, request] of [...pending]) request.settle({ type: "failed", id, failure });
    for (const call of listeners) call();
  }

  port.listen({
    onMessage(data) {
      if (ended) return;
      const parsed = v.safeParse(FromWorker, data);
      if (!parsed.success) {
        end({ code: "worker-crashed", message: "A worker sent a message that is not in the protocol." });
        return;
      }
      const event = parsed.output;
      for (const request of pending.values()) request.hear();
      if (event.type === "ready") return;
      const request = pending.get(event.id);
      switch (event.type) {
        case "loading":
        case "partial":
        case "progress":
        case "notice":
          request?.settings.onEvent?.(event);
          return;
        default:
          request?.settle(event);
      }
    },
    onCrash: (reason) => end({ code: "worker-crashed", message: "The worker ended unexpectedly.", detail: reason }),
  });

  return {
    ask(message, settings) {
      return new Promise((resolve) => {
        const { id } = message;
        let callOff = (): void => {};
        function hear(): void {
          callOff();
          callOff = clock.after(settings.silenceMs, () => end(settings.silence));
        }
        function settle(ending: Ending): void {
          callOff();
          pending.delete(id);
          resolve(ending);
        }
        if (ended) {
          settle({ type: "failed", id, failure: ended });
          return;
        }
        pending.set(id, { settings, settle, hear });
        hear();
        try {
          port.post(message);
        } catch (reason) {
          // It could not be cloned: the worker has seen nothing of it and is as good as before.
          settle({ type: "failed", id, failure: toFailure(reason, "input-invalid") });
        }
      });
    },
    tell(message) {
      if (!ended) port.post(message);
    },
    end,
    whenEnded(call) {
      listeners.push(call);
    },
    get ended() {
      return ended !== undefined;
    },
  };
}
