import { logMel, type MelFeatures } from "../../shared/audio/mel.ts";
import { toRate } from "../../shared/audio/resample.ts";
import { Stopped } from "../../shared/errors.ts";
import { floatTensor, outputOf } from "../../shared/tensor.ts";
import type { Checkpoint } from "../ports.ts";
import { timesOf } from "./alignment.ts";
import { temperaturesOf } from "./fallback.ts";
import { framesPerPlace, retrieveSegments, type Segment, secondsPerFrame } from "./segments.ts";
import type { SpeechModel, Transcribe } from "./speech-model.ts";
import {
  findForcedLanguage,
  findLanguage,
  loadWhisper,
  refuseForeign,
  type Speaking,
  taskOf,
  timestampBeginOf,
  type Whisper,
} from "./whisper.ts";
import { type Encoded, type WritingSettings, type Written, writeWindow } from "./whisper-writing.ts";
import { type TimedWord, timedCharactersOf, wordsOf } from "./words.ts";

type Options = Parameters<Transcribe>[0];

/** Whisper: windows of 30 s, each from where the last one closed. */
export async function openWhisper(checkpoint: Checkpoint): Promise<SpeechModel> {
  const whisper = await loadWhisper(checkpoint);
  const { features, windowFrames } = whisper;
  return (given) => {
    const sound = toRate(given, features.samplingRate);
    // Python pads short sounds with silence to 30 s before the features, longer ones not at all.
    const least = windowFrames * features.hopLength;
    const padded = sound.samples.length >= least ? sound.samples : new Float32Array(least);
    if (padded !== sound.samples) padded.set(sound.samples);
    const mel = logMel(padded, features);
    const isPadded = padded !== sound.samples;
    const soundFrames = isPadded ? Math.ceil(sound.samples.length / features.hopLength) : mel.frames;
    return (options, context) => transcribe(whisper, { ...mel, soundFrames }, options, context);
  };
}

interface Heard extends MelFeatures {
  /** Those that are not padding. */
  readonly soundFrames: number;
}

interface Chunk extends Pick<Segment, "spoken" | "end"> {
  readonly text: string;
}

async function transcribe(
  whisper: Whisper,
  mel: Heard,
  options: Options,
  context: Parameters<Transcribe>[1],
): ReturnType<Transcribe> {
  const { tokenizer, windowFrames } = whisper;
  const long = mel.frames > windowFrames;
  const chunks: Chunk[] = [];
  const words: TimedWord[] = [];
  const settings = settingsOf(whisper, options);
  const asksWords = options.return_timestamps && options.timestamp_level !== "auto";
  if (asksWords && !settings.timesTokens) context.notice("words-untimed");
  let speaking: Speaking | undefined;
  let language: string | undefined;

  function outputWith(growing: string): Awaited<ReturnType<Transcribe>> {
    return {
      text: chunks.map(({ text }) => text).join("") + growing,
      ...(language === undefined ? {} : { language }),
      ...(options.return_timestamps ? timed() : {}),
    };
  }

  function timed(): Pick<Awaited<ReturnType<Transcribe>>, "chunks" | "level"> {
    const { timestamp_level: level } = options;
    return settings.timesTokens && level !== "auto" ? { chunks: [...words], level } : { chunks: chunks.map(toStretch) };
  }

  /** The words of a window's segments; a segment's first token was said from where the token before it ends. */
  function keepWords(found: readonly Segment[], { ids, attention }: Written, seek: number): void {
    const { alignment, tokenizerLanguage: language } = whisper;
    if (!attention || !alignment) return;
    const places = Math.floor(Math.min(windowFrames, mel.soundFrames - seek) / framesPerPlace);
    const times = timesOf(attention, places, alignment);
    const at = (index: number) => seek * secondsPerFrame + (times[Math.min(index, times.length - 1)] ?? 0);
    const timestampBegin = timestampBeginOf(whisper.config);
    for (const { range } of found) {
      const tokens = ids.slice(...range).flatMap((id, place) => {
        const index = range[0] + place;
        const start = index > 0 ? at(index - 1) : (words.at(-1)?.timestamp[1] ?? 0);
        const isSpoken = id < timestampBegin && !tokenizer.specialIds.has(id);
        return isSpoken ? [{ id, start: hundredths(start), end: hundredths(at(index)) }] : [];
      });
      const isByCharacter = options.timestamp_level === "char";
      const settings = { language, endId: whisper.config.eos_token_id };
      words.push(...(isByCharacter ? timedCharactersOf(tokens, tokenizer) : wordsOf(tokens, tokenizer, settings)));
    }
  }

  /** Writes down the window that begins at the frame `from`; the first one settles the language for all. */
  async function hear(from: number): Promise<Written | undefined> {
    const encoded = await encode(whisper, mel, from);
    try {
      if (speaking === undefined) {
        const heard = await languageOf(whisper, encoded, options);
        language = heard.code;
        // Beyond 30 s the windows are cut at timestamps, wanted or not.
        const task = taskOf(whisper.config, options);
        speaking = { languageId: heard.id, task, timestamps: options.return_timestamps || long };
      }
      return await writeWindow(
        whisper,
        encoded,
        { ...settings, ...speaking },
        {
          signal: context.signal,
          onStep(written) {
            const text = tokenizer.decode(written.filter((id) => id < timestampBeginOf(whisper.config)));
            context.emit(outputWith(text.replace(/\uFFFD+$/u, "")));
          },
        },
      );
    } finally {
      encoded.encoder_hidden_states.dispose();
    }
  }

  let seek = 0;
  while (seek < mel.frames) {
    if (context.signal.aborted) throw new Stopped();
    const frames = Math.min(windowFrames, mel.frames - seek);
    const written = await hear(seek);
    const found =
      written && retrieveSegments(written.ids, timestampBeginOf(whisper.config), seek * secondsPerFrame, frames);
    if (found) {
      // Read once: an hour has a thousand of them, and each token shows them all.
      const read = (ids: readonly number[]) => tokenizer.decode(ids, { skipSpecialTokens: true });
      chunks.push(...found.segments.map(({ ids, spoken, end }) => ({ text: read(ids), spoken, end })));
      keepWords(found.segments, written, seek);
    }
    // A window that closes at its own start would be heard again for ever; one in which nobody speaks is left out.
    seek += found && found.advance > 0 ? found.advance : frames;
    context.progress(Math.min(seek, mel.frames), mel.frames);
    context.emit(outputWith(""));
  }
  return outputWith("");
}

