import { floatType, type GraphWriter } from "./graph.ts";

/** What is added to the score of what must not be looked at. */
const hidden = -1e9;

/** What is added to the scores by the padding: nothing where a token stands. `[batch, 1, 1, keys]` */
export function paddingBias(g: GraphWriter, mask: string): string {
  const isPadding = g.node("Sub", [g.scalar(1), g.node("Cast", [mask], { to: floatType })]);
  return g.node("Mul", [g.node("Unsqueeze", [isPadding, g.integers(1, 2)]), g.scalar(hidden)]);
}

/** The same for whatever comes later than what looks. */
export function causalBias(g: GraphWriter, start: string, end: string): string {
  const single = (value: string) => g.node("Squeeze", [value, g.integers(0)]);
  const keys = g.node("Range", [g.integer(0), single(end), g.integer(1)]);
  const queries = g.node("Unsqueeze", [g.node("Range", [single(start), single(end), g.integer(1)]), g.integers(1)]);
  const isLater = g.node("Cast", [g.node("Greater", [keys, queries])], { to: floatType });
  return g.node("Mul", [isLater, g.scalar(hidden)]);
}

/** Exact, by the error function, as in Python's classes. */
export function gelu(g: GraphWriter, value: string): string {
  const erf = g.node("Erf", [g.node("Mul", [value, g.scalar(Math.SQRT1_2)])]);
  return g.node("Mul", [g.node("Mul", [value, g.node("Add", [erf, g.scalar(1)])]), g.scalar(0.5)]);
}
