import { findHubFile } from "./address.ts";
import { isEmbedded } from "./reference.ts";

/** transformers.js's own name, so that checkpoints stored by it on this site are found. */
export const cacheName = "transformers-cache";

export interface FileCache {
  match(url: string): Promise<Response | undefined>;
  /** Whether a file lies here, without its counting as read. */
  has(url: string): Promise<boolean>;
  put(url: string, response: Response): Promise<void>;
  /** Takes out one file, or all that were read or stored here: a damaged one would fail every later visit. */
  forget(url?: string): Promise<void>;
}

/** `undefined` where the browser gives no Cache API: insecure pages and some private windows. */
export async function openFileCache(): Promise<Cache | undefined> {
  if (typeof caches === "undefined") return undefined;
  try {
    return await caches.open(cacheName);
  } catch {
    return undefined;
  }
}

/**
 * The browser's cache under canonical addresses. Embedded checkpoints pass it by: the site's own server and the
 * HTTP cache already hold them, and a second copy would cost the reader the same bytes again.
 */
export function createFileCache(
  storage: Pick<Cache, "match" | "put" | "delete"> | undefined,
  onHit: (file: string, bytes: number) => void,
): FileCache {
  const touched = new Set<string>();

  function keeps(url: string): boolean {
    const hubFile = findHubFile(url);
    return hubFile !== undefined && !isEmbedded(hubFile.model);
  }
  return {
    async match(url) {
      if (!storage || !keeps(url)) return undefined;
      const response = await storage.match(url);
      touched.add(url);
      if (response) onHit(findHubFile(url)?.file ?? url, Number(response.headers.get("content-length") ?? 0));
      return response;
    },
    async has(url) {
      return storage !== undefined && keeps(url) && (await storage.match(url)) !== undefined;
    },
    async put(url, response) {
      if (storage && keeps(url)) await storage.put(url, response);
    },
    async forget(only) {
      const urls = only === undefined ? [...touched] : [only];
      await Promise.all(urls.map((url) => storage?.delete(url)));
    },
  };
}
