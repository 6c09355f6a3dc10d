import * as v from "valibot";
import type { Case } from "./reference.ts";

/** What was compared, and by how much it may differ. */
export interface Comparison {
  readonly compared: string;
  /** The largest difference of a number; 0 where texts or ids were equal. */
  readonly difference: number;
  /** Why they are not equal; nothing where they are. */
  readonly problem?: string;
}

/** Of scores and vectors in float32. */
const tolerance = 1e-3;

const Scores = v.array(v.object({ label: v.string(), score: v.number() }));
const Generated = v.pipe(
  v.array(v.object({ generated_text: v.unknown(), tokens: v.optional(v.array(v.object({ id: v.number() }))) })),
  v.minLength(1),
);
const Transcript = v.object({ text: v.string(), chunks: v.optional(v.array(v.unknown())) });

function numbers(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return Array.isArray(value) ? value.flatMap(numbers) : [];
}

function compareNumbers(compared: string, ours: unknown, theirs: unknown): Comparison {
  const a = numbers(ours);
  const b = numbers(theirs);
  if (a.length !== b.length) return { compared, difference: Infinity, problem: `${a.length} numbers for ${b.length}` };
  const difference = a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] ?? Number.NaN))), 0);
  return difference < tolerance
    ? { compared, difference }
    : { compared, difference, problem: `differs by ${difference}` };
}

function compareTexts(compared: string, ours: unknown, theirs: unknown): Comparison {
  const a = JSON.stringify(ours);
  const b = JSON.stringify(theirs);
  return a === b ? { compared, difference: 0 } : { compared, difference: 0, problem: `${a} for ${b}` };
}

function compareScores(ours: unknown, theirs: unknown): Comparison {
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
  );
}

function compareGenerated(ours: unknown, { output, intermediate }: Case): Comparison {
  const [a] = v.parse(Generated, ours);
  const [b] = v.parse(Generated, output);
  const { generated_ids: ids = [], ended = false } = intermediate ?? {};
  // Python's ids end with the end token where the text came to an end.
  const expected = ended ? ids.slice(0, -1) : ids;
  const written = compareTexts(
    "greedy ids and text",
    a?.tokens?.map(({ id }) => id),
    expected,
  );
  return written.problem ? written : compareTexts("greedy ids and text", a?.generated_text, b?.generated_text);
}

const Places = v.array(v.looseObject({ score: v.number() }));

/** Everything but the scores is equal; the scores nearly. */
function comparePlaces(ours: unknown, theirs: unknown): Comparison {
  const compared = "places, words and scores";
  // The keys in one order, whatever order they were written in.
  const bare = (value: unknown) =>
    v.parse(Places, value).map(({ score: _, ...rest }) => Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
  const places = compareTexts(compared, bare(ours), bare(theirs));
  if (places.problem) return places;
  const scores = (value: unknown) => v.parse(Places, value).map(({ score }) => score);
  return compareNumbers(compared, scores(ours), scores(theirs));
}

const comparisons: Readonly<Record<string, (ours: unknown, reference: Case) => Comparison>> = {
  "feature-extraction": (ours, { output }) => compareNumbers("vectors", ours, output),
  "sentence-similarity": (ours, { output }) => compareNumbers("cosines", ours, output),
  "image-classification": (ours, { output }) => compareScores(ours, output),
  "token-classification": (ours, { output }) => comparePlaces(ours, output),
  "question-answering": (ours, { output }) => comparePlaces(ours, output),
  "text-generation": compareGenerated,
  "automatic-speech-recognition": (ours, { output }) =>
    compareTexts("text", v.parse(Transcript, ours).text, v.parse(Transcript, output).text),
};

/** Whether the playground has this task and something says how its answers are compared. */
export function isComparable(task: string): boolean {
  return Object.hasOwn(comparisons, task);
}

export function compare(task: string, ours: unknown, reference: Case): Comparison {
  const comparison = comparisons[task];
  if (!comparison) throw new RangeError(`Nothing says how answers of ${task} are compared.`);
  return comparison(ours, reference);
}
