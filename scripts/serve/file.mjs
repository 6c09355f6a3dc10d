import { stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";

/**
 * @typedef {{ readonly kind: "file", readonly path: string, readonly totalBytes: number, readonly etag: string }
 *   | { readonly kind: "redirect", readonly path: string }
 *   | { readonly kind: "missing" }} Found
 */

/**
 * What a request's path names below `root`. A missing file is missing: an `index.html` in its place would be parsed as
 * JSON by transformers.js, for which only 404 means "not there".
 * @param {string} root
 * @param {string} base begins and ends with a slash
 * @param {string} pathname still percent-encoded, without the query
 * @returns {Promise<Found>}
 */
export async function findFile(root, base, pathname) {
  if (`${pathname}/` === base) return { kind: "redirect", path: base };
  const relative = pathname.startsWith(base) ? decode(pathname.slice(base.length)) : undefined;
  if (relative === undefined || isHidden(relative)) return { kind: "missing" };

  const folder = resolve(root);
  const path = resolve(folder, `./${relative}`);
  if (path !== folder && !path.startsWith(folder + sep)) return { kind: "missing" };

  const asked = await findStats(path);
  const wantsFolder = relative === "" || relative.endsWith("/");
  if (asked?.isDirectory() && !wantsFolder) return { kind: "redirect", path: `${pathname}/` };
  if (asked?.isFile() && wantsFolder) return { kind: "missing" };

  const file = wantsFolder ? join(path, "index.html") : path;
  const stats = wantsFolder ? await findStats(file) : asked;
  if (!stats?.isFile()) return { kind: "missing" };
  const etag = `"${stats.size.toString(16)}-${Math.trunc(stats.mtimeMs).toString(16)}"`;
  return { kind: "file", path: file, totalBytes: stats.size, etag };
}

/** @param {string} path */
async function findStats(path) {
  try {
    return await stat(path);
  } catch {
    return undefined;
  }
}

/** @param {string} text */
function decode(text) {
  try {
    const decoded = decodeURIComponent(text);
    return decoded.includes("\0") ? undefined : decoded;
  } catch {
    return undefined;
  }
}

/**
 * Dot files are the build's own notes (`.vite/`); `..` begins with a dot too.
 * @param {string} path
 */
function isHidden(path) {
  return path.split(/[\\/]/).some((part) => part.startsWith(".") && part !== ".well-known");
}
