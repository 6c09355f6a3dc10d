import { digestsOf, pointerOf } from "./digest.ts";
import { fileBytes, type Reply, redirectReply, textReply } from "./reply.ts";
import type { RepoFile } from "./repository.ts";
import { contentPath } from "./route.ts";

interface Asked {
  readonly id: string;
  readonly commit: string;
  readonly file: RepoFile;
}

/**
 * `/resolve/` never holds the bytes: a plain file leads to `/api/resolve-cache/` on the same host, a large one to the
 * CDN. Size, hash and commit stand on this redirect only; a client that follows it unseen loses them.
 */
export async function resolveReply(asked: Asked, address: string, cdnUrl: string): Promise<Reply> {
  const { gitOid, sha256 } = await digestsOf(asked.file.path, asked.file.size, asked.file.modifiedMs);
  const path = contentPath(asked.id, asked.commit, asked.file.name);
  if (asked.file.isLfs) {
    const linked = { "x-linked-size": String(asked.file.size), "x-linked-etag": `"${sha256}"` };
    const headers = { ...fileHeaders(asked), ...linked, "cache-control": "no-store" };
    return redirectReply(302, `${cdnUrl}/cdn/${path}`, headers);
  }
  const query = `${encodeURIComponent(address)}=&etag=${encodeURIComponent(`"${gitOid}"`)}`;
  return redirectReply(307, `/api/resolve-cache/models/${path}?${query}`, {
    ...fileHeaders(asked),
    "x-linked-etag": `"${gitOid}"`,
  });
}

/** The bytes. The CDN's ETag is a storage hash, neither the sha256 nor git's id, so it must not be taken for them. */
export async function contentReply(asked: Asked): Promise<Reply> {
  const { gitOid, sha256 } = await digestsOf(asked.file.path, asked.file.size, asked.file.modifiedMs);
  const etag = asked.file.isLfs ? [...sha256].reverse().join("") : gitOid;
  const headers = asked.file.isLfs
    ? { "accept-ranges": "bytes", "content-type": "application/octet-stream" }
    : { ...fileHeaders(asked), "content-type": "text/plain; charset=utf-8" };
  return {
    status: 200,
    headers: { ...headers, etag: `"${etag}"` },
    bytes: fileBytes(asked.file.path, asked.file.size),
  };
}

/** What git holds: a plain file's own bytes, a large one's pointer. */
export async function rawReply(asked: Asked): Promise<Reply> {
  if (!asked.file.isLfs) {
    return contentReply(asked);
  }
  const { sha256 } = await digestsOf(asked.file.path, asked.file.size, asked.file.modifiedMs);
  return textReply(200, pointerOf(sha256, asked.file.size), fileHeaders(asked));
}

function fileHeaders({ commit, file }: Asked): Readonly<Record<string, string>> {
  const name = file.name.split("/").at(-1) ?? file.name;
  const plain = name.replace(/[^ -~]|"/g, "?");
  return {
    "x-repo-commit": commit,
    "accept-ranges": "bytes",
    "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent(name)}; filename="${plain}";`,
    "content-security-policy": "default-src 'none'; sandbox",
  };
}