/** The encoder's view of one window, which the caller disposes; frames beyond the sound are zeros, as in Python. */
async function encode({ encoder, windowFrames }: Whisper, mel: MelFeatures, seek: number): Promise<Encoded> {
  const window = new Float32Array(mel.bins * windowFrames);
  const frames = Math.min(windowFrames, mel.frames - seek);
  for (let bin = 0; bin < mel.bins; bin++) {
    const start = bin * mel.frames + seek;
    window.set(mel.data.subarray(start, start + frames), bin * windowFrames);
  }
  const outputs = await encoder.hold({ input_features: floatTensor(window, [1, mel.bins, windowFrames]) });
  return { encoder_hidden_states: outputOf(outputs, "last_hidden_state") };
}

async function languageOf(
  { config, decoder }: Whisper,
  encoded: Encoded,
  { language, task }: Pick<Options, "language" | "task">,
): Promise<{ readonly id: number | undefined; readonly code: string | undefined }> {
  const known = Object.entries(config.lang_to_id);
  if (config.is_multilingual === false || known.length === 0) return { id: undefined, code: undefined };
  const chosen = findLanguage(config, language);
  if (chosen) return chosen;
  // Python looks at what older files force only where nobody says a task either.
  const forced = task === "auto" && config.task == null ? findForcedLanguage(config) : undefined;
  if (forced) return forced;
  const sequence = decoder.open(encoded);
  try {
    const logits = await sequence.step([config.decoder_start_token_id]);
    const [best] = known
      .map(([token, id]) => ({ token, id, logit: logits[id] ?? 0 }))
      .sort((a, b) => b.logit - a.logit);
    return { id: best?.id, code: best?.token.replace(/[<|>]/g, "") };
  } finally {
    sequence.dispose();
  }
}

/** The words of a prompt behind `<|startofprev|>`: `get_prompt_ids` of Whisper's tokenizer. */
function beforeOf({ config, tokenizer }: Whisper, prompt: string): readonly number[] {
  const startOfPrevious = config.prev_sot_token_id ?? tokenizer.idOf("<|startofprev|>");
  if (prompt.trim() === "" || startOfPrevious === undefined) return [];
  return [startOfPrevious, ...tokenizer.encode(` ${prompt.trim()}`, { addSpecialTokens: false }).ids];
}

function settingsOf(whisper: Whisper, options: Options): Omit<WritingSettings, keyof Speaking> {
  const { config, alignment } = whisper;
  refuseForeign(config, options);
  return {
    before: beforeOf(whisper, options.prompt),
    beams: options.num_beams ?? 1,
    maxNewTokens: options.max_new_tokens ?? Number.POSITIVE_INFINITY,
    temperatures: temperaturesOf(options.temperature),
    timesTokens: alignment !== undefined && options.return_timestamps && options.timestamp_level !== "auto",
    thresholds: {
      compressionRatio: options.compression_ratio_threshold ?? config.compression_ratio_threshold ?? null,
      logprob: options.logprob_threshold ?? config.logprob_threshold ?? null,
      noSpeech: options.no_speech_threshold ?? config.no_speech_threshold ?? null,
    },
  };
}

/** A window without a closing timestamp ends where the next begins; what the sound cuts off has no end. */
function toStretch({ text, spoken: [start, end], ...chunk }: Chunk, index: number, all: readonly Chunk[]) {
  const timestamp: [number, number | null] = [start, end ?? (index + 1 < all.length ? chunk.end : null)];
  return { text, timestamp };
}

const hundredths = (seconds: number) => Math.round(seconds * 100) / 100;
