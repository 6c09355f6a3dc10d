import * as v from "valibot";
import { whisperSettingsOf } from "../../shared/audio/extractors/whisper.ts";
import { TaskError } from "../../shared/errors.ts";
import { GenerationConfig } from "../../shared/generation/config.ts";
import { suppress, suppressAtBegin } from "../../shared/generation/processors.ts";
import type { LogitsProcessor } from "../../shared/generation/sampling.ts";
import { findPreprocessor } from "../common/preprocessor/run/preprocessor.ts";
import type { Checkpoint, DecoderGraph, HeldGraph, Tokenizer } from "../ports.ts";
import { type AlignmentSettings, attentionOf } from "./alignment.ts";
import { codeOf } from "./languages.ts";
import { framesPerPlace } from "./segments.ts";
import { timestampRules } from "./timestamps.ts";

const ids = v.optional(v.nullable(v.array(v.number())));

/** What `generation_config.json` of a Whisper checkpoint says. */
const WhisperConfig = v.object({
  decoder_start_token_id: v.number(),
  eos_token_id: v.number(),
  no_timestamps_token_id: v.fallback(v.optional(v.number()), undefined),
  is_multilingual: v.nullish(v.boolean()),
  /** What a checkpoint for one language was tuned to hear: a code, a token or an English name. */
  language: v.nullish(v.string()),
  /** What it was tuned to write. */
  task: v.nullish(v.string()),
  lang_to_id: v.nullish(v.record(v.string(), v.number()), {}),
  task_to_id: v.nullish(v.record(v.string(), v.number()), {}),
  suppress_tokens: ids,
  begin_suppress_tokens: ids,
  max_initial_timestamp_index: v.optional(v.nullable(v.number())),
  /** Of older files: which id stands at which place, `null` for a language that is to be found out. */
  forced_decoder_ids: v.nullish(v.array(v.tuple([v.number(), v.nullable(v.number())]))),
  prev_sot_token_id: v.nullish(v.number()),
  /** Whether what was written of the windows before stands in front of the next. */
  condition_on_prev_tokens: v.nullish(v.boolean()),
  return_timestamps: v.nullish(v.boolean(), false),
  vocab_size: v.nullish(v.number()),
  compression_ratio_threshold: v.nullish(v.number()),
  logprob_threshold: v.nullish(v.number()),
  no_speech_threshold: v.nullish(v.number()),
  /** Layers and heads that look where the words are said. */
  alignment_heads: v.nullish(v.array(v.tuple([v.number(), v.number()]))),
  median_filter_width: v.nullish(v.number(), 7),
});
export type WhisperConfig = v.InferOutput<typeof WhisperConfig>;

export interface Whisper {
  readonly tokenizer: Tokenizer;
  readonly encoder: HeldGraph;
  readonly decoder: DecoderGraph;
  readonly config: WhisperConfig;
  /** What any writing model's file may say, too. */
  readonly generation: GenerationConfig;
  readonly features: ReturnType<typeof whisperSettingsOf>;
  /** Of prompt and text together. */
  readonly maxTokens: number;
  /** Mel frames that the encoder takes at once: 3,000, which are 30 s. */
  readonly windowFrames: number;
  /** Seconds from one timestamp to the next as Python's pipeline reads them: 0.02 but for an unusual window. */
  readonly precision: number;
  /** Absent where nothing tells words' times: the export has no cross attentions, or no heads are named. */
  readonly alignment: AlignmentSettings | undefined;
  /** A language that the tokenizer's own file names. */
  readonly tokenizerLanguage: string | undefined;
}

