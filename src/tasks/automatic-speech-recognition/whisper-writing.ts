import { Stopped, TaskError } from "../../shared/errors.ts";
import { searchBeams } from "../../shared/generation/beams.ts";
import { generate } from "../../shared/generation/generate.ts";
import {
  greedy,
  type Sampler,
  sampler,
  softmax,
  temperature as temperatureOf,
  topK,
} from "../../shared/generation/sampling.ts";
import { processorsOf } from "../../shared/generation/settings.ts";
import type { Handle } from "../../shared/tensor.ts";
import { ownMaxNewTokens } from "../common/writing/run/generation-config.ts";
import type { Watch } from "../ports.ts";
import { type Attention, createAttentionWatch } from "./alignment.ts";
import { type Attempt, judge, logprobOf, type Thresholds } from "./fallback.ts";
import { type Whisper, whisperProcessors } from "./whisper.ts";

export type Encoded = Readonly<Record<"encoder_hidden_states", Handle>>;

/** How windows are written. */
export interface WritingSettings {
  /** Start, language and task. */
  readonly begin: readonly number[];
  readonly timestamps: boolean;
  /** In front of them: `<|startofprev|>` and the words of a prompt or of the windows before, or nothing. */
  readonly before: readonly number[];
  readonly beams: number;
  /** The reader's limit; left open, the checkpoint's. */
  readonly maxNewTokens: number | null;
  /** Tried one after the other. */
  readonly temperatures: readonly number[];
  readonly thresholds: Thresholds;
  /** Whether each token's time is asked for, of a checkpoint that can tell it. */
  readonly timesTokens: boolean;
}

/** What was written of one window, without the end id. */
export interface Written {
  readonly ids: readonly number[];
  /** What the aligned heads looked at when each of the ids was read; the last one of a text that was cut off is missing. */
  readonly attention: Attention | undefined;
  readonly temperature: number;
}

interface Listening {
  readonly signal: AbortSignal;
  /** The ids so far; another attempt begins anew. */
  readonly onStep: (written: readonly number[]) => void;
}

/** Whisper has processors of its own for these. */
const ownRules = { suppress_tokens: null, begin_suppress_tokens: null } as const;

/** Python samples among the 50 most probable, whatever the temperature. */
const mostProbable = 50;

/**
 * Writes down one window: at the first temperature whose text passes the thresholds, or at the last one.
 * `generate_with_fallback` of transformers.
 * @returns `undefined` where nobody speaks
 */
export async function writeWindow(
  whisper: Whisper,
  encoded: Encoded,
  settings: WritingSettings,
  listening: Listening,
): Promise<Written | undefined> {
  const { temperatures, thresholds } = settings;
  const vocabulary = whisper.config.vocab_size ?? 51_865;
  const silence = thresholds.noSpeech === null ? 0 : await silenceOf(whisper, encoded, settings);
  let written: Written = { ids: [], attention: undefined, temperature: 0 };
  for (const temperature of temperatures) {
    const attempt = await write(whisper, encoded, settings, temperature, listening);
    const ids = attempt.ids.filter((id) => id !== whisper.config.eos_token_id);
    written = { ids, attention: attempt.attention, temperature };
    const verdict = await judge(attempt, thresholds, { vocabulary, silence });
    if (verdict === "skip") return undefined;
    if (verdict === "keep") break;
  }
  return written;
}

async function write(
  whisper: Whisper,
  encoded: Encoded,
  settings: WritingSettings,
  temperature: number,
  { signal, onStep }: Listening,
): Promise<Attempt & Partial<Pick<Written, "attention">>> {
  const { config, generation, decoder, maxTokens, alignment } = whisper;
  const prompt = [...settings.before, ...settings.begin];
  const room = maxTokens - prompt.length;
  const own = ownMaxNewTokens({ max_length: generation.max_length }, prompt.length);
  const maxNewTokens = Math.min(settings.maxNewTokens ?? own, room);
  const endIds = new Set([config.eos_token_id]);
  const common = {
    prompt,
    maxNewTokens,
    endIds,
    processors: [
      ...processorsOf({ ...generation, ...ownRules }, { promptLength: prompt.length, maxNewTokens, endIds }),
      ...whisperProcessors(config, prompt.length, settings.timestamps),
    ],
    signal,
  };
  if (room < 1) {
    const values = { given: String(prompt.length), limit: String(maxTokens) };
    throw new TaskError("input-too-large", "The prompt leaves no room for a text.", undefined, {
      reason: "tokens-beyond",
      values,
    });
  }
  const watch = settings.timesTokens && alignment ? createAttentionWatch(alignment) : undefined;
  if (settings.beams > 1 && temperature === 0) {
    const batch = decoder.openBatch(encoded);
    try {
      const { beams } = settings;
      const { length_penalty: lengthPenalty, early_stopping: earlyStopping } = generation;
      const search = {
        ...common,
        decoder: batch,
        beams,
        lengthPenalty: lengthPenalty ?? 1,
        earlyStopping: earlyStopping ?? false,
        onStep,
      };
      const { ids, finish, score = 0 } = await searchBeams(search);
      const all = finish === "end" ? [...ids, config.eos_token_id] : ids;
      if (watch) await attend(decoder, encoded, { prompt, ids: all.slice(0, -1), watch, signal });
      return { ids: all, logprob: score, attention: watch?.attention };
    } finally {
      batch.dispose();
    }
  }
  const sequence = decoder.open(encoded, watch);
  const written: number[] = [];
  const logprobs: number[] = [];
  const draw = drawerOf(temperature);
  try {
    const { ids, finish } = await generate({
      ...common,
      decoder: sequence,
      choose(processed) {
        const id = draw(processed);
        if (settings.thresholds.logprob !== null) logprobs.push(logprobOf(processed, id, temperature));
        return id;
      },
      onToken(id) {
        written.push(id);
        onStep(written);
        return false;
      },
    });
    const mean = logprobs.reduce((sum, value) => sum + value, 0) / Math.max(1, logprobs.length);
    const all = finish === "end" ? [...ids, config.eos_token_id] : ids;
    return { ids: all, logprob: mean, attention: watch?.attention };
  } finally {
    sequence.dispose();
  }
}

/** Reads once more what several beams wrote: which of them it came by is known only in the end. */
async function attend(
  decoder: Whisper["decoder"],
  encoded: Encoded,
  {
    prompt,
    ids,
    watch,
    signal,
  }: {
    readonly prompt: readonly number[];
    readonly ids: readonly number[];
    readonly watch: Watch;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const sequence = decoder.open(encoded, watch);
  try {
    await sequence.step(prompt, signal);
    for (const id of ids) {
      if (signal.aborted) throw new Stopped();
      await sequence.step([id], signal);
    }
  } finally {
    sequence.dispose();
  }
}

/** Equal windows give equal texts: the draw begins with the same seed each time. */
function drawerOf(temperature: number): Sampler {
  if (temperature === 0) return greedy;
  const warpers = [temperatureOf(temperature), topK(mostProbable)];
  const draw = sampler(0);
  return (logits) => {
    for (const warp of warpers) warp(logits, []);
    return draw(logits);
  };
}

/** How sure the model is that nobody speaks: what it holds `<|nospeech|>` for, right after the start. */
async function silenceOf({ config, decoder }: Whisper, encoded: Encoded, { before }: WritingSettings): Promise<number> {
  const noSpeechId = (config.no_timestamps_token_id ?? 0) - 1;
  const sequence = decoder.open(encoded);
  try {
    return softmax(await sequence.step([...before, config.decoder_start_token_id]))[noSpeechId] ?? 0;
  } finally {
    sequence.dispose();
  }
}
