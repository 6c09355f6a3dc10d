import { toRate } from "../../shared/audio/resample.ts";
import { Stopped } from "../../shared/errors.ts";
import type { Checkpoint } from "../ports.ts";
import { timesOf } from "./alignment.ts";
import { temperaturesOf } from "./fallback.ts";
import { type Begin, initTokens } from "./init-tokens.ts";
import { cutOf, framesPerPlace, secondsPerFrame } from "./segments.ts";
import type { SpeechModel, Transcribe } from "./speech-model.ts";
import { createTranscript, type Sides, type Transcript } from "./transcript.ts";
import { loadWhisper, refuseForeign, timestampBeginOf, type Whisper } from "./whisper.ts";
import { encode, type Heard, type Part, partsOf } from "./whisper-parts.ts";
import { type Encoded, type WritingSettings, type Written, writeWindow } from "./whisper-writing.ts";
import { timedCharactersOf, wordsOf } from "./words.ts";

type Options = Parameters<Transcribe>[0];

/** Whisper: windows of 30 s, each from where the last one closed. */
export async function openWhisper(checkpoint: Checkpoint): Promise<SpeechModel> {
  const whisper = await loadWhisper(checkpoint);
  return (given, options) => {
    const parts = partsOf(whisper, toRate(given, whisper.features.samplingRate).samples, options);
    return (asked, context) => transcribe(whisper, parts, asked, context);
  };
}

async function transcribe(
  whisper: Whisper,
  parts: readonly Part[],
  options: Options,
  context: Parameters<Transcribe>[1],
): ReturnType<Transcribe> {
  const settings = settingsOf(whisper, options);
  const isTimed = options.return_timestamps || whisper.config.return_timestamps;
  const { timestamp_level: level } = options;
  const asksWords = options.return_timestamps && level !== "auto";
  if (asksWords && !settings.timesTokens) context.notice("words-untimed");
  const transcript = transcriptOf(whisper, settings.timesTokens ? level : "auto");
  let language: string | undefined;

  function outputWith(growing: string): Awaited<ReturnType<Transcribe>> {
    return {
      text: transcript.text + growing,
      ...(language === undefined ? {} : { language }),
      ...(isTimed ? { chunks: [...transcript.chunks()] } : {}),
      ...(settings.timesTokens && level !== "auto" ? { level } : {}),
    };
  }

  for (const [index, { hear, sides }] of parts.entries()) {
    const mel = hear();
    await seek(
      whisper,
      mel,
      transcript,
      { settings, options, isTimed, sides },
      {
        signal: context.signal,
        onLanguage(found) {
          language ??= found;
        },
        onText: (growing) => context.emit(outputWith(growing)),
        onFrames: (done) => context.progress(index * mel.frames + done, parts.length * mel.frames),
      },
    );
  }
  return outputWith("");
}

interface Seeking {
  readonly settings: Settings;
  readonly options: Options;
  readonly isTimed: boolean;
  readonly sides: Sides | undefined;
}

interface Following {
  readonly signal: AbortSignal;
  readonly onLanguage: (code: string | undefined) => void;
  /** What is being written beyond the transcript. */
  readonly onText: (growing: string) => void;
  readonly onFrames: (done: number) => void;
}

/** Window after window of one sound or part; `generate` of Python's Whisper. */
async function seek(
  whisper: Whisper,
  mel: Heard,
  transcript: Transcript,
  { settings, options, isTimed, sides }: Seeking,
  { signal, onLanguage, onText, onFrames }: Following,
): Promise<void> {
  const { config, tokenizer, windowFrames } = whisper;
  const timestampBegin = timestampBeginOf(config);
  // Beyond 30 s the windows are cut at timestamps, wanted or not.
  const timestamps = isTimed || mel.frames > windowFrames;
  /** Without ids that open what was cut off. */
  const passed: number[] = settings.prompt.slice(1);
  const gathered: { readonly ids: number[]; readonly ends: number[] } = { ids: [], ends: [] };
  const growingOf = (ids: readonly number[]) =>
    tokenizer.decode([...gathered.ids, ...ids].filter((id) => id < timestampBegin)).replace(/\uFFFD+$/u, "");
  let begin: Begin | undefined;
  let before = settings.prompt;
  for (let from = 0; from < mel.frames; ) {
    if (signal.aborted) throw new Stopped();
    const frames = Math.min(windowFrames, mel.frames - from);
    const encoded = await encode(whisper, mel, from);
    let written: Written | undefined;
    try {
      // The first window settles the language for all.
      begin ??= await initTokens(config, { ...options, timestamps }, () => detectLanguage(whisper, encoded));
      onLanguage(begin.language);
      written = await writeWindow(
        whisper,
        encoded,
        { ...settings, begin: begin.ids, timestamps, before },
        { signal, onStep: (ids) => onText(growingOf(ids)) },
      );
    } finally {
      encoded.encoder_hidden_states.dispose();
    }
    // One in which nobody speaks is left out.
    const cut = written && cutOf(written.ids, timestampBegin, frames);
    if (written && cut) {
      const ids = written.ids.slice(0, cut.kept);
      const ends = endsOf(whisper, written, { from, frames: mel.soundFrames - from });
      passed.push(...(cut.opensNext ? ids.slice(0, -1) : ids));
      if (sides) {
        gathered.ids.push(...ids);
        gathered.ends.push(...(ends?.slice(0, cut.kept) ?? []));
      } else transcript.take(ids, ends);
      before =
        config.condition_on_prev_tokens && written.temperature < 0.5 ? conditionOf(whisper, passed) : settings.prompt;
    }
    // A window that closes at its own start would be heard again for ever.
    from += cut && cut.advance > 0 ? cut.advance : frames;
    onFrames(Math.min(from, mel.frames));
    if (!sides) onText("");
  }
  if (!sides) return;
  transcript.takePart(gathered.ids, settings.timesTokens ? gathered.ends : undefined, sides);
  onText("");
}

