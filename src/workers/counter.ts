import type { CheckpointRef } from "../hub/checkpoint.ts";
import type { Sources } from "../hub/sources.ts";
import type { Clock } from "../shared/clock.ts";
import type { Failure } from "../shared/errors.ts";
import { type Caller, openCaller } from "../shared/rpc/caller.ts";
import type { OpenWorker } from "../shared/rpc/port.ts";
import type { Loading } from "./loading.ts";
import { type TokenCount, type TokensSubject, tokensVerb } from "./verbs/tokens.ts";

export interface CountRequest {
  readonly checkpoint: CheckpointRef;
  readonly sources: Sources;
  readonly subject: TokensSubject;
}

export type TokensOutcome =
  | { readonly type: "tokens"; readonly count: TokenCount }
  | { readonly type: "failed"; readonly failure: Failure }
  | { readonly type: "cancelled" };

export interface TokensHandle {
  /** Resolves exactly once and never rejects. */
  readonly outcome: Promise<TokensOutcome>;
  stop(): void;
}

interface CounterSettings {
  readonly openWorker: OpenWorker;
  readonly clock: Clock;
  readonly loadSilenceMs: number;
}

/** A worker that nobody asks any more gives its memory back. */
const idleMs = 60_000;

const stopped: Failure = { code: "run-failed", message: "Counting was stopped." };

/**
 * One worker beside the models' that holds a tokenizer and no weights, opened when the first text is to be counted: a
 * model that runs is never in its way.
 */
export function createTokenCounter({ openWorker, clock, loadSilenceMs }: CounterSettings) {
  let caller: Caller | undefined;
  let callOffIdle = (): void => {};
  /** Questions that have no answer yet. */
  let open = 0;

  function current(): Caller {
    if (!caller || caller.ended) caller = openCaller(openWorker, clock);
    return caller;
  }

  return {
    tokens(request: CountRequest, onLoading: (event: Loading) => void): TokensHandle {
      const asked = current();
      let isStopped = false;
      let isOver = false;
      open += 1;
      callOffIdle();
      const failure: Failure = {
        code: "load-timeout",
        message: "The tokenizer gave no sign while it was being loaded.",
      };
      const outcome = asked
        .ask(tokensVerb, request, { onEvent: onLoading, silence: { ms: loadSilenceMs, failure } })
        .then((ending): TokensOutcome => {
          isOver = true;
          open -= 1;
          // Another one may take minutes, where its tokenizer comes over a slow line.
          if (open === 0) callOffIdle = clock.after(idleMs, () => caller?.end(stopped));
          if (isStopped) return { type: "cancelled" };
          return ending.type === "answer" ? { type: "tokens", count: ending.answer } : ending;
        });
      return {
        outcome,
        /** Ends the worker: nothing inside it can stop a download. */
        stop() {
          if (isOver) return;
          isStopped = true;
          asked.end(stopped);
        },
      };
    },
  };
}
