import { contentTypeOf } from "./mime.mjs";

/** @typedef {"isolated" | "none"} HeaderSet */

/**
 * `isolated` makes the page cross-origin isolated, which gives it SharedArrayBuffer and so ORT its threads.
 * `none` is what a host without configurable headers sends.
 * @type {Readonly<Record<HeaderSet, Readonly<Record<string, string>>>>}
 */
export const headerSets = {
  isolated: {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
  },
  none: {},
};

/** Vite's names: `assets/name-hash.ext`, the hash in eight characters of base64url. */
const hashedAsset = /\/assets\/[^/]+-[\w-]{8}\.[^/]+$/;

/**
 * @param {{ readonly path: string, readonly etag: string }} file
 * @param {string} pathname
 */
export function fileHeaders(file, pathname) {
  return {
    "Content-Type": contentTypeOf(file.path),
    "Cache-Control": hashedAsset.test(pathname) ? "public, max-age=31536000, immutable" : "no-cache", // may be kept, but is asked for again: the ETag makes that cheap for weights too
    ETag: file.etag,
    "Accept-Ranges": "bytes",
  };
}

/**
 * Weak comparison, as If-None-Match wants it (RFC 9110, 13.1.2).
 * @param {string | undefined} header
 * @param {string} etag
 */
export function matchesEtag(header, etag) {
  if (header === undefined) return false;
  return header.split(",").some((one) => one.trim() === "*" || one.trim().replace(/^W\//, "") === etag);
}
