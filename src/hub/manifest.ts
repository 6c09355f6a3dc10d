import * as v from "valibot";
import { findHubFile, type HubFile } from "./address.ts";

/** A cache beside that of the bytes: an entry of that one cannot be changed without writing the file anew. */
export const manifestName = "model-manifest";

const Entry = v.object({
  bytes: v.number(),
  /** Milliseconds since 1970. */
  usedAt: v.number(),
  /** Of the content, where it was found to be the one that its host told. */
  sha256: v.optional(v.string()),
});
type Entry = v.InferOutput<typeof Entry>;

export interface KeptFile extends HubFile, Entry {
  readonly url: string;
}

/** Of a `Cache`: what is asked of it. */
export type Storage = Pick<Cache, "match" | "put" | "delete" | "keys">;

/** What is known of each file that lies in this browser: an entry a file, so that two tabs never write the same one at once. */
export function createManifest(storage: Storage | undefined, now: () => number) {
  async function read(url: string): Promise<Entry | undefined> {
    const response = await storage?.match(url);
    const parsed = v.safeParse(Entry, await response?.json().catch(() => undefined));
    return parsed.success ? parsed.output : undefined;
  }

  async function write(url: string, entry: Entry): Promise<void> {
    await storage?.put(url, Response.json(entry));
  }

  return {
    /** A file was stored. */
    note: (url: string, { bytes, sha256 }: Pick<Entry, "bytes" | "sha256">) =>
      write(url, { bytes, usedAt: now(), ...(sha256 !== undefined && { sha256 }) }),

    /** A file was read. @param bytes for one that was stored before there was a manifest */
    async touch(url: string, bytes: number): Promise<void> {
      await write(url, { ...((await read(url)) ?? { bytes }), usedAt: now() });
    },

    async forget(url: string): Promise<void> {
      await storage?.delete(url);
    },

    /** @param urls of all files that are there; those without an entry count as never used */
    async list(urls: readonly string[]): Promise<readonly KeptFile[]> {
      const files = await Promise.all(
        urls.map(async (url) => {
          const hubFile = findHubFile(url);
          return hubFile ? [{ url, ...hubFile, ...((await read(url)) ?? { bytes: 0, usedAt: 0 }) }] : [];
        }),
      );
      return files.flat();
    },
  };
}

/** Files that belong together, in the order of their first. */
export function groupsOf(
  files: readonly KeptFile[],
  keyOf: (file: KeptFile) => string,
): readonly (readonly KeptFile[])[] {
  const groups = new Map<string, KeptFile[]>();
  for (const file of files) {
    const key = keyOf(file);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(file);
  }
  return [...groups.values()];
}
