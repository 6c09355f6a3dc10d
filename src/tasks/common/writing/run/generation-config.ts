import * as v from "valibot";
import type { EarlyStopping } from "../../../../shared/generation/hypotheses.ts";
import type { LogitsProcessor } from "../../../../shared/generation/sampling.ts";
import { type ProcessorFrame, processorsOf } from "../../../../shared/generation/settings.ts";

/** A setting of another type than Python's is as good as none. */
function setting<T>(schema: v.GenericSchema<unknown, T>) {
  return v.fallback(v.nullish(schema), undefined);
}

const ids = v.array(v.number());

/** What `generation_config.json` of an encoder-decoder may say; names and meanings are those of transformers. */
export const GenerationConfig = v.object({
  decoder_start_token_id: setting(v.number()),
  bos_token_id: setting(v.number()),
  max_length: setting(v.number()),
  max_new_tokens: setting(v.number()),
  min_length: setting(v.number()),
  min_new_tokens: setting(v.number()),
  num_beams: setting(v.number()),
  length_penalty: setting(v.number()),
  early_stopping: setting(v.union([v.boolean(), v.literal("never")])),
  no_repeat_ngram_size: setting(v.number()),
  encoder_no_repeat_ngram_size: setting(v.number()),
  repetition_penalty: setting(v.number()),
  bad_words_ids: setting(v.array(ids)),
  suppress_tokens: setting(ids),
  begin_suppress_tokens: setting(ids),
  forced_bos_token_id: setting(v.number()),
  forced_eos_token_id: setting(v.union([v.number(), ids])),
  renormalize_logits: setting(v.boolean()),
});
export type GenerationConfig = v.InferOutput<typeof GenerationConfig>;

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

/** What Python's text2text pipelines take where neither reader nor checkpoint says more. */
const defaultMaxNewTokens = 256;
/** `GenerationConfig().max_length`, which Python reads as "not set". */
const unsetMaxLength = 20;

/**
 * Python's order: the reader's choice, then the checkpoint, then the pipeline. But for `num_beams`, where a checkpoint
 * that names none is read greedily: Python's pipelines take 4, four times the work.
 * @param maxPositions that the decoder has
 */
export function writingPlanOf(
  config: GenerationConfig,
  choices: WritingChoices,
  { endIds, maxPositions }: Pick<ProcessorFrame, "endIds"> & { readonly maxPositions: number },
): WritingPlan {
  const startIds = [config.decoder_start_token_id ?? config.bos_token_id ?? 0];
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

function ownMaxNewTokens({ max_new_tokens, max_length }: GenerationConfig, promptLength: number): number {
  if (max_new_tokens) return max_new_tokens;
  if (max_length && max_length !== unsetMaxLength) return Math.max(1, max_length - promptLength);
  return defaultMaxNewTokens;
}
