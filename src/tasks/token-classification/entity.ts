import * as v from "valibot";

/** A stretch of the text and what the model calls it. */
export const Entity = v.object({
  /** The label as the model has it (`B-PER`) for single tokens, without its prefix for groups. */
  entity: v.string(),
  /** 0..1 */
  score: v.number(),
  /** The tokens put together again, as Python's pipeline words it. */
  word: v.string(),
  /** In code points of the text. */
  start: v.number(),
  end: v.number(),
  /** Place of the token, special tokens counted; only of single tokens. */
  index: v.optional(v.number()),
});
export type Entity = v.InferOutput<typeof Entity>;

/** Every way of grouping, all labels in, so that choosing others never runs the model again. */
export const Groupings = v.object({
  none: v.array(Entity),
  simple: v.array(Entity),
  first: v.array(Entity),
  average: v.array(Entity),
  max: v.array(Entity),
  /** Whether entities are of each window of the text for itself, and may lie in each other's way. */
  overlapping: v.boolean(),
});
export type Groupings = v.InferOutput<typeof Groupings>;
