import type { EarlyStopping } from "../../../../shared/generation/hypotheses.ts";
import {
  greedy,
  type LogitsProcessor,
  type Sampler,
  sampler,
  temperature,
  topK,
  topP,
} from "../../../../shared/generation/sampling.ts";
import { type ProcessorFrame, processorsOf } from "../../../../shared/generation/settings.ts";

export interface Strategy {
  readonly max_new_tokens: number;
  readonly min_new_tokens: number;
  readonly do_sample: boolean;
  readonly temperature: number;
  readonly top_k: number | null;
  readonly top_p: number;
  readonly repetition_penalty: number;
  readonly no_repeat_ngram_size: number;
  readonly seed: number | null;
  readonly num_beams: number;
  readonly length_penalty: number;
  readonly early_stopping: "false" | "true" | "never";
  /** Writes nothing of its own: it tells what may come next. */
  readonly step: boolean;
}

/** In Python's order: what shapes every choice, then what shapes the draw, only where one is made. */
export function shapersOf(strategy: Strategy, frame: ProcessorFrame): readonly LogitsProcessor[] {
  const { repetition_penalty, no_repeat_ngram_size, min_new_tokens } = strategy;
  const always = processorsOf({ repetition_penalty, no_repeat_ngram_size, min_new_tokens }, frame);
  if (!strategy.do_sample) return always;
  return [
    ...always,
    temperature(strategy.temperature),
    ...(strategy.top_k === null ? [] : [topK(strategy.top_k)]),
    topP(strategy.top_p),
  ];
}

export function chooserOf({ do_sample, seed }: Strategy): Sampler {
  return do_sample ? sampler(seed ?? crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) : greedy;
}

/** Beams are for the most probable text; a drawn or chosen one has none. */
export function usesBeams({ num_beams, do_sample, step }: Strategy): boolean {
  return num_beams > 1 && !do_sample && !step;
}

export function earlyStoppingOf({ early_stopping }: Strategy): EarlyStopping {
  return early_stopping === "never" ? "never" : early_stopping === "true";
}
