import * as v from "valibot";

/** A label and how sure the model is of it, 0..1. */
export const Scored = v.object({ label: v.string(), score: v.number() });
export type Scored = v.InferOutput<typeof Scored>;
