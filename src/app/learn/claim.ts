import type { FinetuneOutcome } from "./finetune.ts";

/** What the survey's claim is measured with: so many examples each, by so many draws of lines and first weights. */
export const claimExamples = [10, 30, 100] as const;
export const claimSeeds = [1, 2, 3] as const;

/** Accuracies over all seeds with one number of examples. */
export interface ClaimPoint {
  readonly trainLines: number;
  readonly seeds: number;
  readonly accuracy: Spread;
  readonly baselineAccuracy: Spread;
}

export interface Spread {
  readonly mean: number;
  readonly least: number;
  readonly largest: number;
}

/** Of outcomes of the last one's network that differ in examples and seed alone; the newest of each seed counts. Fewest examples first. */
export function claimOf(outcomes: readonly FinetuneOutcome[]): readonly ClaimPoint[] {
  const last = outcomes.at(-1);
  if (!last) return [];
  const alike = outcomes.filter((one) => kindOf(one) === kindOf(last));
  const counts = [...new Set(alike.map(({ trainLines }) => trainLines))].sort((a, b) => a - b);
  return counts.map((trainLines) => {
    const bySeed = new Map(
      alike.filter((one) => one.trainLines === trainLines).map((one) => [one.settings.seed, one] as const),
    );
    const all = [...bySeed.values()];
    return {
      trainLines,
      seeds: all.length,
      accuracy: spreadOf(all.map(({ accuracy }) => accuracy)),
      baselineAccuracy: spreadOf(all.map(({ baselineAccuracy }) => baselineAccuracy)),
    };
  });
}

function kindOf({ net, settings: { examples: _, seed: __, ...rest } }: FinetuneOutcome): string {
  return JSON.stringify({ ...rest, net });
}

function spreadOf(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, least: Math.min(...values), largest: Math.max(...values) };
}
