import { findHubFile } from "./address.ts";
import { createManifest, groupsOf, type KeptFile, manifestName, type Storage } from "./manifest.ts";
import { isEmbedded, isLocal } from "./reference.ts";

/** transformers.js's own name, so that checkpoints stored by it on this site are found. */
const cacheName = "transformers-cache";

/** What a browser gives to keep files in; parts are missing on insecure pages and in some private windows. */
export interface StorePorts {
  readonly files: Storage | undefined;
  readonly manifest: Storage | undefined;
  readonly locks: Pick<LockManager, "request"> | undefined;
  /** Bytes that the site may still store; `undefined` where the browser does not say. */
  freeBytes(): Promise<number | undefined>;
  now(): number;
}

export async function openStorePorts(): Promise<StorePorts> {
  const open = async (name: string) => {
    try {
      return await caches.open(name);
    } catch {
      return undefined;
    }
  };
  const has = typeof caches !== "undefined";
  return {
    files: has ? await open(cacheName) : undefined,
    manifest: has ? await open(manifestName) : undefined,
    locks: navigator.locks,
    async freeBytes() {
      const { quota, usage } = (await navigator.storage?.estimate().catch(() => undefined)) ?? {};
      return quota === undefined || usage === undefined ? undefined : quota - usage;
    },
    now: Date.now,
  };
}

/**
 * The files of checkpoints in this browser, under canonical addresses. Embedded checkpoints pass it by unless a reader asks
 * for them to be kept, for visits without a network: the site's own server and the HTTP cache already hold them, and a
 * second copy would cost the reader the same bytes again. So do the reader's own, which lie on their disk.
 * @param takesEmbedded whether embedded checkpoints are stored here, too; whichever lie here are given
 */
export function createStore({ files, manifest: entries, locks, freeBytes, now }: StorePorts, takesEmbedded = false) {
  const manifest = createManifest(entries, now);
  /** Files that this realm is fetching, and what lets others have them. */
  const held = new Map<string, () => void>();
  /** Resolves once it is written down of all files that were read. */
  let touched: Promise<unknown> = Promise.resolve();

  function mayHave(url: string): boolean {
    const hubFile = findHubFile(url);
    return files !== undefined && hubFile !== undefined && !isLocal(hubFile.model);
  }

  function takes(url: string): boolean {
    return mayHave(url) && (takesEmbedded || !isEmbedded(findHubFile(url)?.model ?? ""));
  }

  async function list(): Promise<readonly KeptFile[]> {
    await touched;
    const requests = (await files?.keys()) ?? [];
    return manifest.list(requests.map(({ url }) => url));
  }

  async function remove(url: string): Promise<void> {
    await touched;
    await files?.delete(url);
    await manifest.forget(url);
  }

  /** Waits while another tab fetches the same file, then keeps others waiting until it is stored or given up. */
  function hold(url: string): Promise<void> {
    return new Promise((resolve) => {
      if (!locks) return resolve();
      const request = locks.request(`hub ${url}`, () => {
        resolve();
        return new Promise<void>((letGo) => held.set(url, letGo));
      });
      // Documents that are not fully active are refused.
      request.catch(() => resolve());
    });
  }

  function release(url: string): void {
    held.get(url)?.();
    held.delete(url);
  }

  /**
   * Takes out whole checkpoints, those first that were not used for longest, until there is room; none where that would
   * not do.
   */
  async function makeRoom(url: string, bytes: number): Promise<void> {
    let free = await freeBytes();
    if (free === undefined || free >= bytes) return;
    const own = findHubFile(url);
    const others = (await list()).filter(({ model, revision }) => model !== own?.model || revision !== own.revision);
    if (others.reduce((sum, file) => sum + file.bytes, free) < bytes) return;
    for (const group of byLastUse(others)) {
      for (const file of group) await remove(file.url);
      free += group.reduce((sum, file) => sum + file.bytes, 0);
      if (free >= bytes) return;
    }
  }

  return {
    list,
    remove,

    /** A file, `undefined` where it is not there. */
    async match(url: string): Promise<Response | undefined> {
      if (!mayHave(url)) return undefined;
      const response = await files?.match(url);
      // Beside the answer: nobody reads a file for when it was used.
      if (response) touched = Promise.allSettled([touched, manifest.touch(url, lengthOf(response))]);
      return response;
    },

    /** A file as it lies there, without its counting as used. */
    async peek(url: string): Promise<Response | undefined> {
      return mayHave(url) ? files?.match(url) : undefined;
    },

    /** Whether a file is there, without its counting as used. */
    async has(url: string): Promise<boolean> {
      return mayHave(url) && (await files?.match(url)) !== undefined;
    },

    /**
     * Before a large file is fetched: waits while another tab fetches it. What is held must be put or released.
     * @returns whether the file is there now
     */
    async reserve(url: string): Promise<boolean> {
      if (!takes(url) || held.has(url)) return false;
      await hold(url);
      const isThere = (await files?.match(url)) !== undefined;
      if (isThere) release(url);
      return isThere;
    },

    release,

    /** @returns false where there is no room for it, even without all other checkpoints */
    async put(url: string, response: Response, sha256?: string): Promise<boolean> {
      try {
        if (!takes(url)) return true;
        const bytes = lengthOf(response);
        await makeRoom(url, bytes);
        await Promise.all([files?.put(url, response), touched]);
        await manifest.note(url, { bytes, ...(sha256 !== undefined && { sha256 }) });
        return true;
      } catch {
        // A part that was written is no file.
        await remove(url).catch(() => {});
        return false;
      } finally {
        release(url);
      }
    },
  };
}
export type Store = ReturnType<typeof createStore>;

function lengthOf({ headers }: Response): number {
  return Number(headers.get("content-length") ?? 0);
}

function byLastUse(files: readonly KeptFile[]): readonly (readonly KeptFile[])[] {
  const groups = groupsOf(files, ({ model, revision }) => `${model}@${revision}`);
  const lastUse = (group: readonly KeptFile[]) => Math.max(...group.map(({ usedAt }) => usedAt));
  return groups.toSorted((a, b) => lastUse(a) - lastUse(b));
}
