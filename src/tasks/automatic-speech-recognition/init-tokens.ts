import { findLanguage, type WhisperConfig } from "./whisper.ts";

/** What stands in front of every text. */
export interface Begin {
  readonly ids: readonly number[];
  /** A code; `undefined` where nothing names a language. */
  readonly language: string | undefined;
}

interface Wanted {
  /** `auto` where it is left open. */
  readonly language: string;
  readonly task: string;
  readonly timestamps: boolean;
}

/**
 * Start, language, task, and `<|notimestamps|>` where none are wanted: `_retrieve_init_tokens` of transformers. What is
 * asked counts before what the checkpoint was tuned to; what older files force counts where neither says a language or
 * a task. Where nothing names a task Python writes none, and neither do we: a checkpoint for one task has its files so.
 * @param detect the id of the language that the model hears
 * @throws TaskError `input-invalid` for a language that the checkpoint does not know
 */
export async function initTokens(
  config: WhisperConfig,
  { language: asked, task: askedTask, timestamps }: Wanted,
  detect: () => Promise<number | undefined>,
): Promise<Begin> {
  // What such a checkpoint was asked for is what it does anyway (`refuseForeign`).
  const isSingle = config.is_multilingual === false;
  const chosen = findLanguage(config, isSingle ? "auto" : asked);
  const task = (isSingle || askedTask === "auto" ? undefined : askedTask) ?? config.task ?? undefined;
  const [forced, ...more] = task === undefined && chosen === undefined ? forcedIdsOf(config) : [];
  const knows = Object.keys(config.lang_to_id).length > 0;
  const languageId = chosen?.id ?? forced ?? (knows ? await detect() : undefined);
  const ofTask = task === undefined ? (chosen ? [config.task_to_id.transcribe] : more) : [config.task_to_id[task]];
  const ids = [config.decoder_start_token_id, languageId, ...ofTask].filter((id) => id != null);
  const found = Object.entries(config.lang_to_id).find(([, id]) => id === languageId);
  return { ids: withPlain(ids, config.no_timestamps_token_id, timestamps), language: found?.[0].replace(/[<|>]/g, "") };
}

function withPlain(ids: readonly number[], plain: number | undefined, timestamps: boolean): readonly number[] {
  const isPlain = ids.at(-1) === plain;
  if (plain === undefined || isPlain !== timestamps) return ids;
  return timestamps ? ids.slice(0, -1) : [...ids, plain];
}

/** From the place after the first id on, as far as they follow each other. */
function forcedIdsOf({ forced_decoder_ids: forced }: WhisperConfig): readonly (number | null)[] {
  return (forced ?? []).flatMap(([place, id], index) => (place === index + 1 ? [id] : []));
}
