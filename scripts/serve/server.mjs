import http from "node:http";
import https from "node:https";
import { answer } from "./answer.mjs";
import { createMirror } from "./mirror.mjs";

/** @typedef {import("./answer.mjs").LoggedRequest} LoggedRequest */
/** @typedef {import("./headers.mjs").HeaderSet} HeaderSet */

/**
 * @typedef {object} ServeOptions
 * @property {string} root the folder to serve
 * @property {number} [port] 0, the default, takes any free one
 * @property {string} [host]
 * @property {string} [base] serve below this path, as a project page on a static host does; `/sub/path/`
 * @property {HeaderSet} [headers]
 * @property {string} [policy] `Content-Security-Policy`; none without it
 * @property {string} [mirror] a folder of models that the pages shall find here first
 * @property {LoggedRequest[]} [requestLog] filled with one entry an answer
 * @property {{ readonly key: string, readonly cert: string }} [tls]
 */

/**
 * @typedef {object} Served
 * @property {string} url of the start page, with the base
 * @property {number} port
 * @property {readonly LoggedRequest[]} requests
 * @property {() => Promise<void>} close drops open connections too
 */

/**
 * Serves a built folder as a plain static host would. Rejects when the port is taken.
 * @param {ServeOptions} options
 * @returns {Promise<Served>}
 */
export async function serveDist({
  root,
  port = 0,
  host = "127.0.0.1",
  base = "/",
  headers = "isolated",
  requestLog = [],
  policy,
  mirror,
  tls,
}) {
  if (!base.startsWith("/") || !base.endsWith("/")) throw new Error(`base must begin and end with a slash: ${base}`);
  const scheme = tls === undefined ? "http" : "https";
  const site = {
    ...{ root, base, headers, requestLog },
    ...(policy !== undefined && { policy }),
    ...(mirror !== undefined && { mirror: { root: mirror, scheme, ...createMirror(mirror) } }),
  };
  /** @type {http.RequestListener} */
  const listener = (request, response) => {
    // A name that cannot be decoded, a folder that is gone: one request fails, and not the server.
    answer(request, response, site).catch(() => response.destroy());
  };
  const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
  await listen(server, port, host);

  const address = server.address();
  const actualPort = address !== null && typeof address === "object" ? address.port : port;
  return {
    url: `${scheme}://${hostInUrl(host)}:${actualPort}${base}`,
    port: actualPort,
    requests: requestLog,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {http.Server | https.Server} server
 * @param {number} port
 * @param {string} host
 * @returns {Promise<void>}
 */
function listen(server, port, host) {
  return new Promise((settle, fail) => {
    server.once("error", fail);
    server.listen(port, host, () => {
      server.off("error", fail);
      settle();
    });
  });
}

/**
 * "All interfaces" is no address that a browser can open.
 * @param {string} host
 */
function hostInUrl(host) {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}
