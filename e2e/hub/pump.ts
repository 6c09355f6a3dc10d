import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { BodyFault } from "./fault.ts";

type Pace = Extract<BodyFault, { kind: "cut" | "stall" | "slow" }>;

const slowTickMs = 20;

/** Writes a body at the pace of its fault and returns when there is no more to say. `onSent` counts bytes. */
export async function pump(
  response: ServerResponse,
  chunks: AsyncIterable<Uint8Array>,
  pace: Pace | undefined,
  onSent: (bytes: number) => void,
): Promise<void> {
  response.flushHeaders();
  let left = pace?.kind === "cut" || pace?.kind === "stall" ? pace.afterBytes : Number.POSITIVE_INFINITY;
  for await (const chunk of chunks) {
    for (const piece of pieces(chunk.subarray(0, left), pace)) {
      if (response.destroyed) {
        return;
      }
      await write(response, piece);
      onSent(piece.length);
      if (pace?.kind === "slow") {
        await wait(slowTickMs);
      }
    }
    left -= Math.min(left, chunk.length);
    if (left === 0) {
      break;
    }
  }
  finish(response, pace);
}

function finish(response: ServerResponse, pace: Pace | undefined): void {
  if (pace?.kind === "cut") {
    // `destroy` may drop what was just written; this one flushes first.
    response.socket?.destroySoon();
  } else if (pace?.kind !== "stall") {
    response.end();
  }
}

function* pieces(chunk: Uint8Array, pace: Pace | undefined): Generator<Uint8Array> {
  const step =
    pace?.kind === "slow" ? Math.max(1, Math.round((pace.bytesPerSecond * slowTickMs) / 1000)) : chunk.length;
  for (let at = 0; at < chunk.length; at += step) {
    yield chunk.subarray(at, at + step);
  }
}

/** Waits for the client to take it, or to leave: an abandoned response never calls back. */
function write(response: ServerResponse, piece: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off("close", done);
      resolve();
    };
    response.once("close", done);
    response.write(piece, done);
  });
}
