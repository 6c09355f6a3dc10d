import type { IncomingMessage, ServerResponse } from "node:http";
import { answer, type Knowledge } from "./answer.ts";
import { preflightReply } from "./cors.ts";
import { faultyReply, isAnswerFault, isContactFault } from "./damage.ts";
import type { FaultBook } from "./fault.ts";
import { type LogEntry, readBody } from "./log.ts";
import { methodNotAllowed } from "./refusal.ts";
import type { Reply } from "./reply.ts";
import { type Route, routeOf } from "./route.ts";
import { send } from "./send.ts";

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly entry: LogEntry;
  readonly faults: FaultBook;
  readonly known: Knowledge;
}

/** One request from its first byte to its last; never rejects. */
export async function serve(exchange: Exchange): Promise<void> {
  const { request, response, entry, faults } = exchange;
  response.once("close", () => {
    entry.closed = true;
  });
  try {
    await readBody(request, entry);
    const url = new URL(entry.path, "http://127.0.0.1");
    const route = routeOf(url.pathname);
    const contact = faults.take(route, isContactFault);
    if (contact) {
      if (contact.kind === "refuse") {
        request.socket.destroy();
      }
      return;
    }
    const reply = await replyTo(exchange, route, url);
    const onSent = (bytes: number) => {
      entry.sentBytes += bytes;
    };
    const sending = send(reply, { request, response, route, url, faults, onSent });
    entry.status = response.statusCode;
    await sending;
  } catch (error) {
    // A folder that vanished under a running Hub, say: a test should read why, not wait for its own timeout.
    process.emitWarning(error instanceof Error ? error : String(error));
    response.destroy();
  }
}

async function replyTo({ request, entry, faults, known }: Exchange, route: Route, url: URL): Promise<Reply> {
  if (request.method === "OPTIONS") {
    return preflightReply(request.headers);
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    return methodNotAllowed();
  }
  const fault = faults.take(route, isAnswerFault);
  if (fault) {
    return faultyReply(fault, route, entry.path);
  }
  const [, token] = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "") ?? [];
  return answer({ route, url, token }, known);
}
