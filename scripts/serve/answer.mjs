import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { findFile } from "./file.mjs";
import { fileHeaders, headerSets, matchesEtag } from "./headers.mjs";
import { mirrorPath, withMirror } from "./mirror.mjs";
import { rangeOf } from "./range.mjs";

/** @typedef {{ readonly method: string, readonly url: string, readonly status: number, readonly range?: string }} LoggedRequest */

/**
 * @typedef {object} Site
 * @property {string} root
 * @property {string} base
 * @property {import("./headers.mjs").HeaderSet} headers
 * @property {LoggedRequest[]} requestLog
 * @property {string} [policy] `Content-Security-Policy`
 * @property {Mirror} [mirror]
 */

/**
 * @typedef {object} Mirror
 * @property {string} root
 * @property {string} scheme
 * @property {ReturnType<typeof import("./mirror.mjs").createMirror>["answerTo"]} answerTo
 */

/**
 * Answers one request. Never rejects, so that one broken connection cannot end the server.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {Site} site
 */
export async function answer(request, response, site) {
  const { method = "GET", url = "/" } = request;
  const { range } = request.headers;

  /** @param {number} status @param {Readonly<Record<string, string | number>>} [headers] */
  const head = (status, headers = {}) => {
    site.requestLog.push({ method, url, status, ...(range === undefined ? {} : { range }) });
    const policy = site.policy === undefined ? {} : { "Content-Security-Policy": site.policy };
    response.writeHead(status, { ...headerSets[site.headers], ...policy, ...headers });
  };
  /** @param {number} status @param {Readonly<Record<string, string | number>>} [headers] */
  const finish = (status, headers) => {
    head(status, headers);
    response.end();
  };

  if (method !== "GET" && method !== "HEAD") return finish(405, { Allow: "GET, HEAD" });
  const [pathname = "/", query] = url.split("?", 2);
  /** @param {string} text */
  const json = (text) => {
    head(200, { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-cache" });
    response.end(method === "HEAD" ? undefined : text);
  };
  const { mirror } = site;
  const below = mirror && `${site.base}${mirrorPath}`;
  const asked = below !== undefined && pathname.startsWith(below) ? decodeURI(pathname.slice(below.length)) : undefined;
  const mirrored = asked === undefined ? undefined : await mirror?.answerTo(asked, new URLSearchParams(query));
  if (mirrored && "json" in mirrored) return json(JSON.stringify(mirrored.json));
  const found = await (mirrored && mirror
    ? findFile(mirror.root, "/", `/${encodeURI(mirrored.file)}`)
    : findFile(site.root, site.base, pathname));
  if (mirror && found.kind === "file" && pathname === `${site.base}site.json`) {
    return json(withMirror(await readFile(found.path, "utf8"), `${mirror.scheme}://${request.headers.host}${below}`));
  }
  if (found.kind === "missing") return finish(404);
  if (found.kind === "redirect") {
    return finish(301, { Location: query === undefined ? found.path : `${found.path}?${query}` });
  }

  const headers = fileHeaders(found, pathname);
  if (matchesEtag(request.headers["if-none-match"], found.etag)) return finish(304, headers);

  // If-Range with another ETag: the client holds a part of an older file, so it needs the whole new one.
  const ifRange = request.headers["if-range"];
  const isCurrent = ifRange === undefined || ifRange === found.etag;
  const part = isCurrent ? rangeOf(range, found.totalBytes) : undefined;
  if (part === "unsatisfiable") return finish(416, { "Content-Range": `bytes */${found.totalBytes}` });

  const { start, end } = part ?? { start: 0, end: found.totalBytes - 1 };
  const lengths = { "Content-Length": end - start + 1 };
  if (part === undefined) head(200, { ...headers, ...lengths });
  else head(206, { ...headers, ...lengths, "Content-Range": `bytes ${start}-${end}/${found.totalBytes}` });

  if (method === "HEAD" || found.totalBytes === 0) {
    response.end();
    return;
  }
  try {
    await pipeline(createReadStream(found.path, { start, end }), response);
  } catch {
    // The browser went away, or the file did; the head is sent, so all that is left is to cut the connection.
    response.destroy();
  }
}
