/** `never` goes on until nothing better can come; false leaves as soon as that is unlikely; true once there are enough. */
export type EarlyStopping = boolean | "never";

/** The score of a place that no text has taken yet, as in Python. */
export const unreached = -1e9;

interface Scored {
  readonly ids: readonly number[];
  readonly score: number;
}

export interface Hypotheses {
  /** Takes in what ended among a step's candidates (best first), of which only the first `beams` may count. */
  add(candidates: readonly (Scored & { readonly ended: boolean })[], length: number): void;
  /** Whether the search should go on, given the best score of what is still being written. */
  canImprove(runningScore: number, length: number): boolean;
  /** Generated ids of the best text, its end id included; empty where none ended. */
  best(): readonly number[];
  /** That text's score, by its length. */
  bestScore(): number;
}

/**
 * The texts that ended, scored by their length: `_update_finished_beams` and `_check_early_stop_heuristic` of
 * transformers 4.57. Lengths count generated ids, the end id included.
 */
export function createHypotheses(settings: {
  readonly beams: number;
  readonly maxNewTokens: number;
  readonly lengthPenalty: number;
  readonly earlyStopping: EarlyStopping;
}): Hypotheses {
  const { beams, maxNewTokens, lengthPenalty, earlyStopping } = settings;
  const empty = { ids: [], score: unreached, ended: false };
  let kept: readonly (Scored & { readonly ended: boolean })[] = Array.from({ length: beams }, () => empty);
  const isFull = () => kept.every(({ ended }) => ended);

  return {
    add(candidates, length) {
      if (earlyStopping === true && isFull()) return;
      const ending = candidates
        .slice(0, beams)
        .filter(({ ended }) => ended)
        .map((candidate) => ({ ...candidate, score: normalised(candidate.score, length) }));
      // The sort is stable: of equals the older one stays in front.
      kept = [...kept, ...ending].sort((a, b) => b.score - a.score).slice(0, beams);
    },
    canImprove(runningScore, length) {
      if (earlyStopping === true && isFull()) return false;
      const reachable = earlyStopping === "never" && lengthPenalty > 0 ? maxNewTokens : length;
      const worst = isFull() ? (kept.at(-1)?.score ?? unreached) : unreached;
      return normalised(runningScore, reachable) > worst;
    },
    best: () => kept[0]?.ids ?? [],
    bestScore: () => kept[0]?.score ?? unreached,
  };

  function normalised(score: number, length: number): number {
    return Math.fround(score / Math.fround(length ** lengthPenalty));
  }
}
