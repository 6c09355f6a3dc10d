import * as v from "valibot";

/** A stretch of the context that may answer the question; nothing at 0, 0 where there is no answer. */
export const Answer = v.object({
  answer: v.string(),
  /** Likelihood of its start times that of its end, summed over equal answers; a written answer has none. */
  score: v.number(),
  /** In code points of the context. */
  start: v.number(),
  end: v.number(),
});
export type Answer = v.InferOutput<typeof Answer>;

export const Answers = v.object({
  /** As many as were asked for, best first. */
  answers: v.array(Answer),
  /** Further ones, for the reader only. */
  others: v.array(Answer),
});
export type Answers = v.InferOutput<typeof Answers>;
