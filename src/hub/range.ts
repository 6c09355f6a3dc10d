import { afterSilence, type Clock } from "../shared/clock.ts";
import { borrowBuffer, giveBackBuffer } from "./buffers.ts";
import type { Answer } from "./endpoints.ts";

/** @param end exclusive; `undefined` for all that follows */
export function rangeFrom(start: number, end: number | undefined, signal: AbortSignal | undefined): RequestInit {
  const range = `bytes=${start}-${end === undefined ? "" : end - 1}`;
  return {
    // A browser's own cache would keep a second copy, and answers for ranges of what it has.
    cache: "no-store",
    ...((start > 0 || end !== undefined) && { headers: { range } }),
    // One for each range: whoever is asked listens to it for as long as it lives, and there may be hundreds of ranges.
    ...(signal && { signal: AbortSignal.any([signal]) }),
  };
}

/** What comes, each piece of it within the limit. A piece lasts until the next one is asked for, which comes into its place. */
export async function* bodyOf({ response, abort }: Pick<Answer, "response" | "abort">, stallMs: number, clock: Clock) {
  const from = response.body ? readerOf(response.body) : undefined;
  const silence = createSilence(stallMs, clock, () => abort.abort());
  try {
    for (;;) {
      silence.begin();
      const { done, value } = (await from?.read()) ?? { done: true };
      silence.pause();
      if (done || !value) return;
      yield value;
    }
  } finally {
    silence.end();
    from?.leave();
  }
}

/**
 * How long a body may say nothing while a piece of it is waited for. One timer for the whole body: one for each piece would be
 * thousands a second of what a collector comes for late.
 * @param tooLong is called once the limit has passed
 */
export function createSilence(limitMs: number, clock: Clock, tooLong: () => void) {
  let since: number | undefined;
  let callOff: (() => void) | undefined;

  function watch(ms: number): void {
    callOff = afterSilence(clock, ms, () => {
      callOff = undefined;
      if (since === undefined) return;
      const leftMs = since + limitMs - clock.now();
      if (leftMs > 0) watch(leftMs);
      else tooLong();
    });
  }

  return {
    begin(): void {
      since = clock.now();
      if (!callOff) watch(limitMs);
    },
    pause(): void {
      since = undefined;
    },
    end(): void {
      since = undefined;
      callOff?.();
      callOff = undefined;
    },
  };
}

/**
 * Reads into one buffer again and again: pieces of their own would be a file's bytes of garbage, and a collector lets
 * hundreds of megabytes of that lie.
 */
function readerOf(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = body.getReader({ mode: "byob" });
  } catch {
    // No stream of bytes: a file of the reader's own in some browsers, and what tests make up.
    const plain = body.getReader();
    return { read: () => plain.read(), leave: () => {} };
  }
  let buffer = borrowBuffer();
  return {
    async read() {
      const read = await reader.read(new Uint8Array(buffer));
      if (read.value) buffer = read.value.buffer;
      return read;
    },
    leave: () => giveBackBuffer(buffer),
  };
}

/** Where a range begins; what was asked for, where the host hides it from pages of other origins. */
export function startOf({ headers }: Response, asked: number): number {
  const [, start] = /^bytes (\d+)-/.exec(headers.get("content-range") ?? "") ?? [];
  return start === undefined ? asked : Number(start);
}