export async function loadWhisper(checkpoint: Checkpoint): Promise<Whisper> {
  const [tokenizer, encoder, decoder, generation, preprocessor, tokenizerConfig] = await Promise.all([
    checkpoint.tokenizer(),
    checkpoint.heldGraph("encoder_model", ["last_hidden_state"]),
    checkpoint.decoder("decoder_model_merged"),
    checkpoint.json("generation_config.json"),
    findPreprocessor(checkpoint, "feature_extractor"),
    checkpoint.json("tokenizer_config.json"),
  ]);
  const { max_target_positions, max_source_positions } = checkpoint.config;
  // Older repositories keep all of it in `config.json`; beside a file of its own Python takes no more of it than this.
  const { decoder_start_token_id, eos_token_id, vocab_size, median_filter_width } = checkpoint.config;
  const own = generation ?? checkpoint.config;
  const config = v.parse(WhisperConfig, {
    decoder_start_token_id,
    eos_token_id,
    ...own,
    vocab_size,
    median_filter_width,
    forced_decoder_ids: own.forced_decoder_ids ?? checkpoint.config.forced_decoder_ids,
  });
  const language = tokenizerConfig?.language;
  const features = whisperSettingsOf(preprocessor ?? {});
  const places = Number(max_source_positions ?? 1500);
  return {
    tokenizer,
    encoder,
    decoder,
    config,
    generation: v.parse(GenerationConfig, own),
    alignment: findAlignment(config, decoder),
    tokenizerLanguage: typeof language === "string" ? language : undefined,
    features,
    maxTokens: Number(max_target_positions ?? 448),
    windowFrames: framesPerPlace * places,
    precision: features.windowSeconds / places,
  };
}

function findAlignment(
  { alignment_heads: heads, median_filter_width: medianWidth }: WhisperConfig,
  { outputNames }: Pick<DecoderGraph, "outputNames">,
): AlignmentSettings | undefined {
  if (!heads || heads.length === 0) return undefined;
  const isTold = heads.every(([layer]) => outputNames.includes(attentionOf(layer)));
  return isTold ? { heads, medianWidth } : undefined;
}

export function timestampBeginOf(config: WhisperConfig): number {
  return (config.no_timestamps_token_id ?? Number.POSITIVE_INFINITY) + 1;
}

/**
 * Which language is to be heard; `undefined` where the model finds out itself. The checkpoint's own counts where the
 * reader leaves it open, as in Python.
 * @param asked a Whisper code, or `auto`
 * @throws TaskError `input-invalid` for a language that the checkpoint does not know
 */
export function findLanguage(
  { language, lang_to_id: ids }: Pick<WhisperConfig, "language" | "lang_to_id">,
  asked: string,
): { readonly code: string; readonly id: number } | undefined {
  const wanted = asked === "auto" ? language : asked;
  if (wanted == null) return undefined;
  const code = codeOf(wanted.toLowerCase().replace(/[<|>]/g, ""));
  const id = ids[`<|${code}|>`];
  if (id === undefined) {
    const narrow = { reason: "language-unknown", values: { asked: wanted } } as const;
    throw new TaskError("input-invalid", `This checkpoint does not know the language "${wanted}".`, undefined, narrow);
  }
  return { code, id };
}

/**
 * Python refuses any language and any task of a checkpoint that knows English alone; here English and its transcript,
 * which are what it does, pass.
 * @throws TaskError `input-invalid`
 */
export function refuseForeign(
  { is_multilingual }: Pick<WhisperConfig, "is_multilingual">,
  { language, task }: { readonly language: string; readonly task: string },
): void {
  if (is_multilingual !== false) return;
  if (task === "translate") {
    const narrow = { reason: "no-translation" } as const;
    throw new TaskError("input-invalid", "This checkpoint knows one language alone.", undefined, narrow);
  }
  if (language === "auto" || codeOf(language) === "en") return;
  const narrow = { reason: "language-unknown", values: { asked: language } } as const;
  throw new TaskError("input-invalid", "This checkpoint knows English alone.", undefined, narrow);
}

/** In the order in which Python puts them, behind what any writing model's settings ask for. */
export function whisperProcessors(
  config: WhisperConfig,
  beginIndex: number,
  timestamps: boolean,
): readonly LogitsProcessor[] {
  const { begin_suppress_tokens, suppress_tokens, no_timestamps_token_id, eos_token_id } = config;
  return [
    ...(begin_suppress_tokens ? [suppressAtBegin(begin_suppress_tokens, beginIndex)] : []),
    ...(suppress_tokens ? [suppress(suppress_tokens)] : []),
    ...(timestamps && no_timestamps_token_id !== undefined
      ? [
          timestampRules({
            beginIndex,
            endId: eos_token_id,
            noTimestampsId: no_timestamps_token_id,
            timestampBegin: timestampBeginOf(config),
            maxInitialIndex: config.max_initial_timestamp_index ?? null,
          }),
        ]
      : []),
  ];
}
