import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** The two names of a file's content: git's blob id (plain files' ETag) and sha256 (LFS files' X-Linked-ETag). */
interface Digests {
  readonly gitOid: string;
  readonly sha256: string;
}

export function gitOidOf(text: string): string {
  return createHash("sha1")
    .update(`blob ${Buffer.byteLength(text)}\0`)
    .update(text)
    .digest("hex");
}

/** The text that git holds in place of an LFS file (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md). */
export function pointerOf(sha256: string, size: number): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${size}\n`;
}

const known = new Map<string, Promise<Digests>>();

/** Reads the file once; size and time of change are part of the key, so that an edited file is read again. */
export function digestsOf(path: string, size: number, modifiedMs: number): Promise<Digests> {
  const key = `${path}\0${size}\0${modifiedMs}`;
  const found = known.get(key);
  if (found) {
    return found;
  }
  const digests = read(path, size);
  known.set(key, digests);
  digests.catch(() => known.delete(key));
  return digests;
}

async function read(path: string, size: number): Promise<Digests> {
  const git = createHash("sha1").update(`blob ${size}\0`);
  const sha256 = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    git.update(chunk);
    sha256.update(chunk);
  }
  return { gitOid: git.digest("hex"), sha256: sha256.digest("hex") };
}
