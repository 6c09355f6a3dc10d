import {
  badWords,
  decayLength,
  forcedBegin,
  forcedEnd,
  minLength,
  noNgramOfSource,
  noRepeatNgram,
  normalise,
  type SequenceBias,
  sequenceBias,
  sourcePenalty,
  suppress,
  suppressAtBegin,
} from "./processors.ts";
import {
  epsilonCutoff,
  etaCutoff,
  type LogitsProcessor,
  minP,
  repetitionPenalty,
  temperature,
  topK,
  topP,
  typicalP,
} from "./sampling.ts";

type Maybe<T> = T | null | undefined;

/** What `GenerationConfig` of transformers says about the choice of ids; what is left out changes nothing. */
export interface ProcessorSettings {
  readonly sequence_bias?: Maybe<readonly SequenceBias[]>;
  readonly encoder_repetition_penalty?: Maybe<number>;
  readonly repetition_penalty?: Maybe<number>;
  readonly no_repeat_ngram_size?: Maybe<number>;
  readonly encoder_no_repeat_ngram_size?: Maybe<number>;
  readonly bad_words_ids?: Maybe<readonly (readonly number[])[]>;
  readonly min_length?: Maybe<number>;
  readonly min_new_tokens?: Maybe<number>;
  readonly forced_bos_token_id?: Maybe<number>;
  readonly forced_eos_token_id?: Maybe<number | readonly number[]>;
  readonly exponential_decay_length_penalty?: Maybe<readonly [start: number, factor: number]>;
  readonly suppress_tokens?: Maybe<readonly number[]>;
  readonly begin_suppress_tokens?: Maybe<readonly number[]>;
  /** Whether an id is drawn; what follows shapes the draw and counts only then. */
  readonly do_sample?: Maybe<boolean>;
  readonly temperature?: Maybe<number>;
  readonly top_k?: Maybe<number>;
  readonly top_p?: Maybe<number>;
  readonly min_p?: Maybe<number>;
  readonly typical_p?: Maybe<number>;
  readonly epsilon_cutoff?: Maybe<number>;
  readonly eta_cutoff?: Maybe<number>;
  readonly renormalize_logits?: Maybe<boolean>;
}

/** Where the ids stand that processors see. */
export interface ProcessorFrame {
  /** Ids in front of the generated ones. */
  readonly promptLength: number;
  readonly maxNewTokens: number;
  readonly endIds: ReadonlySet<number>;
  /** Ids that an encoder reads; without one, the prompt. */
  readonly source?: readonly number[];
}

/** In the order of `_get_logits_processor` of transformers 4.57. */
export function processorsOf(settings: ProcessorSettings, frame: ProcessorFrame): readonly LogitsProcessor[] {
  const { promptLength, maxNewTokens, endIds, source = [] } = frame;
  const { min_new_tokens, forced_bos_token_id: begin, forced_eos_token_id: end } = settings;
  const biases = settings.sequence_bias ?? [];
  const sourceLiking = settings.encoder_repetition_penalty ?? 1;
  const penalty = settings.repetition_penalty ?? 1;
  const repeated = settings.no_repeat_ngram_size ?? 0;
  const copied = settings.encoder_no_repeat_ngram_size ?? 0;
  const bad = settings.bad_words_ids ?? [];
  const least =
    min_new_tokens === null || min_new_tokens === undefined
      ? (settings.min_length ?? 0)
      : promptLength + min_new_tokens;
  const decay = settings.exponential_decay_length_penalty;
  const never = settings.suppress_tokens ?? [];
  const neverFirst = settings.begin_suppress_tokens ?? [];
  const forcesBegin = begin !== null && begin !== undefined;
  const beginIndex = promptLength > 1 || !forcesBegin ? promptLength : promptLength + 1;
  return [
    ...(biases.length > 0 ? [sequenceBias(biases)] : []),
    ...(sourceLiking !== 1 && source.length > 0 ? [sourcePenalty(sourceLiking, source)] : []),
    ...(penalty === 1 ? [] : [repetitionPenalty(penalty)]),
    ...(repeated > 0 ? [noRepeatNgram(repeated)] : []),
    ...(copied > 0 && source.length > 0 ? [noNgramOfSource(copied, source)] : []),
    ...(bad.length > 0 ? [badWords(bad, endIds)] : []),
    ...(least > 0 ? [minLength(least, endIds)] : []),
    ...(forcesBegin ? [forcedBegin(begin)] : []),
    ...(end === null || end === undefined ? [] : [forcedEnd([end].flat(), promptLength + maxNewTokens)]),
    ...(decay ? [decayLength(decay, promptLength, endIds)] : []),
    ...(never.length > 0 ? [suppress(never)] : []),
    ...(neverFirst.length > 0 ? [suppressAtBegin(neverFirst, beginIndex)] : []),
    ...(settings.do_sample ? warpersOf(settings) : []),
    ...(settings.renormalize_logits ? [normalise] : []),
  ];
}

/** What shapes a draw. */
function warpersOf(settings: ProcessorSettings): readonly LogitsProcessor[] {
  const { temperature: heat, top_k, top_p, min_p, typical_p, epsilon_cutoff, eta_cutoff } = settings;
  return [
    ...(heat ? [temperature(heat)] : []),
    ...(top_k ? [topK(top_k)] : []),
    ...(typeof top_p === "number" && top_p < 1 ? [topP(top_p)] : []),
    ...(min_p ? [minP(min_p)] : []),
    ...(isShare(typical_p) ? [typicalP(typical_p)] : []),
    ...(isShare(epsilon_cutoff) ? [epsilonCutoff(epsilon_cutoff)] : []),
    ...(isShare(eta_cutoff) ? [etaCutoff(eta_cutoff)] : []),
  ];
}

function isShare(value: Maybe<number>): value is number {
  return typeof value === "number" && value > 0 && value < 1;
}
