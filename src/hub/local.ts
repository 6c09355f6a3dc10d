import * as v from "valibot";
import type { Fetch } from "./endpoints.ts";
import type { Listing } from "./info.ts";

/** A file of the reader's own, by its path in the checkpoint. It stays where it is until it is read. */
export const LocalFile = v.object({ path: v.string(), blob: v.instance(Blob) });
export type LocalFile = v.InferOutput<typeof LocalFile>;

/** No browser fetches from such an address, whatever goes wrong. */
const scheme = "local:///";

export function localAddressOf(file: string): string {
  return `${scheme}${file}`;
}

/** What lies there, in the words of a host's list. */
export function listLocal(files: readonly LocalFile[]): Listing {
  return new Map(files.map(({ path, blob }) => [path, { bytes: blob.size, sha256: undefined }]));
}

/** The network, but for files of the reader's own: they are read here, and never asked for anywhere. */
export function withLocal(fetch: Fetch, files: readonly LocalFile[]): Fetch {
  return async (address, init) => {
    if (!address.startsWith(scheme)) return fetch(address, init);
    const path = address.slice(scheme.length);
    const blob = files.find((file) => file.path === path)?.blob;
    if (!blob) return new Response(null, { status: 404 });
    const headers = { "content-length": String(blob.size), "content-type": "application/octet-stream" };
    return new Response(init.method === "HEAD" ? null : blob.stream(), { headers });
  };
}
