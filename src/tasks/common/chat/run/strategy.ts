import type { GenerationConfig } from "../../../../shared/generation/config.ts";
import type { EarlyStopping } from "../../../../shared/generation/hypotheses.ts";
import { greedy, type LogitsProcessor, type Sampler, sampler } from "../../../../shared/generation/sampling.ts";
import { type ProcessorFrame, type ProcessorSettings, processorsOf } from "../../../../shared/generation/settings.ts";

/** The reader's choices; `null` leaves the checkpoint's own in force. */
export interface Choices {
  readonly max_new_tokens: number;
  readonly min_new_tokens: number | null;
  readonly do_sample: boolean;
  readonly temperature: number | null;
  /** 0 draws from all. */
  readonly top_k: number | null;
  readonly top_p: number | null;
  readonly repetition_penalty: number | null;
  readonly no_repeat_ngram_size: number | null;
  readonly seed: number | null;
  readonly num_beams: number | null;
  readonly length_penalty: number | null;
  readonly early_stopping: "model" | "false" | "true" | "never";
  /** Writes nothing of its own: it tells what may come next. */
  readonly step: boolean;
}

export interface Strategy {
  readonly processors: ProcessorSettings;
  readonly beams: number;
  readonly lengthPenalty: number;
  readonly earlyStopping: EarlyStopping;
  /** `undefined`: the most probable id each time. */
  readonly draw: { readonly seed: number | null } | undefined;
}

/** What `GenerationConfig()` says. */
const usualTopK = 50;

/**
 * Python's order: the reader's choice, then the checkpoint's `generation_config.json`, then what is usual.
 * @param temperature of the pipeline itself, which counts whatever the checkpoint says
 */
export function strategyOf(choices: Choices, own: GenerationConfig, temperature?: number): Strategy {
  const { do_sample, step, early_stopping: early } = choices;
  return {
    processors: {
      ...own,
      do_sample,
      min_new_tokens: choices.min_new_tokens ?? own.min_new_tokens,
      repetition_penalty: choices.repetition_penalty ?? own.repetition_penalty,
      no_repeat_ngram_size: choices.no_repeat_ngram_size ?? own.no_repeat_ngram_size,
      temperature: choices.temperature ?? temperature ?? (own.temperature || 1),
      top_k: choices.top_k ?? own.top_k ?? usualTopK,
      top_p: choices.top_p ?? own.top_p,
    },
    // Beams are for the most probable text; a drawn or chosen one has none.
    beams: do_sample || step ? 1 : (choices.num_beams ?? own.num_beams ?? 1),
    lengthPenalty: choices.length_penalty ?? own.length_penalty ?? 1,
    earlyStopping: early === "model" ? (own.early_stopping ?? false) : early === "never" ? "never" : early === "true",
    draw: do_sample ? { seed: choices.seed } : undefined,
  };
}

export function shapersOf({ processors }: Strategy, frame: ProcessorFrame): readonly LogitsProcessor[] {
  return processorsOf(processors, frame);
}

export function chooserOf({ draw }: Strategy): Sampler {
  return draw ? sampler(draw.seed ?? crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) : greedy;
}
