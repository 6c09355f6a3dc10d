import type { Clock } from "../shared/clock.ts";
import { TaskError } from "../shared/errors.ts";

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
}

/** Where every endpoint stays silent, a reader hears of it after no more than this: they share the time. */
const allSilentMs = 12_000;

/**
 * The one loop over hosts: whatever is asked of them, they are tried in their order from the first that answered last time on, and
 * one that cannot be reached, is silent, or is busy (429, 5xx) gives way to the next.
 */
export function createEndpoints({ fetch, clock, firstByteMs }: EndpointSettings) {
  let preferred = 0;

  /** What one host answers, and what `read` makes of it, within the limit. */
  async function askOne<T>(address: string, limitMs: number, init: RequestInit, read: Read<T>): Promise<T | undefined> {
    const abort = new AbortController();
    const callOff = clock.after(limitMs, () => abort.abort());
    try {
      const response = await fetch(address, { ...init, signal: abort.signal });
      const { status } = response;
      if (status === 429 || status >= 500) {
        throw new TaskError("hub-busy", `${hostOf(address)} answered with ${status}.`, address);
      }
      return await read({ response, address, abort });
    } catch (reason) {
      if (reason instanceof TaskError) throw reason;
      if (abort.signal.aborted) throw silent(address, "did not answer");
      throw new TaskError("network-refused", `${hostOf(address)} could not be reached.`, String(reason));
    } finally {
      callOff();
    }
  }

  return {
    /**
     * What `read` makes of the first answer that it takes; `undefined` has the next host asked.
     * @returns `undefined` where hosts answered and `read` took none of it
     * @throws TaskError of the last host, where none answered
     */
    async ask<T>(addresses: readonly string[], init: RequestInit, read: Read<T>): Promise<T | undefined> {
      const limitMs = Math.min(firstByteMs, allSilentMs / Math.max(1, addresses.length));
      let answered = false;
      let problem: unknown = new TaskError("network-refused", "The site names no endpoint to fetch from.");
      for (let turn = 0; turn < addresses.length; turn++) {
        const index = (preferred + turn) % addresses.length;
        try {
          const found = await askOne(addresses[index] ?? "", limitMs, init, read);
          // Whoever answers is asked first from now on, also where it has nothing of what one question was after.
          if (!answered) preferred = index;
          answered = true;
          if (found !== undefined) return found;
        } catch (reason) {
          problem = reason;
        }
      }
      if (answered) return undefined;
      throw problem;
    },
  };
}

export function silent(address: string, what: string): TaskError {
  return new TaskError("network-silent", `${hostOf(address)} ${what}.`, address);
}

export function hostOf(address: string): string {
  return new URL(address).host;
}
