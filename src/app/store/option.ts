import * as v from "valibot";

/** Any value that some option may have; whether one takes it is for `fitsOption` to say. */
export const OptionValue = v.union([
  v.number(),
  v.null(),
  v.boolean(),
  v.string(),
  v.pipe(v.array(v.string()), v.readonly()),
]);
export type OptionValue = v.InferOutput<typeof OptionValue>;

export type OptionValues = Readonly<Record<string, OptionValue>>;

/** Option values are JSON. */
export function isSame(a: OptionValue | OptionValues, b: OptionValue | OptionValues): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