/** What was written before, in front of the next window, of a checkpoint that asks for it: `_prepare_decoder_input_ids`. */
function conditionOf({ config, maxTokens }: Whisper, passed: readonly number[]): readonly number[] {
  const { suppress_tokens: never } = config;
  const start = config.prev_sot_token_id ?? (never && never.length >= 2 ? never.at(-2) : undefined);
  const last = passed.slice(-(Math.floor(maxTokens / 2) - 1));
  return start === undefined ? last : [start, ...last];
}

/** The second in the sound at which each id ends; `undefined` where nothing tells it. */
function endsOf(
  { alignment, windowFrames }: Whisper,
  { ids, attention }: Written,
  { from, frames }: { readonly from: number; readonly frames: number },
): readonly number[] | undefined {
  if (!attention || !alignment) return undefined;
  const times = timesOf(attention, Math.floor(Math.min(windowFrames, frames) / framesPerPlace), alignment);
  // The last id of a text that was cut off was never read: it has the time of the one before.
  return ids.map((_, index) => from * secondsPerFrame + (times[Math.min(index, times.length - 1)] ?? 0));
}

function transcriptOf(whisper: Whisper, level: Options["timestamp_level"]): Transcript {
  const { tokenizer, config, precision, tokenizerLanguage: language } = whisper;
  const timestampBegin = timestampBeginOf(config);
  const spelling = { language, endId: config.eos_token_id };
  return createTranscript({
    tokenizer,
    timestampBegin,
    precision,
    toWords:
      level === "auto"
        ? undefined
        : (tokens) => (level === "char" ? timedCharactersOf(tokens, tokenizer) : wordsOf(tokens, tokenizer, spelling)),
  });
}

/** The id of the language that the model holds for the most probable. */
async function detectLanguage({ config, decoder }: Whisper, encoded: Encoded): Promise<number | undefined> {
  const sequence = decoder.open(encoded);
  try {
    const logits = await sequence.step([config.decoder_start_token_id]);
    const known = Object.values(config.lang_to_id).map((id) => ({ id, logit: logits[id] ?? 0 }));
    return known.sort((a, b) => b.logit - a.logit)[0]?.id;
  } finally {
    sequence.dispose();
  }
}

/** The words of a prompt behind `<|startofprev|>`: `get_prompt_ids` of Whisper's tokenizer. */
function promptOf({ config, tokenizer }: Whisper, prompt: string): readonly number[] {
  const startOfPrevious = config.prev_sot_token_id ?? tokenizer.idOf("<|startofprev|>");
  if (prompt.trim() === "" || startOfPrevious === undefined) return [];
  return [startOfPrevious, ...tokenizer.encode(` ${prompt.trim()}`, { addSpecialTokens: false }).ids];
}

/** How all windows are written. */
interface Settings extends Omit<WritingSettings, "begin" | "timestamps" | "before"> {
  readonly prompt: readonly number[];
}

function settingsOf(whisper: Whisper, options: Options): Settings {
  const { config, generation, alignment } = whisper;
  refuseForeign(config, options);
  return {
    prompt: promptOf(whisper, options.prompt),
    beams: options.num_beams ?? generation.num_beams ?? 1,
    maxNewTokens: options.max_new_tokens,
    temperatures: temperaturesOf(options.temperature),
    timesTokens: alignment !== undefined && options.return_timestamps && options.timestamp_level !== "auto",
    thresholds: {
      compressionRatio: options.compression_ratio_threshold ?? config.compression_ratio_threshold ?? null,
      logprob: options.logprob_threshold ?? config.logprob_threshold ?? null,
      noSpeech: options.no_speech_threshold ?? config.no_speech_threshold ?? null,
    },
  };
}
