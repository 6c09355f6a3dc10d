import {
  greedy,
  type LogitsProcessor,
  repetitionPenalty,
  type Sampler,
  sampler,
  temperature,
  topK,
  topP,
} from "../../shared/generation/sampling.ts";

export interface Strategy {
  readonly do_sample: boolean;
  readonly temperature: number;
  readonly top_k: number | null;
  readonly top_p: number;
  readonly repetition_penalty: number;
  readonly seed: number | null;
}

/** In Python's order: the penalty first, and what shapes the draw only where one is made. */
export function processorsOf(strategy: Strategy): readonly LogitsProcessor[] {
  const penalty = strategy.repetition_penalty === 1 ? [] : [repetitionPenalty(strategy.repetition_penalty)];
  if (!strategy.do_sample) return penalty;
  return [
    ...penalty,
    temperature(strategy.temperature),
    ...(strategy.top_k === null ? [] : [topK(strategy.top_k)]),
    topP(strategy.top_p),
  ];
}

export function chooserOf({ do_sample, seed }: Strategy): Sampler {
  return do_sample ? sampler(seed ?? crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) : greedy;
}
