import type { StorePorts } from "../store.ts";

/** Of a `Cache`: what a store asks of it. */
function createFakeCache() {
  const kept = new Map<string, Response>();
  return {
    kept,
    match: (url: RequestInfo | URL) => Promise.resolve(kept.get(String(url))?.clone()),
    put(url: RequestInfo | URL, response: Response) {
      kept.set(String(url), response);
      return Promise.resolve();
    },
    delete: (url: RequestInfo | URL) => Promise.resolve(kept.delete(String(url))),
    keys: () => Promise.resolve([...kept.keys()].map((url) => new Request(url))),
  };
}

/** As `navigator.locks`: one holder of each name, the others in the order of their asking. */
function createFakeLocks(): NonNullable<StorePorts["locks"]> {
  const last = new Map<string, Promise<unknown>>();
  return {
    request(name: string, first: unknown, second?: unknown) {
      const granted = typeof first === "function" ? first : second;
      const turn = (last.get(name) ?? Promise.resolve()).then(() =>
        typeof granted === "function" ? granted(null) : undefined,
      );
      last.set(name, turn);
      return turn;
    },
  };
}

/** A browser's storage of `quota` bytes, which several tabs can have a store in. */
export function createFakeStorage(quota = Number.POSITIVE_INFINITY) {
  const files = createFakeCache();
  let nowMs = 0;
  const used = () =>
    [...files.kept.values()].reduce((sum, { headers }) => sum + Number(headers.get("content-length")), 0);
  const ports: StorePorts = {
    files: {
      ...files,
      async put(url, response) {
        if (used() + Number(response.headers.get("content-length")) > quota) {
          throw new DOMException("Quota exceeded.", "QuotaExceededError");
        }
        await files.put(url, response);
      },
    },
    manifest: createFakeCache(),
    locks: createFakeLocks(),
    freeBytes: async () => quota - used(),
    // Each use is later than the one before.
    now: () => nowMs++,
  };
  return { ports, kept: () => [...files.kept.keys()] };
}

export function fileOf(bytes: number): Response {
  return new Response("x".repeat(bytes), { headers: { "content-length": String(bytes) } });
}
