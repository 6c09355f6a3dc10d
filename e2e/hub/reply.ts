import { createReadStream } from "node:fs";
import { Readable } from "node:stream";

/** A body that can be read in part; both ends inclusive. */
export interface Bytes {
  readonly size: number;
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Bytes;
}

const chunkBytes = 1 << 18;

export function fileBytes(path: string, size: number): Bytes {
  return { size, read: (start, end) => createReadStream(path, { start, end, highWaterMark: chunkBytes }) };
}

export function textReply(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const bytes = Buffer.from(text);
  return {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", ...headers },
    bytes: { size: bytes.length, read: (start, end) => Readable.from([bytes.subarray(start, end + 1)]) },
  };
}

export function jsonReply(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return textReply(status, JSON.stringify(value), { "content-type": "application/json; charset=utf-8", ...headers });
}

export function redirectReply(status: 302 | 307, location: string, headers: Readonly<Record<string, string>>): Reply {
  const words = status === 302 ? "Found" : "Temporary Redirect";
  return textReply(status, `${words}. Redirecting to ${location}`, { location, ...headers });
}
