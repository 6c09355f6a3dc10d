import { Stopped, TaskError } from "../shared/errors.ts";
import type { Fetch } from "./endpoints.ts";

interface KeptSettings {
  readonly fetch: Fetch;
  /** Of the site: its own files may lie in the browser's HTTP cache; what is of the Hub lies in ours, where it is found before anyone is asked. */
  readonly origin: string;
  /** Resolves once everything may be fetched. */
  readonly mayFetch: Promise<void>;
}

/**
 * A network that gives what this browser has, and holds all else back until it may be fetched: a model that is made ready
 * goes on from there once a run asks for it. Whoever asks limits how long that may last.
 */
export function createKeptFetch({ fetch, origin, mayFetch }: KeptSettings): Fetch {
  let isFree = false;
  void mayFetch.then(() => {
    isFree = true;
  });

  async function findKept(url: string, init: RequestInit): Promise<Response | undefined> {
    if (new URL(url).origin !== origin) return undefined;
    // A browser that has no such file answers with an error.
    return fetch(url, { ...init, mode: "same-origin", cache: "only-if-cached" }).catch(() => undefined);
  }

  return async (url, init) => {
    const kept = isFree ? undefined : await findKept(url, init);
    if (kept) return kept;
    if (!isFree) {
      // A question is no file: whoever asks it goes on without an answer. So is a list, which is always asked for anew.
      if (init.method === "HEAD" || init.cache === "no-cache")
        throw new TaskError("network-refused", `${url} is not kept in this browser.`);
      await allowed(mayFetch, init.signal);
    }
    return fetch(url, init);
  };
}

function allowed(mayFetch: Promise<void>, signal: AbortSignal | null | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(new Stopped());
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop, { once: true });
    void mayFetch.then(resolve);
  });
}
