import * as v from "valibot";

/** What was compared, and by how much it may differ. */
export interface Comparison {
  readonly compared: string;
  /** The largest difference of a number; 0 where texts or ids were equal. */
  readonly difference: number;
  /** Why they are not equal; nothing where they are. */
  readonly problem?: string;
}

function numbers(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return Array.isArray(value) ? value.flatMap(numbers) : [];
}

export function compareNumbers(compared: string, ours: unknown, theirs: unknown, tolerance: number): Comparison {
  const a = numbers(ours);
  const b = numbers(theirs);
  if (a.length !== b.length) return { compared, difference: Infinity, problem: `${a.length} numbers for ${b.length}` };
  const difference = a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] ?? Number.NaN))), 0);
  return difference < tolerance
    ? { compared, difference }
    : { compared, difference, problem: `differs by ${difference}` };
}

export function compareTexts(compared: string, ours: unknown, theirs: unknown): Comparison {
  const a = JSON.stringify(ours);
  const b = JSON.stringify(theirs);
  return a === b ? { compared, difference: 0 } : { compared, difference: 0, problem: `${a} for ${b}` };
}

const Scores = v.array(v.object({ label: v.string(), score: v.number() }));

export function compareScores(ours: unknown, theirs: unknown, tolerance: number): Comparison {
  const a = v.parse(Scores, ours);
  const b = v.parse(Scores, theirs);
  const labels = compareTexts(
    "labels and scores",
    a.map(({ label }) => label),
    b.map(({ label }) => label),
  );
  if (labels.problem) return labels;
  return compareNumbers(
    "labels and scores",
    a.map(({ score }) => score),
    b.map(({ score }) => score),
    tolerance,
  );
}

const Places = v.array(v.looseObject({ score: v.number() }));

/** Everything but the scores is equal; the scores nearly. */
export function comparePlaces(ours: unknown, theirs: unknown, tolerance: number): Comparison {
  const compared = "places, words and scores";
  // The keys in one order, whatever order they were written in.
  const bare = (value: unknown) =>
    v.parse(Places, value).map(({ score: _, ...rest }) => Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
  const places = compareTexts(compared, bare(ours), bare(theirs));
  if (places.problem) return places;
  const scores = (value: unknown) => v.parse(Places, value).map(({ score }) => score);
  return compareNumbers(compared, scores(ours), scores(theirs), tolerance);
}
