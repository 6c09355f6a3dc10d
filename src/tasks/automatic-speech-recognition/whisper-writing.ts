import { TaskError } from "../../shared/errors.ts";
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
import type { Handle } from "../../shared/tensor.ts";
import { type Attempt, judge, logprobOf, type Thresholds } from "./fallback.ts";
import { promptIdsOf, type Speaking, type Whisper, whisperProcessors } from "./whisper.ts";

export type Encoded = Readonly<Record<"encoder_hidden_states", Handle>>;

/** How windows are written. */
export interface WritingSettings extends Speaking {
  /** In front of every window: `<|startofprev|>` and the words of the prompt, or nothing. */
  readonly before: readonly number[];
  readonly beams: number;
  readonly maxNewTokens: number;
  /** Tried one after the other. */
  readonly temperatures: readonly number[];
  readonly thresholds: Thresholds;
}

interface Listening {
  readonly signal: AbortSignal;
  /** The ids so far; another attempt begins anew. */
  readonly onStep: (written: readonly number[]) => void;
}

/** Python samples among the 50 most probable, whatever the temperature. */
const mostProbable = 50;

/**
 * Writes down one window: at the first temperature whose text passes the thresholds, or at the last one.
 * `generate_with_fallback` of transformers.
 * @returns ids without the end id; `undefined` where nobody speaks
 */
export async function writeWindow(
  whisper: Whisper,
  encoded: Encoded,
  settings: WritingSettings,
  listening: Listening,
): Promise<readonly number[] | undefined> {
  const { temperatures, thresholds } = settings;
  const vocabulary = whisper.config.vocab_size ?? 51_865;
  const silence = thresholds.noSpeech === null ? 0 : await silenceOf(whisper, encoded, settings);
  let ids: readonly number[] = [];
  for (const temperature of temperatures) {
    const attempt = await write(whisper, encoded, settings, temperature, listening);
    ids = attempt.ids.filter((id) => id !== whisper.config.eos_token_id);
    const verdict = await judge(attempt, thresholds, { vocabulary, silence });
    if (verdict === "skip") return undefined;
    if (verdict === "keep") break;
  }
  return ids;
}

async function write(
  { config, decoder, maxTokens }: Whisper,
  encoded: Encoded,
  settings: WritingSettings,
  temperature: number,
  { signal, onStep }: Listening,
): Promise<Attempt> {
  const prompt = [...settings.before, ...promptIdsOf(config, settings)];
  const common = {
    prompt,
    maxNewTokens: Math.min(settings.maxNewTokens, maxTokens - prompt.length),
    endIds: new Set([config.eos_token_id]),
    processors: whisperProcessors(config, prompt.length, settings.timestamps),
    signal,
  };
  if (common.maxNewTokens < 1) {
    const values = { given: String(prompt.length), limit: String(maxTokens) };
    throw new TaskError("input-too-large", "The prompt leaves no room for a text.", undefined, {
      reason: "tokens-beyond",
      values,
    });
  }
  if (settings.beams > 1 && temperature === 0) {
    const batch = decoder.openBatch(encoded);
    try {
      const { beams } = settings;
      const search = { ...common, decoder: batch, beams, lengthPenalty: 1, earlyStopping: false, onStep } as const;
      const { ids, finish, score = 0 } = await searchBeams(search);
      return { ids: finish === "end" ? [...ids, config.eos_token_id] : ids, logprob: score };
    } finally {
      batch.dispose();
    }
  }
  const sequence = decoder.open(encoded);
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
    return { ids: finish === "end" ? [...ids, config.eos_token_id] : ids, logprob: mean };
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
