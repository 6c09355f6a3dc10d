/** How tokens become entities, in Python's words; `none` leaves them tokens. */
export const strategies = ["none", "simple", "first", "average", "max"] as const;
export type Strategy = (typeof strategies)[number];
