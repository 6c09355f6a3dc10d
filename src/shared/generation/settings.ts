import {
  badWords,
  forcedBegin,
  forcedEnd,
  minLength,
  noNgramOfSource,
  noRepeatNgram,
  suppress,
  suppressAtBegin,
} from "./processors.ts";
import { type LogitsProcessor, repetitionPenalty } from "./sampling.ts";

/** What `GenerationConfig` of transformers says about the choice of ids; what is left out changes nothing. */
export interface ProcessorSettings {
  readonly repetition_penalty?: number | null | undefined;
  readonly no_repeat_ngram_size?: number | null | undefined;
  readonly encoder_no_repeat_ngram_size?: number | null | undefined;
  readonly bad_words_ids?: readonly (readonly number[])[] | null | undefined;
  readonly min_length?: number | null | undefined;
  readonly min_new_tokens?: number | null | undefined;
  readonly forced_bos_token_id?: number | null | undefined;
  readonly forced_eos_token_id?: number | readonly number[] | null | undefined;
  readonly suppress_tokens?: readonly number[] | null | undefined;
  readonly begin_suppress_tokens?: readonly number[] | null | undefined;
}

/** Where the ids stand that processors see. */
export interface ProcessorFrame {
  /** Ids in front of the generated ones. */
  readonly promptLength: number;
  readonly maxNewTokens: number;
  readonly endIds: ReadonlySet<number>;
  /** Ids that an encoder reads; none without one. */
  readonly source?: readonly number[];
}

/** In the order of `_get_logits_processor` of transformers 4.57. */
export function processorsOf(settings: ProcessorSettings, frame: ProcessorFrame): readonly LogitsProcessor[] {
  const { promptLength, maxNewTokens, endIds, source = [] } = frame;
  const { min_new_tokens, forced_bos_token_id: begin, forced_eos_token_id: end } = settings;
  const penalty = settings.repetition_penalty ?? 1;
  const repeated = settings.no_repeat_ngram_size ?? 0;
  const copied = settings.encoder_no_repeat_ngram_size ?? 0;
  const bad = settings.bad_words_ids ?? [];
  const least =
    min_new_tokens === null || min_new_tokens === undefined
      ? (settings.min_length ?? 0)
      : promptLength + min_new_tokens;
  const never = settings.suppress_tokens ?? [];
  const neverFirst = settings.begin_suppress_tokens ?? [];
  const forcesBegin = begin !== null && begin !== undefined;
  const beginIndex = promptLength > 1 || !forcesBegin ? promptLength : promptLength + 1;
  return [
    ...(penalty === 1 ? [] : [repetitionPenalty(penalty)]),
    ...(repeated > 0 ? [noRepeatNgram(repeated)] : []),
    ...(copied > 0 && source.length > 0 ? [noNgramOfSource(copied, source)] : []),
    ...(bad.length > 0 ? [badWords(bad, endIds)] : []),
    ...(least > 0 ? [minLength(least, endIds)] : []),
    ...(forcesBegin ? [forcedBegin(begin)] : []),
    ...(end === null || end === undefined ? [] : [forcedEnd([end].flat(), promptLength + maxNewTokens)]),
    ...(never.length > 0 ? [suppress(never)] : []),
    ...(neverFirst.length > 0 ? [suppressAtBegin(neverFirst, beginIndex)] : []),
  ];
}
