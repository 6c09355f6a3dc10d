import { logMel, type MelFeatures } from "../../shared/audio/mel.ts";
import { toRate } from "../../shared/audio/resample.ts";
import { Stopped } from "../../shared/errors.ts";
import { floatTensor, outputOf } from "../../shared/tensor.ts";
import type { Checkpoint } from "../ports.ts";
import { temperaturesOf } from "./fallback.ts";
import { retrieveSegments, type Segment, secondsPerFrame } from "./segments.ts";
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
import { type Encoded, type WritingSettings, writeWindow } from "./whisper-writing.ts";

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
    return (options, context) => transcribe(whisper, mel, options, context);
  };
}

async function transcribe(
  whisper: Whisper,
  mel: MelFeatures,
  options: Options,
  context: Parameters<Transcribe>[1],
): ReturnType<Transcribe> {
  const { tokenizer, windowFrames } = whisper;
  const long = mel.frames > windowFrames;
  const segments: Segment[] = [];
  const settings = settingsOf(whisper, options);
  let speaking: Speaking | undefined;
  let language: string | undefined;

  function outputWith(more: readonly Segment[], growing: string): Awaited<ReturnType<Transcribe>> {
    const all = [...segments, ...more];
    const chunks = all.map(({ ids, spoken: [start, end], ...segment }, index) => {
      // A window without a closing timestamp ends where the next begins; what the sound cuts off has no end.
      const closed = end ?? (index + 1 < all.length ? segment.end : null);
      const timestamp: [number, number | null] = [start, closed];
      return { text: tokenizer.decode(ids, { skipSpecialTokens: true }), timestamp };
    });
    return {
      text: chunks.map(({ text }) => text).join("") + growing,
      ...(language === undefined ? {} : { language }),
      ...(options.return_timestamps ? { chunks } : {}),
    };
  }

  /** Writes down the window that begins at the frame `from`; the first one settles the language for all. */
  async function hear(from: number): Promise<readonly number[] | undefined> {
    const encoded = await encode(whisper, mel, from);
    try {
      if (speaking === undefined) {
        const heard = await languageOf(whisper, encoded, options);
        language = heard.code;
        // Beyond 30 s the windows are cut at timestamps, wanted or not.
        const task = taskOf(whisper.config, options.task);
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
            context.emit(outputWith([], text.replace(/\uFFFD+$/u, "")));
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
    const ids = await hear(seek);
    const found = ids && retrieveSegments(ids, timestampBeginOf(whisper.config), seek * secondsPerFrame, frames);
    if (found) segments.push(...found.segments);
    // A window that closes at its own start would be heard again for ever; one in which nobody speaks is left out.
    seek += found && found.advance > 0 ? found.advance : frames;
    context.progress(Math.min(seek, mel.frames), mel.frames);
    context.emit(outputWith([], ""));
  }
  return outputWith([], "");
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
  if (config.is_multilingual === false) return { id: undefined, code: undefined };
  const chosen = findLanguage(config, language);
  if (chosen) return chosen;
  // Python looks at what older files force only where nobody says a task either.
  const forced = task === "auto" && config.task == null ? findForcedLanguage(config) : undefined;
  if (forced) return forced;
  const known = Object.entries(config.lang_to_id);
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
  const { config } = whisper;
  refuseForeign(config, options);
  return {
    before: beforeOf(whisper, options.prompt),
    beams: options.num_beams ?? 1,
    maxNewTokens: options.max_new_tokens ?? Number.POSITIVE_INFINITY,
    temperatures: temperaturesOf(options.temperature),
    thresholds: {
      compressionRatio: options.compression_ratio_threshold ?? config.compression_ratio_threshold ?? null,
      logprob: options.logprob_threshold ?? config.logprob_threshold ?? null,
      noSpeech: options.no_speech_threshold ?? config.no_speech_threshold ?? null,
    },
  };
}
