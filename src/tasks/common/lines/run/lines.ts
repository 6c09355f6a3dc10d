import { Stopped, TaskError } from "../../../../shared/errors.ts";
import { createSlices } from "../../../../shared/pause.ts";
import type { RunContext } from "../../../run.ts";
import { endOfBatch } from "../../text/run/batches.ts";
import { createPassSize } from "../../text/run/pass-size.ts";
import type { LineItem } from "../lines.ts";

/**
 * Makes each line ready for the model. A line that the task cannot take (a `TaskError` of the input) fails alone;
 * where there are no lines, it fails the run.
 * @throws Stopped between two lines
 */
export async function prepareLines<P>(
  lines: readonly string[],
  perLine: boolean,
  prepare: (line: string) => P | Promise<P>,
  { signal }: Pick<RunContext<never>, "signal">,
): Promise<readonly LineItem<P>[]> {
  const items: LineItem<P>[] = [];
  const slice = createSlices(sliceMs);
  for (const line of lines) {
    try {
      items.push({ status: "done", value: await prepare(line) });
    } catch (reason) {
      const isOfLine = perLine && reason instanceof TaskError && reason.code.startsWith("input-");
      if (!isOfLine) throw reason;
      items.push({ status: "failed", error: { code: reason.code, message: reason.message } });
    }
    if ((await slice()) && signal.aborted) throw new Stopped();
  }
  return items;
}

/** Longest time in which no stop is seen while lines are made ready. */
const sliceMs = 60;

export interface LinePasses<P, T> {
  /** Of one line, in tokens. */
  readonly lengthOf: (prepared: P) => number;
  /**
   * Most tokens in one pass, padding included; fewer where they would take longer than a stop may wait. Left out or 0,
   * each line has a pass of its own.
   */
  readonly tokensPerPass?: number;
  /** One pass. `show` tells what there is of these lines so far. */
  readonly run: (batch: readonly P[], show: (values: readonly T[]) => void) => Promise<readonly T[]>;
}

/**
 * Runs all lines, those of like length together; a stop is seen between two passes, and what was done by then has been
 * emitted.
 * @returns the lines in their own order
 * @throws Stopped
 */
export async function runLines<P, T>(
  prepared: readonly LineItem<P>[],
  { lengthOf, tokensPerPass = 0, run }: LinePasses<P, T>,
  { signal, emit, progress }: Pick<RunContext<LineItem<T>[]>, "signal" | "emit" | "progress">,
): Promise<LineItem<T>[]> {
  const items = prepared.map((item): LineItem<T> => (item.status === "done" ? { status: "waiting" } : item));
  const ready = prepared
    .flatMap((item, place) =>
      item.status === "done" ? [{ place, value: item.value, length: lengthOf(item.value) }] : [],
    )
    .sort((a, b) => a.length - b.length);
  const lengths = ready.map(({ length }) => length);
  const passSize = createPassSize();
  for (let start = 0; start < ready.length; ) {
    if (signal.aborted) throw new Stopped();
    const end = endOfBatch(lengths, start, Math.min(tokensPerPass, passSize.tokens));
    const members = ready.slice(start, end);
    const write = (values: readonly T[]) => {
      for (const [index, value] of values.entries()) {
        const place = members[index]?.place;
        if (place !== undefined) items[place] = { status: "done", value };
      }
      emit([...items]);
    };
    const startedMs = performance.now();
    const values = await run(
      members.map(({ value }) => value),
      write,
    );
    passSize.took(members.length * (lengths[end - 1] ?? 0), performance.now() - startedMs);
    write(values);
    start = end;
    progress(items.length - ready.length + end, items.length);
  }
  return items;
}
