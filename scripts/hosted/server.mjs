import http from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { anthropic } from "./anthropic.mjs";
import { findFault, testKey } from "./faults.mjs";
import { google } from "./google.mjs";
import { write } from "./model.mjs";
import { openai } from "./openai.mjs";

const protocols = { anthropic, google, openai };

/** @typedef {keyof typeof protocols} ProtocolName */
/** @typedef {{ readonly method: string, readonly path: string, readonly headers: http.IncomingHttpHeaders, readonly body: unknown }} Asked */

/**
 * @typedef {object} ProviderOptions
 * @property {ProtocolName} protocol
 * @property {number} [port] 0, the default, takes any free one
 * @property {boolean} [cors] whether pages of other origins may read the answers
 * @property {boolean} [needsKey]
 * @property {number} [paceMs] between two events of a stream
 * @property {readonly string[]} [models]
 */

/**
 * @typedef {object} Provider
 * @property {string} url without a path
 * @property {readonly Asked[]} asked every request but those before requests (CORS)
 * @property {() => number} open streams that are being written
 * @property {() => boolean} holding whether a model whose name ends in `held` has stopped in the middle of its answer
 * @property {() => void} release lets it go on
 * @property {() => Promise<void>} close drops open connections too
 */

/** What pages may send: what a provider names in its own answers, and nothing for safety's sake. */
const allowedHeaders =
  "authorization, content-type, x-api-key, x-goog-api-key, anthropic-version, anthropic-dangerous-direct-browser-access";

/**
 * A provider on this machine: it speaks one protocol, and its model knows nothing.
 * @param {ProviderOptions} options
 * @returns {Promise<Provider>}
 */
export async function startProvider({
  protocol: name,
  port = 0,
  cors = true,
  needsKey = true,
  paceMs = 0,
  models = ["echo", "echo-long", "echo-thinker"],
}) {
  const protocol = protocols[name];
  /** @type {Asked[]} */
  const asked = [];
  const limited = new Set();
  let open = 0;
  let holding = false;
  /** @type {(value?: unknown) => void} */
  let letGo = () => {};

  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  /**
   * @param {http.IncomingMessage} request
   * @param {http.ServerResponse} response
   */
  async function answer(request, response) {
    if (cors) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Access-Control-Allow-Headers", allowedHeaders);
      response.setHeader("Access-Control-Allow-Methods", "GET, POST");
      // A page of an isolated site may load what says so.
      response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }
    if (request.method === "OPTIONS") return response.writeHead(cors ? 204 : 403).end();
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const body = await read(request);
    asked.push({ method: request.method ?? "", path, headers: request.headers, body });
    const send = (/** @type {import("./faults.mjs").Refusal} */ { status, body: json, headers = {} }) =>
      response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(json));
    // A page of another origin cannot read the header (no provider documents that it exposes it), programs can.
    const limit = (/** @type {number} */ seconds) =>
      send({ ...protocol.limited(seconds), headers: { "Retry-After": String(seconds) } });

    if (!protocol.isList(path) && !protocol.isWrite(path)) return send({ status: 404, body: {} });
    if (needsKey && protocol.keyOf(request.headers) !== testKey) return send(protocol.refusals.key);
    if (protocol.isList(path)) return send({ status: 200, body: protocol.list(models) });

    const told = protocol.tell(path, body);
    const fault = findFault(told.model);
    if (fault === "silent") return undefined;
    if (fault === "limited-once" && !limited.has(told.model)) {
      limited.add(told.model);
      return limit(1);
    }
    if (fault === "limited-long") return limit(30);
    if (fault === "limited") return limit(120);
    const isSpared = (fault === "sampling" && !told.samples) || (fault === "probabilities" && !told.probabilities);
    if (fault !== undefined && fault in protocol.refusals && !isSpared) {
      const refusal = Object.entries(protocol.refusals).find(([known]) => known === fault)?.[1];
      if (refusal) return send(refusal);
    }
    return stream(told, fault, response);
  }

  /**
   * @param {import("./model.mjs").Told} told
   * @param {import("./faults.mjs").Fault | undefined} fault
   * @param {http.ServerResponse} response
   */
  async function stream(told, fault, response) {
    const written = write(told);
    const events = [...protocol.stream(fault === "refused" ? { ...written, finish: "refused" } : written)];
    response.writeHead(200, { "Content-Type": "text/event-stream", "x-request-id": "req-1", "request-id": "req-1" });
    open += 1;
    response.on("close", () => {
      open -= 1;
    });
    const middle = Math.ceil(events.length / 2);
    for (const [place, event] of events.entries()) {
      if (response.destroyed) return;
      if (place === middle && fault === "broken") {
        // What was written goes first.
        await pause(50);
        response.destroy();
        return;
      }
      if (place === middle && fault === "midway") {
        response.end(protocol.midway);
        return;
      }
      if (place === middle && told.model.endsWith("held")) {
        holding = true;
        await new Promise((settle) => {
          letGo = settle;
          response.on("close", settle);
        });
        holding = false;
      }
      response.write(event);
      if (paceMs > 0) await pause(paceMs);
    }
    response.end();
  }

  await new Promise((settle) => server.listen(port, "127.0.0.1", () => settle(undefined)));
  const address = server.address();
  const actual = address !== null && typeof address === "object" ? address.port : port;
  return {
    url: `http://127.0.0.1:${actual}`,
    asked,
    open: () => open,
    holding: () => holding,
    release: () => letGo(),
    close: () =>
      new Promise((settle) => {
        server.close(() => settle());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {http.IncomingMessage} request
 * @returns {Promise<unknown>}
 */
async function read(request) {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text === "" ? undefined : JSON.parse(text);
}
