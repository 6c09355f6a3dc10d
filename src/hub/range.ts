import type { Clock } from "../shared/clock.ts";
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

/** What comes, each piece of it within the limit. */
export async function* bodyOf({ response, abort }: Pick<Answer, "response" | "abort">, stallMs: number, clock: Clock) {
  const reader = response.body?.getReader();
  for (;;) {
    const callOff = clock.after(stallMs, () => abort.abort());
    const { done, value } = (await reader?.read().finally(callOff)) ?? { done: true };
    if (done || !value) return;
    yield value;
  }
}

/** Where a range begins; what was asked for, where the host hides it from pages of other origins. */
export function startOf({ headers }: Response, asked: number): number {
  const [, start] = /^bytes (\d+)-/.exec(headers.get("content-range") ?? "") ?? [];
  return start === undefined ? asked : Number(start);
}
