import * as v from "valibot";
import { type ErrorCode, Stopped, toFailure } from "../errors.ts";
import { buffersIn } from "./transfer.ts";
import { type FromCallee, ToCallee, type Verb } from "./verb.ts";

/** What the work on a request may use. */
export interface CallContext<Event> {
  readonly signal: AbortSignal;
  tell(event: Event): void;
}

/** A verb and its work, with its types closed over. */
export interface Handler {
  readonly name: string;
  /** @throws where the request is none of the verb's */
  open(request: unknown): (context: CallContext<unknown>) => unknown;
}

/** @param work throws `Stopped` where it sees that it was stopped; buffers of its answer are moved to the page */
export function handler<Request, Event, Answer>(
  { name, request: schema }: Verb<Request, Event, Answer>,
  work: (request: Request, context: CallContext<Event>) => Answer | Promise<Answer>,
): Handler {
  return {
    name,
    open(data) {
      const request = v.parse(schema, data);
      return (context) => work(request, context);
    },
  };
}

export interface Callee {
  /** @param data what arrived; anything that is not a message of the protocol rejects, and so ends the worker */
  receive(data: unknown): Promise<void>;
}

export type PostToCaller = (message: FromCallee, transfer: Transferable[]) => void;

/**
 * The worker's side: requests in, events and one ending for each out. Knows no worker global.
 * @param codeOf names what was thrown, where that was none of our own errors
 */
export function createCallee(
  handlers: readonly Handler[],
  post: PostToCaller,
  codeOf: (reason: unknown) => ErrorCode,
): Callee {
  const aborts = new Map<number, AbortController>();

  async function perform(id: number, work: ReturnType<Handler["open"]>): Promise<void> {
    const abort = new AbortController();
    const { signal } = abort;
    aborts.set(id, abort);
    try {
      const answer = await work({ signal, tell: (event) => post({ type: "event", id, event }, []) });
      if (signal.aborted) throw new Stopped();
      post({ type: "answer", id, answer }, buffersIn(answer));
    } catch (reason) {
      if (reason instanceof Stopped) post({ type: "cancelled", id }, []);
      else post({ type: "failed", id, failure: toFailure(reason, codeOf(reason)) }, []);
    } finally {
      aborts.delete(id);
    }
  }

  return {
    async receive(data: unknown): Promise<void> {
      const message = v.parse(ToCallee, data);
      if (message.type === "stop") {
        aborts.get(message.id)?.abort();
        return;
      }
      const found = handlers.find(({ name }) => name === message.verb);
      if (!found) throw new Error(`There is no verb "${message.verb}".`);
      await perform(message.id, found.open(message.request));
    },
  };
}

/** What a callee needs of the worker that it lives in. */
export interface WorkerScope {
  addEventListener(type: "message", listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: FromCallee, transfer: Transferable[]): void;
  reportError(reason: unknown): void;
}

/** Joins a callee to its worker, and tells the page that it listens. */
export function serve(scope: WorkerScope, open: (post: PostToCaller) => Callee): void {
  const post: PostToCaller = (message, transfer) => scope.postMessage(message, transfer);
  const callee = open(post);
  scope.addEventListener("message", ({ data }) => {
    // Reported, so that the page hears of it as of any error that ends a worker.
    callee.receive(data).catch((reason: unknown) => scope.reportError(reason));
  });
  post({ type: "ready" }, []);
}
