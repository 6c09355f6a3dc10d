import type { Clock } from "../shared/clock.ts";
import { findHubFile } from "./address.ts";
import type { Store } from "./store.ts";
import { isWeight } from "./weight.ts";

/** A store as one load uses it: what the library's `env.customCache` is set to, and what is known of it afterwards. */
export interface FileCache {
  match(url: string): Promise<Response | undefined>;
  /** Whether a file lies here, without its counting as read. */
  has(url: string): Promise<boolean>;
  /** Where there is no room for it, the file is used all the same, from memory. */
  put(url: string, response: Response): Promise<void>;
  /** Takes out one file, or all that were read or stored here: a damaged one would fail every later visit. */
  forget(url?: string): Promise<void>;
  /** Bytes that there was no room for. */
  readonly unkeptBytes: number;
}

interface CacheSettings {
  readonly store: Store;
  readonly clock: Clock;
  /** A file was read from here. */
  onHit(file: string, bytes: number): void;
  /** Every few seconds while another tab fetches what this one wants, so that nobody takes it for dead. */
  onWaiting(): void;
}

const waitingMs = 5_000;

export function createFileCache({ store, clock, onHit, onWaiting }: CacheSettings): FileCache {
  const touched = new Set<string>();
  let unkeptBytes = 0;

  return {
    async match(url) {
      const file = findHubFile(url)?.file ?? url;
      // Small files are read by many at once, and cost little twice.
      const response = (await store.match(url)) ?? ((await waitFor(url, file)) ? await store.match(url) : undefined);
      touched.add(url);
      if (response) onHit(file, Number(response.headers.get("content-length") ?? 0));
      return response;
    },
    has: store.has,
    async put(url, response) {
      const bytes = Number(response.headers.get("content-length") ?? 0);
      if (!(await store.put(url, response))) unkeptBytes += bytes;
    },
    async forget(only) {
      const urls = only === undefined ? [...touched] : [only];
      await Promise.all(urls.map(store.remove));
    },
    get unkeptBytes() {
      return unkeptBytes;
    },
  };

  /** @returns whether the file has come */
  async function waitFor(url: string, file: string): Promise<boolean> {
    if (!isWeight(file)) return false;
    let callOff = (): void => {};
    const tell = () => {
      callOff = clock.after(waitingMs, () => {
        onWaiting();
        tell();
      });
    };
    tell();
    try {
      return await store.reserve(url);
    } finally {
      callOff();
    }
  }
}
