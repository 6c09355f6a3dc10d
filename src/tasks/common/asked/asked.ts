import * as v from "valibot";

/** A question that was answered; an answer of nothing is empty. */
export const Asked = v.object({ question: v.string(), answer: v.string(), score: v.number() });
export type Asked = v.InferOutput<typeof Asked>;
