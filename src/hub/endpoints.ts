import { afterSilence, type Clock } from "../shared/clock.ts";
import { Stopped, TaskError } from "../shared/errors.ts";
import type { Endpoint } from "../shared/site.ts";
import type { Rates } from "./rates.ts";

/** The network as it is asked: `fetch` bound to its global, or a test's own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Answer {
  readonly response: Response;
  readonly address: string;
  /** Calls off what is still on its way. */
  readonly abort: AbortController;
}

type Read<T> = (answer: Answer) => T | undefined | Promise<T | undefined>;

interface EndpointSettings {
  readonly fetch: Fetch;
  readonly clock: Clock;
  /** How long one host may stay silent, in milliseconds. */
  readonly firstByteMs: number;
  /** What opens gated and private repositories at a host; `undefined` for hosts that must not see it. */
  readonly tokenFor?: (address: string) => string | undefined;
  /** Where large files come from: told of what each host brings. */
  readonly rates?: Pick<Rates, "brought" | "absent"> | undefined;
}

/** Where every endpoint stays silent, a reader hears of it after no more than this: they share the time. */
const allSilentMs = 12_000;

/**
 * The one loop over hosts: whatever is asked of them, they are tried in their order from the first that answered last time on, and
 * one that cannot be reached, is silent, or is busy (429, 5xx) gives way to the next.
 */
export function createEndpoints({ fetch, clock, firstByteMs, tokenFor, rates }: EndpointSettings) {
  let preferred = 0;
  /** Whether something was refused without the token: until then no host sees it. */
  let needsToken = false;

  async function request(address: string, init: RequestInit): Promise<Response> {
    const token = tokenFor?.(address);
    if (token === undefined || !needsToken) {
      const response = await fetch(address, init);
      if (token === undefined || (response.status !== 401 && response.status !== 403)) return response;
      await response.body?.cancel();
      needsToken = true;
    }
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${token}`);
    // A browser takes it off where a redirect leads to another origin (https://fetch.spec.whatwg.org/#http-redirect-fetch).
    return fetch(address, { ...init, headers });
  }

  /** What one host answers, and what `read` makes of it, within the limit. */
  async function askOne<T>(address: string, limitMs: number, init: RequestInit, read: Read<T>): Promise<T | undefined> {
    const abort = new AbortController();
    const callOff = afterSilence(clock, limitMs, () => abort.abort());
    const stop = () => abort.abort();
    init.signal?.addEventListener("abort", stop, { once: true });
    try {
      if (init.signal?.aborted) throw new Stopped();
      const response = await request(address, { ...init, signal: abort.signal });
      const { status } = response;
      if (status === 429 || status >= 500) throw busy(response, address);
      return await read({ response, address, abort });
    } catch (reason) {
      if (init.signal?.aborted) throw new Stopped();
      if (reason instanceof TaskError) throw reason;
      if (abort.signal.aborted) throw silent(address, "did not answer");
      throw new TaskError("network-refused", `${hostOf(address)} could not be reached.`, String(reason));
    } finally {
      callOff();
    }
  }

  /**
   * What `read` makes of the first answer that it takes; `undefined` has the next host asked.
   * @returns `undefined` where hosts answered and `read` took none of it
   * @throws TaskError of the last host, where none answered
   */
  async function ask<T>(addresses: readonly string[], init: RequestInit, read: Read<T>): Promise<T | undefined> {
    const limitMs = Math.min(firstByteMs, allSilentMs / Math.max(1, addresses.length));
    const absent: string[] = [];
    let answered = false;
    let problem: unknown = new TaskError("network-refused", "The site names no endpoint to fetch from.");
    for (let turn = 0; turn < addresses.length; turn++) {
      const index = (preferred + turn) % addresses.length;
      const address = addresses[index] ?? "";
      try {
        const found = await askOne(address, limitMs, init, read);
        if (!answered) {
          // Whoever answers is asked first from now on, also where it has nothing of what one question was after.
          preferred = index;
          for (const one of absent) rates?.absent(one);
        }
        answered = true;
        if (found !== undefined) return found;
      } catch (reason) {
        if (reason instanceof Stopped) throw reason;
        if (reason instanceof TaskError && reason.code !== "hub-busy") absent.push(address);
        problem = reason;
      }
    }
    if (answered) return undefined;
    throw problem;
  }

  return {
    ask,

    /**
     * The answer of the first host that answers, whatever it says.
     * @throws TaskError of the last host, where none answered
     */
    async askAny(addresses: readonly string[], init: RequestInit): Promise<Answer> {
      return taken(await ask(addresses, init, (first) => first));
    },

    /**
     * The answer of the first host that has a file, which is asked first from now on: not every mirror has every
     * repository. Where none has it, the first refusal.
     * @throws TaskError of the last host, where none answered
     */
    async askWhoHas(addresses: readonly string[], init: RequestInit): Promise<Answer> {
      let refused: Answer | undefined;
      const found = await ask(addresses, init, (answer) => {
        if (answer.response.ok) return answer;
        refused ??= answer;
        return undefined;
      });
      if (found && refused) preferred = addresses.indexOf(found.address);
      return taken(found ?? refused);
    },

    /** So much of a large file has come from there. */
    brought: (address: string, bytes: number) => rates?.brought(address, bytes),

    /** Asks the others first from now on: this one broke off, or gave what it should not have. */
    leave(address: string, addresses: readonly string[]): void {
      const index = addresses.indexOf(address);
      if (index === preferred) preferred = (index + 1) % addresses.length;
    },
  };
}

/** The token as hosts may see it: those alone that the site says it is for, by their origin. */
export function tokenForHosts(
  endpoints: readonly Endpoint[],
  token: string | undefined,
): (address: string) => string | undefined {
  const origins = new Set(endpoints.flatMap(({ host, token: takes }) => (takes ? [new URL(host).origin] : [])));
  return (address) => (token && origins.has(new URL(address).origin) ? token : undefined);
}

/** A host that says when to come again has it in `values.seconds`; most hide that header from pages of other origins. */
function busy({ status, headers }: Response, address: string): TaskError {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const values = Number.isFinite(seconds) ? { values: { seconds: String(seconds) } } : {};
  return new TaskError("hub-busy", `${hostOf(address)} answered with ${status}.`, address, values);
}

export function silent(address: string, what: string): TaskError {
  return new TaskError("network-silent", `${hostOf(address)} ${what}.`, address);
}

export function hostOf(address: string): string {
  return new URL(address).host;
}

/** Where a host answered and the answer was taken, it is there. */
function taken(answer: Answer | undefined): Answer {
  if (!answer) throw new RangeError("An answer was taken and is not there.");
  return answer;
}
