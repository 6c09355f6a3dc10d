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
