import * as v from "valibot";
import { ErrorCode } from "../../../shared/errors.ts";
import { toggleOption } from "../../options.ts";

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
