import { type Clock, realClock } from "../../../../shared/clock.ts";
import { answerOf, createCaller } from "../../../../shared/rpc/caller.ts";
import { openOrCrash, portOf, type WorkerPort } from "../../../../shared/rpc/port.ts";
import type { Verb } from "../../../../shared/rpc/verb.ts";

/** Without any sign: a worker tells several times a second how far it is, but some first steps are long. */
const silence = {
  ms: 180_000,
  failure: { code: "worker-crashed", message: "The worker of derived views gave no sign." },
} as const;

interface MathsSettings {
  /** Gives up an answer that is not awaited any more. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (share: number) => void;
  /** Buffers of the question that are moved to the worker instead of copied. */
  readonly transfer?: Transferable[];
}

/** The page's side of derived views. */
export interface Maths {
  /** Rejects where the worker fails or the answer was given up. */
  ask<Question, Answer>(
    verb: Verb<Question, number, Answer>,
    question: Question,
    settings?: MathsSettings,
  ): Promise<Answer>;
  close(): void;
}

export function createMaths(port: WorkerPort, clock: Clock): Maths {
  const caller = createCaller(port, clock);
  return {
    async ask(verb, question, { onProgress, ...settings } = {}) {
      return answerOf(await caller.ask(verb, question, { ...settings, silence, onEvent: onProgress }));
    },
    close: () => caller.end({ code: "run-failed", message: "The derived views were closed." }),
  };
}

/** Opens the worker of derived views; its owner closes it. */
export function openMaths(): Maths {
  const open = () =>
    portOf(new Worker(new URL("../maths/maths.worker.ts", import.meta.url), { type: "module", name: "maths" }));
  return createMaths(openOrCrash(open), realClock);
}
