import type { GenerationConfig } from "../../../../shared/generation/config.ts";
import type { EarlyStopping } from "../../../../shared/generation/hypotheses.ts";
import type { LogitsProcessor } from "../../../../shared/generation/sampling.ts";
import { type ProcessorFrame, processorsOf } from "../../../../shared/generation/settings.ts";

/** The reader's choices; `null` leaves the checkpoint's own in force. */
export interface WritingChoices {
  readonly max_new_tokens: number | null;
  readonly min_new_tokens: number | null;
  readonly num_beams: number | null;
  readonly length_penalty: number | null;
  readonly no_repeat_ngram_size: number | null;
  readonly repetition_penalty: number | null;
  readonly early_stopping: "model" | "false" | "true" | "never";
}

/** How one text is written. */
export interface WritingPlan {
  readonly startIds: readonly number[];
  readonly maxNewTokens: number;
  readonly beams: number;
  readonly lengthPenalty: number;
  readonly earlyStopping: EarlyStopping;
  /** @param source ids that the encoder read */
  processorsFor(source: readonly number[]): readonly LogitsProcessor[];
}

/** What the checkpoint decides of a text, whatever its settings. */
interface PlanFrame extends Pick<ProcessorFrame, "endIds"> {
  /** That the decoder has. */
  readonly maxPositions: number;
  /** What the text begins with; left out, the one id that starts a decoder. */
  readonly startIds?: readonly number[] | undefined;
}

/** What Python's text2text pipelines take where neither reader nor checkpoint says more. */
const defaultMaxNewTokens = 256;
/** `GenerationConfig().max_length`, which Python reads as "not set". */
export const unsetMaxLength = 20;

/**
 * Python's order: the reader's choice, then the checkpoint, then the pipeline. But for `num_beams`: Python's pipelines take
 * 4 whatever a checkpoint names, ours takes its number and reads one that names none greedily, a quarter of the work.
 */
export function writingPlanOf(
  config: GenerationConfig,
  choices: WritingChoices,
  { endIds, maxPositions, startIds = [startIdOf(config)] }: PlanFrame,
): WritingPlan {
  const room = Math.max(1, maxPositions - startIds.length);
  const maxNewTokens = Math.min(choices.max_new_tokens ?? ownMaxNewTokens(config, startIds.length), room);
  const settings = {
    ...config,
    min_new_tokens: choices.min_new_tokens ?? config.min_new_tokens,
    no_repeat_ngram_size: choices.no_repeat_ngram_size ?? config.no_repeat_ngram_size,
    repetition_penalty: choices.repetition_penalty ?? config.repetition_penalty,
  };
  const early = choices.early_stopping;
  return {
    startIds,
    maxNewTokens,
    beams: choices.num_beams ?? config.num_beams ?? 1,
    lengthPenalty: choices.length_penalty ?? config.length_penalty ?? 1,
    earlyStopping:
      early === "model" ? (config.early_stopping ?? false) : early === "never" ? "never" : early === "true",
    processorsFor: (source) => processorsOf(settings, { promptLength: startIds.length, maxNewTokens, endIds, source }),
  };
}

/** The id that a text is begun with where nothing else begins it. */
export function startIdOf({ decoder_start_token_id: start, bos_token_id: begin }: GenerationConfig): number {
  return start ?? begin ?? 0;
}

/** How long a text may be where no reader says so. */
export function ownMaxNewTokens(
  { max_new_tokens, max_length }: Pick<GenerationConfig, "max_new_tokens" | "max_length">,
  promptLength: number,
): number {
  if (max_new_tokens) return max_new_tokens;
  if (max_length && max_length !== unsetMaxLength) return Math.max(1, max_length - promptLength);
  return defaultMaxNewTokens;
}
