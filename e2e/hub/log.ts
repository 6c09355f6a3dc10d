import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** All that a client gave away with one request, and what became of it. */
export interface LoggedRequest {
  readonly method: string;
  /** Path and query as they came, still encoded. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly range: string | undefined;
  /** Empty for GET and HEAD. */
  readonly body: string;
  /** `undefined` while nothing is answered: refused, silent, or still at it. */
  readonly status: number | undefined;
  /** Bytes of the answer's body that were written. */
  readonly sentBytes: number;
  /** The answer ended, or the line did. */
  readonly closed: boolean;
}

/** The same, still being written. */
export type LogEntry = { -readonly [K in keyof LoggedRequest]: LoggedRequest[K] };

export function createEntry(request: IncomingMessage): LogEntry {
  const { method = "GET", url = "/", headers } = request;
  return { method, path: url, headers, range: headers.range, body: "", status: undefined, sentBytes: 0, closed: false };
}

const bodyLimitBytes = 1 << 20;

/** Reads what a client sends, though the Hub wants none of it: a test must see it. */
export async function readBody(request: IncomingMessage, entry: LogEntry): Promise<void> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of request) {
    if (total < bodyLimitBytes) {
      chunks.push(chunk);
    }
    total += chunk.length;
  }
  entry.body = Buffer.concat(chunks).toString("utf8");
}
