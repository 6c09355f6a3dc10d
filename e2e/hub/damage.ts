import type { AnswerFault, BodyFault, ContactFault, Fault } from "./fault.ts";
import { entryNotFound, forbidden, rateLimited, serverError } from "./refusal.ts";
import { type Bytes, type Reply, redirectReply, textReply } from "./reply.ts";
import type { Route } from "./route.ts";

type Of<K extends Fault["kind"]> = Extract<Fault, { kind: K }>;

export function isContactFault(fault: Fault): fault is ContactFault {
  return fault.kind === "refuse" || fault.kind === "silent";
}

export function isAnswerFault(fault: Fault): fault is AnswerFault {
  return !isContactFault(fault) && !isBodyFault(fault);
}

function isBodyFault(fault: Fault): fault is BodyFault {
  return ["cut", "stall", "slow", "flip", "truncate"].includes(fault.kind);
}

/** A fault counts as used only where it shows, so `times: 1` isn't spent on a probe of one byte. */
export function isTruncateWithin(size: number): (fault: Fault) => fault is Of<"truncate"> {
  return (fault): fault is Of<"truncate"> => fault.kind === "truncate" && fault.toBytes < size;
}

export function isFlipWithin(start: number, end: number): (fault: Fault) => fault is Of<"flip"> {
  return (fault): fault is Of<"flip"> =>
    fault.kind === "flip" && fault.offsets.some((offset) => offset >= start && offset <= end);
}

export function isPaceWithin(length: number): (fault: Fault) => fault is Of<"cut" | "stall" | "slow"> {
  return (fault): fault is Of<"cut" | "stall" | "slow"> =>
    fault.kind === "slow" || ((fault.kind === "cut" || fault.kind === "stall") && fault.afterBytes < length);
}

export function faultyReply(fault: AnswerFault, route: Route, address: string): Reply {
  switch (fault.kind) {
    case "forbidden":
      return forbidden(route);
    case "rate-limited":
      return rateLimited(route, fault.retryAfterSeconds);
    case "server-error":
      return serverError(route);
    case "missing":
      return entryNotFound(route, "0".repeat(40));
    case "html":
      return textReply(200, "<!doctype html><title>Sign in to this network</title>\n", {
        "content-type": "text/html; charset=utf-8",
      });
    case "redirect-loop":
      return redirectReply(302, address, {});
  }
}

export function truncated(bytes: Bytes, fault: Of<"truncate"> | undefined): Bytes {
  return fault ? { ...bytes, size: fault.toBytes } : bytes;
}

/** Turns every bit of the named bytes of a chunk that begins at `start` in the file. */
export function flipped(chunk: Uint8Array, start: number, fault: Of<"flip"> | undefined): Uint8Array {
  const copy = Uint8Array.from(chunk);
  for (const offset of fault?.offsets ?? []) {
    const at = offset - start;
    const byte = copy[at];
    if (byte !== undefined) {
      copy[at] = byte ^ 0xff;
    }
  }
  return copy;
}
