import type { CheckpointRef } from "../hub/checkpoint.ts";
import type { Sources } from "../hub/sources.ts";
import type { Clock } from "../shared/clock.ts";
import { type Failure, toFailure } from "../shared/errors.ts";
import { type Conversation, createConversation, type Passing } from "./conversation.ts";
import { type OpenWorker, openOrCrash } from "./port.ts";
import type { TokenCount, TokensSubject } from "./protocol.ts";

export interface DeskRequest {
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

interface DeskSettings {
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
export function createDesk({ openWorker, clock, loadSilenceMs }: DeskSettings) {
  let conversation: Conversation | undefined;
  let callOffIdle = (): void => {};
  let lastId = 0;

  function current(): Conversation {
    if (!conversation || conversation.ended) conversation = createConversation(openOrCrash(openWorker), clock);
    return conversation;
  }

  return {
    tokens(request: DeskRequest, onLoading: (event: Extract<Passing, { type: "loading" }>) => void): TokensHandle {
      const asked = current();
      let isStopped = false;
      let isOver = false;
      callOffIdle();
      const outcome = asked
        .ask(
          { type: "tokens", id: ++lastId, ...request },
          {
            onEvent: (event) => {
              if (event.type === "loading") onLoading(event);
            },
            silenceMs: loadSilenceMs,
            silence: { code: "load-timeout", message: "The tokenizer gave no sign while it was being loaded." },
          },
        )
        .then((ending): TokensOutcome => {
          isOver = true;
          if (isStopped) return { type: "cancelled" };
          callOffIdle();
          callOffIdle = clock.after(idleMs, () => asked.end(stopped));
          if (ending.type === "tokens") {
            const { counts, maxLength, tokens } = ending;
            return { type: "tokens", count: { counts, maxLength, tokens } };
          }
          return {
            type: "failed",
            failure: ending.type === "failed" ? ending.failure : toFailure(ending.type, "run-failed"),
          };
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
