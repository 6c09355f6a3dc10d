import * as v from "valibot";

/** Any value that some option may have; whether one takes it is for `fitsOption` to say. */
export const OptionValue = v.union([
  v.number(),
  v.null(),
  v.boolean(),
  v.string(),
  v.pipe(v.array(v.string()), v.readonly()),
]);
