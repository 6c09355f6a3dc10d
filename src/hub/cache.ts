import type { Clock } from "../shared/clock.ts";
import { findHubFile } from "./address.ts";
import type { Store } from "./store.ts";
import { isLargeFile } from "./weight.ts";

/** A store as one load uses it: what the library's `env.customCache` is set to, and what is known of it afterwards. */
export interface FileCache {
  match(url: string): Promise<Response | undefined>;
  /** Whether a file lies here, without its counting as read. */
  has(url: string): Promise<boolean>;
  /** Where there is no room for it, the file is used all the same, from memory. @returns whether it is kept */
  put(url: string, response: Response): Promise<boolean>;
  /** The same; where there is no room for it, the next `match` gives it all the same. */
  keep(url: string, content: Blob): Promise<boolean>;
  /** Lets other tabs fetch a file that this one will not. */
  release(url: string): void;
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
  /** Of a file that was found to be what its host lists. */
  sha256Of(url: string): string | undefined;
  /** What a part of it on the disk is not needed for any more. */
  onKept(sha256: string): Promise<void>;
  /** Every few seconds while another tab fetches what this one wants, so that nobody takes it for dead. */
  onWaiting(): void;
}

const waitingMs = 5_000;

export function createFileCache({ store, clock, onHit, sha256Of, onKept, onWaiting }: CacheSettings): FileCache {
  const touched = new Set<string>();
  /** What `keep` found no room for. */
  const held = new Map<string, Blob>();
  let unkeptBytes = 0;

  async function put(url: string, response: Response): Promise<boolean> {
    const bytes = Number(response.headers.get("content-length") ?? 0);
    const sha256 = sha256Of(url);
    const isKept = await store.put(url, response, sha256);
    if (!isKept) unkeptBytes += bytes;
    else if (sha256 !== undefined) await onKept(sha256);
    return isKept;
  }

  return {
    async match(url) {
      const own = held.get(url);
      held.delete(url);
      if (own) return toResponse(own);
      const file = findHubFile(url)?.file ?? url;
      // Small files are read by many at once, and cost little twice.
      const response = (await store.match(url)) ?? ((await waitFor(url, file)) ? await store.match(url) : undefined);
      touched.add(url);
      if (response) onHit(file, Number(response.headers.get("content-length") ?? 0));
      return response;
    },
    has: store.has,
    put,
    async keep(url, content) {
      const isKept = (await put(url, toResponse(content))) && (await store.has(url));
      if (!isKept) held.set(url, content);
      return isKept;
    },
    release: store.release,
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
    if (!isLargeFile(file)) return false;
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

function toResponse(content: Blob): Response {
  const headers = { "content-type": "application/octet-stream", "content-length": String(content.size) };
  return new Response(content, { headers });
}
