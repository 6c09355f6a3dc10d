import * as v from "valibot";
import { ErrorCode, Stopped, TaskError } from "../../shared/errors.ts";
import { toggleOption } from "../options.ts";
import type { RunContext } from "../run.ts";
import { endOfBatch } from "./batches.ts";
import { createPace } from "./pace.ts";

/**
 * Many inputs in one text, one a line: what a task of a single `text` needs for `option-per_line` (docs/contract.md).
 *
 * - definition: `options: { per_line: perLineOption, ... }`, `output: v.array(lineItem(schema of one line's answer))`;
 * - preprocess: `prepareLines(linesOf(text, per_line), per_line, (line) => ...)`;
 * - run: `runLines(prepared, passes, context)`; encoders give `tokensPerPass` and feed a whole batch, a task that writes
 *   (summarization, translation) leaves it out and gets its lines one by one, with `show` for what has come so far;
 * - visualizer: `toJson: (items, _, { per_line }) => toLinesJson(items, per_line, ...)`, and `linesOf` for the texts.
 */
export const perLineOption = toggleOption({ default: false });

/** Lines that hold something, as they were written; or the whole text as the only one. */
export function linesOf(text: string, perLine: boolean): readonly string[] {
  return perLine ? text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== "") : [text];
}

const LineError = v.object({ code: ErrorCode, message: v.string() });
type LineError = v.InferOutput<typeof LineError>;

/** Where one line stands. */
export type LineItem<T> =
  | { readonly status: "waiting" }
  | { readonly status: "done"; readonly value: T }
  | { readonly status: "failed"; readonly error: LineError };

export function lineItem<T>(value: v.GenericSchema<unknown, T>) {
  return v.variant("status", [
    v.object({ status: v.literal("waiting") }),
    v.object({ status: v.literal("done"), value }),
    v.object({ status: v.literal("failed"), error: LineError }),
  ]);
}

/**
 * Makes each line ready for the model. A line that the task cannot take (a `TaskError` of the input) fails alone;
 * where there are no lines, it fails the run.
 */
export function prepareLines<P>(
  lines: readonly string[],
  perLine: boolean,
  prepare: (line: string) => P,
): readonly LineItem<P>[] {
  return lines.map((line) => {
    try {
      return { status: "done", value: prepare(line) };
    } catch (reason) {
      if (perLine && reason instanceof TaskError && reason.code.startsWith("input-")) {
        return { status: "failed", error: { code: reason.code, message: reason.message } };
      }
      throw reason;
    }
  });
}

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
  const pace = createPace();
  for (let start = 0; start < ready.length; ) {
    if (signal.aborted) throw new Stopped();
    const end = endOfBatch(lengths, start, Math.min(tokensPerPass, pace.tokens));
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
    pace.took(members.length * (lengths[end - 1] ?? 0), performance.now() - startedMs);
    write(values);
    start = end;
    progress(items.length - ready.length + end, items.length);
  }
  return items;
}

/** What one input gives as Python's pipeline does; lines give an array in their order, `null` for those that wait. */
export function toLinesJson<T>(
  items: readonly LineItem<T>[],
  perLine: boolean,
  toJson: (value: T, place: number) => unknown,
): unknown {
  const values = items.map((item, place) => {
    if (item.status === "waiting") return null;
    return item.status === "done" ? toJson(item.value, place) : { error: item.error };
  });
  return perLine ? values : (values[0] ?? null);
}
