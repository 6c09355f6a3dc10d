import { afterSilence, type Clock } from "../shared/clock.ts";
import { TaskError } from "../shared/errors.ts";
import type { Timeouts } from "../shared/site.ts";
import { type Refusal, toRefusal } from "./problem.ts";
import { isReached } from "./reach.ts";

interface GuardSettings {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly timeoutMs: Timeouts;
  readonly host: string;
  readonly model: string;
  readonly signal: AbortSignal;
}

/** A model thinks before it writes: it may be silent this many times as long as a host of files. */
const patience = 6;

/** A `fetch` for one provider's library, and what went wrong in it, which the libraries tell each in their own way. */
export interface Guard {
  readonly fetch: typeof fetch;
  readonly refusal: Refusal | undefined;
}

/**
 * Watches over one request: nothing goes along that the provider need not know, silence ends it, and what comes back
 * in the place of an answer is understood.
 */
export function createGuard({ fetch, clock, timeoutMs, host, model, signal }: GuardSettings): Guard {
  let refusal: Refusal | undefined;

  function refuse(error: TaskError): TaskError {
    refusal ??= { error, waitMs: undefined, isParameter: false };
    return error;
  }

  /** Fails what is waited for where nothing has come for so long. */
  async function within<T>(ms: number, end: () => void, waited: Promise<T>): Promise<T> {
    let callOff = (): void => {};
    const silence = new Promise<never>((_, reject) => {
      callOff = afterSilence(clock, ms, () => {
        end();
        reject(
          refuse(
            new TaskError("network-silent", `${host} sent nothing for ${ms} ms.`, undefined, {
              reason: "hosted-silent",
              values: { host, seconds: String(Math.round(ms / 1000)) },
            }),
          ),
        );
      });
    });
    try {
      return await Promise.race([waited, silence]);
    } finally {
      callOff();
    }
  }

  async function unreachable(url: string, reason: unknown): Promise<TaskError> {
    const detail = reason instanceof Error ? reason.message : String(reason);
    const { origin } = new URL(url);
    const silent = new Promise<boolean>((resolve) => void clock.after(timeoutMs.firstByte, () => resolve(false)));
    const isThere = await Promise.race([isReached(origin, fetch, clock), silent]);
    const values = { host, origin: globalThis.location?.origin ?? "" };
    return isThere
      ? new TaskError("cors-refused", `${host} is there, and refuses this page.`, detail, { values })
      : new TaskError("network-refused", `${host} cannot be reached.`, detail, {
          reason: "hosted-unreachable",
          values,
        });
  }

  async function guarded(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const url = input instanceof Request ? input.url : String(input);
    const ended = new AbortController();
    const end = () => ended.abort();
    const signals = AbortSignal.any([signal, ended.signal, ...(init.signal ? [init.signal] : [])]);
    const bare = { ...init, headers: bareHeaders(init.headers), signal: signals } as const;
    let response: Response;
    try {
      const asked = fetch(url, { ...bare, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
      response = await within(patience * timeoutMs.firstByte, end, asked);
    } catch (reason) {
      if (signal.aborted || reason instanceof TaskError) throw reason;
      throw refuse(await unreachable(url, reason));
    }
    if (!response.ok) {
      const body = await within(patience * timeoutMs.stall, end, response.text()).catch(() => "");
      refusal ??= toRefusal({ status: response.status, body, headers: response.headers, host, model });
      throw refusal.error;
    }
    return watched(response, (next) => within(patience * timeoutMs.stall, end, next));
  }

  return {
    fetch: guarded,
    get refusal() {
      return refusal;
    },
  };
}

/** Libraries tell of themselves and of the machine; servers that name the headers they allow refuse a page for that. */
function bareHeaders(headers: HeadersInit | undefined): Headers {
  const bare = new Headers(headers);
  for (const name of [...bare.keys()]) {
    if (/^(?:x-stainless-|x-goog-api-client$|user-agent$)/.test(name)) bare.delete(name);
  }
  return bare;
}

type Read = ReadableStreamReadResult<Uint8Array<ArrayBuffer>>;

/** The same answer, each of its parts waited for under watch. */
function watched(response: Response, wait: (next: Promise<Read>) => Promise<Read>): Response {
  const reader = response.body?.getReader();
  if (!reader) return response;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await wait(reader.read());
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
