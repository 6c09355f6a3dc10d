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

const Scores = v.array(v.object({ label: v.string(), score: v.number() }));
const Token = v.object({
  id: v.number(),
  probability: v.number(),
  top: v.array(v.object({ probability: v.number() })),
});
const Generated = v.pipe(
  v.array(v.object({ generated_text: v.unknown(), tokens: v.optional(v.array(Token)) })),
  v.minLength(1),
);
const Chunks = v.array(v.object({ text: v.string(), timestamp: v.array(v.nullable(v.number())) }));
type Chunks = v.InferOutput<typeof Chunks>;
const Transcript = v.object({ text: v.string(), chunks: v.optional(Chunks) });

function numbers(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return Array.isArray(value) ? value.flatMap(numbers) : [];
}

function compareNumbers(compared: string, ours: unknown, theirs: unknown, tolerance: number): Comparison {
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

function compareScores(ours: unknown, theirs: unknown, tolerance: number): Comparison {
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

const Sequence = v.object({ sequence: v.string(), labels: v.array(v.string()), scores: v.array(v.number()) });

function compareSequence(ours: unknown, theirs: unknown, tolerance: number): Comparison {
  const listed = (value: unknown) => {
    const { labels, scores } = v.parse(Sequence, value);
    return labels.map((label, place) => ({ label, score: scores[place] }));
  };
  const sequence = (value: unknown) => v.parse(Sequence, value).sequence;
  const same = compareTexts("labels and scores", sequence(ours), sequence(theirs));
  return same.problem ? same : compareScores(listed(ours), listed(theirs), tolerance);
}

const Filled = v.array(v.object({ score: v.number(), token: v.number(), token_str: v.string(), sequence: v.string() }));
const FilledMasks = v.union([Filled, v.array(Filled)]);

function compareFilled(ours: unknown, theirs: unknown, tolerance: number): Comparison {
  const compared = "tokens, sequences and scores";
  const lists = (value: unknown) => v.parse(FilledMasks, value).map((entry) => [entry].flat());
  const words = (value: unknown) =>
    lists(value).map((list) => list.map(({ token, token_str, sequence }) => [token, token_str, sequence]));
  const scores = (value: unknown) => lists(value).map((list) => list.map(({ score }) => score));
  const same = compareTexts(compared, words(ours), words(theirs));
  return same.problem ? same : compareNumbers(compared, scores(ours), scores(theirs), tolerance);
}

/** Ids, and with them the probability of each token and of the ten best where Python told them. */
function compareGenerated(ours: unknown, { output, intermediate }: Case, tolerance: number): Comparison {
  const compared = "greedy ids, text and probabilities";
  const [a] = v.parse(Generated, ours);
  const { generated_ids: ids, ended = false, steps = [] } = intermediate;
  if (ids) {
    // Python's ids end with the end token where the text came to an end.
    const expected = ended ? ids.slice(0, -1) : ids;
    const written = compareTexts(
      compared,
      a?.tokens?.map(({ id }) => id),
      expected,
    );
    if (written.problem) return written;
  }
  if (output !== undefined) {
    const [b] = v.parse(Generated, output);
    const text = compareTexts(compared, a?.generated_text, b?.generated_text);
    if (text.problem) return text;
  }
  const written = steps.slice(0, a?.tokens?.length ?? 0);
  return compareNumbers(compared, a?.tokens?.slice(0, written.length).map(likely), written.map(likely), tolerance);
}

/** Of a token and of the best at its place, best first; which of equals comes first is not compared. */
function likely({ probability, top }: v.InferOutput<typeof Token>): number[] {
  return [probability, ...top.map((candidate) => candidate.probability)];
}

function compareTranscripts(ours: unknown, theirs: unknown): Comparison {
  const a = v.parse(Transcript, ours);
  const b = v.parse(Transcript, theirs);
  const text = compareTexts("text and times", a.text, b.text);
  if (text.problem || !b.chunks) return text;
  const words = compareTexts(
    "text and times",
    a.chunks?.map((chunk) => chunk.text),
    b.chunks.map((chunk) => chunk.text),
  );
  if (words.problem) return words;
  // Python adds the same hundredths in another order.
  const times = (chunks: Chunks) => chunks.flatMap(({ timestamp }) => timestamp.map((time) => time ?? -1));
  return compareNumbers("text and times", times(a.chunks ?? []), times(b.chunks), 1e-6);
}

const Places = v.array(v.looseObject({ score: v.number() }));

/** Everything but the scores is equal; the scores nearly. */
function comparePlaces(ours: unknown, theirs: unknown, tolerance: number): Comparison {
  const compared = "places, words and scores";
  // The keys in one order, whatever order they were written in.
  const bare = (value: unknown) =>
    v.parse(Places, value).map(({ score: _, ...rest }) => Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
  const places = compareTexts(compared, bare(ours), bare(theirs));
  if (places.problem) return places;
  const scores = (value: unknown) => v.parse(Places, value).map(({ score }) => score);
  return compareNumbers(compared, scores(ours), scores(theirs), tolerance);
}

const Written = v.pipe(
  v.array(
    v.object({
      summary_text: v.optional(v.string()),
      translation_text: v.optional(v.string()),
      generated_text: v.optional(v.string()),
      tokens: v.optional(v.array(v.number())),
    }),
  ),
  v.length(1),
);

/** Of encoder-decoders: Python's ids begin with the one that starts the decoder, and may end with an end id. */
function compareWritten(ours: unknown, { output, intermediate }: Case): Comparison {
  const compared = "ids and text";
  const [a] = v.parse(Written, ours);
  const { generated_ids: ids, ended = false } = intermediate;
  if (ids) {
    const written = compareTexts(compared, a?.tokens, ids.slice(1, ended ? -1 : undefined));
    if (written.problem) return written;
  }
  const { tokens: _, ...text } = a ?? {};
  return compareTexts(compared, text, output === undefined ? text : v.parse(Written, output)[0]);
}

type Compare = (ours: unknown, reference: Case, tolerance: number) => Comparison;

const comparisons: Readonly<Record<string, Compare>> = {
  "feature-extraction": (ours, { output }, tolerance) => compareNumbers("vectors", ours, output, tolerance),
  "sentence-similarity": (ours, { output }, tolerance) => compareNumbers("cosines", ours, output, tolerance),
  "text-classification": (ours, { output }, tolerance) => compareScores(ours, output, tolerance),
  "zero-shot-classification": (ours, { output }, tolerance) => compareSequence(ours, output, tolerance),
  "fill-mask": (ours, { output }, tolerance) => compareFilled(ours, output, tolerance),
  "image-classification": (ours, { output }, tolerance) => compareScores(ours, output, tolerance),
  "token-classification": (ours, { output }, tolerance) => comparePlaces(ours, output, tolerance),
  "question-answering": (ours, { output }, tolerance) => comparePlaces(ours, output, tolerance),
  "text-generation": compareGenerated,
  summarization: compareWritten,
  translation: compareWritten,
  "text2text-generation": compareWritten,
  "automatic-speech-recognition": (ours, { output }) => compareTranscripts(ours, output),
};

/** Whether the playground has this task and something says how its answers are compared. */
export function isComparable(task: string): boolean {
  return Object.hasOwn(comparisons, task);
}

/** @param tolerance of scores, vectors and probabilities. */
export function compare(task: string, ours: unknown, reference: Case, tolerance: number): Comparison {
  const comparison = comparisons[task];
  if (!comparison) throw new RangeError(`Nothing says how answers of ${task} are compared.`);
  return comparison(ours, reference, tolerance);
}
