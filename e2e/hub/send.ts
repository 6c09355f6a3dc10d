import type { IncomingMessage, ServerResponse } from "node:http";
import { corsHeaders } from "./cors.ts";
import { flipped, isFlipWithin, isPaceWithin, isTruncateWithin, truncated } from "./damage.ts";
import type { FaultBook } from "./fault.ts";
import { pump } from "./pump.ts";
import { rangeOf } from "./range.ts";
import type { Bytes, Reply } from "./reply.ts";
import type { Route } from "./route.ts";

interface Delivery {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly route: Route;
  readonly url: URL;
  readonly faults: FaultBook;
  readonly onSent: (bytes: number) => void;
}

/** Puts a reply on the line: range, conditional request, HEAD, then the body with what its faults make of it. */
export async function send(reply: Reply, to: Delivery): Promise<void> {
  const { response } = to;
  const head = { ...corsHeaders(to.url.pathname, to.request.headers.origin), ...reply.headers };
  if (reply.status === 200) {
    return sendContent(reply, head, to);
  }
  response.writeHead(reply.status, { ...head, "content-length": String(reply.bytes.size) });
  if (to.request.method === "HEAD" || reply.bytes.size === 0) {
    response.end();
    return;
  }
  await pump(response, reply.bytes.read(0, reply.bytes.size - 1), undefined, to.onSent);
}

async function sendContent(reply: Reply, head: Readonly<Record<string, string>>, to: Delivery): Promise<void> {
  const { response, route, faults } = to;
  const asked = to.request.headers;
  const truncate = faults.take(route, isTruncateWithin(reply.bytes.size));
  const bytes = truncated(reply.bytes, truncate);
  const fullEtag = etagOf(reply, truncate !== undefined);
  const isStale = asked["if-range"] !== undefined && asked["if-range"] !== fullEtag;
  const takesRanges = reply.headers["accept-ranges"] === "bytes" && !isStale;
  const range = takesRanges ? rangeOf(asked.range, bytes.size) : undefined;
  if (range === "unsatisfiable") {
    response.writeHead(416, { ...head, "content-range": `bytes */${bytes.size}`, "content-length": "0" }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: bytes.size - 1 };
  const length = end - start + 1;
  const hasBody = to.request.method !== "HEAD" && length > 0;
  const flip = hasBody ? faults.take(route, isFlipWithin(start, end)) : undefined;
  const pace = hasBody ? faults.take(route, isPaceWithin(length)) : undefined;
  const etag = etagOf(reply, truncate !== undefined || flip !== undefined);
  // A browser asks by ETag for what it has loaded before; a 304 would hide the fault behind its cache.
  if (!pace && etag !== undefined && isNamedIn(asked["if-none-match"], etag)) {
    response.writeHead(304, { ...head, etag }).end();
    return;
  }
  response.writeHead(range ? 206 : 200, {
    ...head,
    ...(etag !== undefined && { etag }),
    "content-length": String(length),
    ...(range && { "content-range": `bytes ${start}-${end}/${bytes.size}` }),
  });
  if (hasBody) {
    await pump(response, chunksOf(bytes, start, end, flip), pace, to.onSent);
  } else {
    response.end();
  }
}

/** A damaged file has an ETag of its own, so that a browser doesn't keep it in place of the good one. */
function etagOf(reply: Reply, isDamaged: boolean): string | undefined {
  return isDamaged ? reply.headers.etag?.replace(/"$/, '-damaged"') : reply.headers.etag;
}

async function* chunksOf(
  bytes: Bytes,
  start: number,
  end: number,
  flip: Parameters<typeof flipped>[2],
): AsyncGenerator<Uint8Array> {
  let at = start;
  for await (const chunk of bytes.read(start, end)) {
    yield flip ? flipped(chunk, at, flip) : chunk;
    at += chunk.length;
  }
}

function isNamedIn(header: string | undefined, etag: string): boolean {
  const named = (header ?? "").split(",").map((item) => item.trim().replace(/^W\//, ""));
  return named.includes("*") || named.includes(etag);
}
