export interface Ranked {
  /** Place in the order given, from 0. */
  readonly place: number;
  /** Place by score, from 1; equal scores keep their order. */
  readonly rank: number;
  readonly sentence: string;
  readonly score: number;
}

/** Sentences with a score, the most similar first; those without one yet are left out. */
export function ranked(sentences: readonly string[], scores: readonly (number | null)[]): readonly Ranked[] {
  return scores
    .flatMap((score, place) => (score === null ? [] : [{ place, sentence: sentences[place] ?? "", score }]))
    .sort((a, b) => b.score - a.score)
    .map((row, index) => ({ ...row, rank: index + 1 }));
}

/**
 * How long each score's bar is, 0 to 1. A cross-encoder's scores may be logits, which know no bounds: then they are as long
 * as the probabilities that they stand for.
 */
export function sharesOf(scores: readonly number[]): readonly number[] {
  const areLogits = scores.some((score) => Math.abs(score) > 1.001);
  return areLogits ? scores.map((score) => 1 / (1 + Math.exp(-score))) : scores;
}

/** Sentences in the order given, with score and rank; both are empty where there is none yet. */
export function csvRows(sentences: readonly string[], rows: readonly Ranked[]): (string | number)[][] {
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  const lines = sentences.map((sentence, place) => {
    const row = byPlace.get(place);
    return [sentence, row?.score ?? "", row?.rank ?? ""];
  });
  return [["sentence", "score", "rank"], ...lines];
}
