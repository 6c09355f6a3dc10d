import { createHash } from "node:crypto";
import http from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** @typedef {{ readonly start: number, readonly end: number, sent: number }} Sending of a range, with both ends as in `slice` */

/** The one model of the host. */
export const hosted = { model: "bench/large", file: "onnx/model.onnx" };

const pieceBytes = 1 << 16;

/** Until a client took what was written, or left. @param {http.ServerResponse} response */
function takenFrom(response) {
  return new Promise((settle) => {
    const done = () => {
      response.off("drain", done);
      response.off("close", done);
      settle(undefined);
    };
    response.on("drain", done);
    response.on("close", done);
  });
}

/**
 * A host of one checkpoint, whose weights are as large as they are asked to be and come as fast as they are let: as the
 * Hub lists and serves it, with ranges. What it sent of which range can be looked at.
 * @param {{ bytes: number, pieceAt: (start: number, end: number) => Uint8Array, bytesPerSecond?: number }} weights
 */
export async function startHost({ bytes, pieceAt, bytesPerSecond = Number.POSITIVE_INFINITY }) {
  const hash = createHash("sha256");
  for (let at = 0; at < bytes; at += 1 << 24) hash.update(pieceAt(at, Math.min(bytes, at + (1 << 24))));
  const sha256 = hash.digest("hex");
  /** @type {Sending[]} */
  const sendings = [];
  /** When the line is free again, for all connections together. */
  let freeAt = 0;

  /** @param {http.ServerResponse} response @param {Sending} sending */
  async function send(response, sending) {
    for (let at = sending.start; at < sending.end && !response.destroyed; ) {
      const piece = pieceAt(at, Math.min(sending.end, at + pieceBytes));
      freeAt = Math.max(freeAt, performance.now()) + (piece.length / bytesPerSecond) * 1_000;
      if (freeAt - performance.now() > 1) await wait(freeAt - performance.now());
      if (!response.write(piece) && !response.destroyed) await takenFrom(response);
      sending.sent += piece.length;
      at += piece.length;
    }
    response.end();
  }

  const server = http.createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*");
    response.setHeader("access-control-expose-headers", "*");
    const path = (request.url ?? "").replace(/\?.*$/, "");
    if (request.method === "OPTIONS") response.end();
    else if (path.startsWith(`/api/models/${hosted.model}`)) {
      const lfs = { sha256, size: bytes };
      response.setHeader("content-type", "application/json");
      const siblings = [
        { rfilename: "config.json", size: 2 },
        { rfilename: hosted.file, size: bytes, lfs },
      ];
      response.end(JSON.stringify({ id: hosted.model, siblings }));
    } else if (path === `/${hosted.model}/resolve/main/config.json`) response.end("{}");
    else if (path === `/${hosted.model}/resolve/main/${hosted.file}`) {
      const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
      const sending = { start: Number(from ?? 0), end: to ? Number(to) + 1 : bytes, sent: 0 };
      const head = { "content-length": sending.end - sending.start, "content-type": "application/octet-stream" };
      const range = { "content-range": `bytes ${sending.start}-${sending.end - 1}/${bytes}` };
      response.writeHead(from === undefined ? 200 : 206, { ...head, ...(from !== undefined && range) });
      if (request.method === "HEAD") response.end();
      else {
        sendings.push(sending);
        void send(response, sending);
      }
    } else response.writeHead(404).end();
  });
  await new Promise((settle) => {
    server.listen(0, "127.0.0.1", () => settle(undefined));
  });
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return {
    endpoint: { name: "Bench", host: `http://127.0.0.1:${port}/` },
    sha256,
    /** @type {readonly Sending[]} */
    sendings,
    close: () =>
      new Promise((settle) => {
        server.close(() => settle(undefined));
        server.closeAllConnections();
      }),
  };
}
