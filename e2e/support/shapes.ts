import * as v from "valibot";

export const Scores = v.pipe(v.array(v.object({ label: v.string(), score: v.number() })), v.minLength(1));
export const Transcript = v.object({ text: v.string(), language: v.optional(v.string()) });
export const Vectors = v.array(v.array(v.number()));

export function topLabel(json: unknown): string {
  return v.parse(Scores, json)[0]?.label ?? "";
}

export function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) => x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
