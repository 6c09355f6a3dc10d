import * as v from "valibot";
import { Stopped, TaskError } from "../../shared/errors.ts";
import { type BoolTensor, type Feeds, floatsOf, floatTensor, type Handle, longTensor } from "../../shared/tensor.ts";
import type { Checkpoint, HeldGraph } from "../ports.ts";
import type { Voice } from "./voice.ts";

const Config = v.object({
  num_mel_bins: v.nullish(v.number(), 80),
  reduction_factor: v.nullish(v.number(), 2),
  hidden_size: v.nullish(v.number(), 768),
  decoder_layers: v.nullish(v.number(), 6),
  decoder_attention_heads: v.nullish(v.number(), 12),
  speaker_embedding_dim: v.nullish(v.number(), 512),
});
type Config = v.InferOutput<typeof Config>;
const Preprocessor = v.object({ sampling_rate: v.nullish(v.number(), 16_000) });

/** Python's `threshold` and `maxlenratio`. */
const endsAt = 0.5;
const longest = 20;

/** A file that a repository for browsers has beside its weights: the numbers of its speaker, in float32. */
const speakerFile = "speaker_embeddings.bin";

/**
 * SpeechT5: an encoder that reads letters, a decoder that writes the frames of a spectrogram two by two, and one graph of
 * what makes them a wave. In front of the decoder values are dropped at random, in Python as in the graph, at the
 * share that the export fixed: where that is not 0, each reading sounds a little different.
 */
export async function openSpeechT5(checkpoint: Checkpoint): Promise<Voice> {
  const config = v.parse(Config, checkpoint.config);
  const kept = keysOf(config);
  const [tokenizer, preprocessor, speaker, encoder, decoder, vocoder] = await Promise.all([
    checkpoint.tokenizer(),
    checkpoint.json("preprocessor_config.json"),
    checkpoint.bytes(speakerFile),
    checkpoint.heldGraph("encoder_model", ["encoder_outputs"]),
    checkpoint.heldGraph("decoder_model_merged", ["output_sequence_out", ...kept.map(({ present }) => present)]),
    checkpoint.graph("decoder_postnet_and_vocoder"),
  ]);
  const ownSpeaker = speaker && Array.from(floatsIn(speaker));

  return {
    samplingRate: v.parse(Preprocessor, preprocessor ?? {}).sampling_rate,
    speakerWidth: config.speaker_embedding_dim,
    read: (text) => tokenizer.encode(text).ids,
    async speak(ids, signal, { speaker_embeddings: given }) {
      const numbers = given.length > 0 ? given.map(Number) : ownSpeaker;
      const speaker_embeddings = speakerOf(numbers, config);
      const most = Math.floor((ids.length * longest) / config.reduction_factor);
      const heard = await encoder.hold({
        input_ids: longTensor(ids, [1, ids.length]),
        attention_mask: longTensor(new Array<number>(ids.length).fill(1), [1, ids.length]),
      });
      const writer = createWriter(decoder, config, kept, { ...heard, speaker_embeddings });
      const frames: Float32Array[] = [];
      try {
        while (frames.length < most) {
          if (signal.aborted) throw new Stopped();
          const { spectrum, end } = await writer.step();
          frames.push(spectrum);
          if (end >= endsAt) break;
        }
      } finally {
        writer.dispose();
        for (const handle of Object.values(heard)) handle.dispose();
      }
      if (signal.aborted) throw new Stopped();
      const data = new Float32Array(frames.length * config.reduction_factor * config.num_mel_bins);
      for (const [index, frame] of frames.entries()) data.set(frame, index * frame.length);
      const dims = [frames.length * config.reduction_factor, config.num_mel_bins];
      return floatsOf(await vocoder.run({ spectrogram: floatTensor(data, dims) }), "waveform").data;
    },
  };
}

function floatsIn(bytes: Uint8Array): Float32Array {
  const copy = bytes.slice();
  return new Float32Array(copy.buffer, 0, Math.floor(copy.length / 4));
}

/** @throws TaskError `input-invalid` where nobody says whose voice it is to be, or not in so many numbers */
function speakerOf(numbers: readonly number[] | undefined, { speaker_embedding_dim: width }: Config) {
  if (numbers?.length === width && numbers.every(Number.isFinite)) {
    return floatTensor(Float32Array.from(numbers), [1, width]);
  }
  const narrow = {
    reason: "speaker-missing",
    values: { width: String(width), given: String(numbers?.length ?? 0) },
  } as const;
  throw new TaskError("input-invalid", `A speaker is ${width} numbers.`, undefined, narrow);
}

interface Kept {
  readonly past: string;
  readonly present: string;
  /** Keys and values of the encoder, which never change after the first step. */
  readonly isOfEncoder: boolean;
}

function keysOf({ decoder_layers }: Config): readonly Kept[] {
  const parts = ["decoder.key", "decoder.value", "encoder.key", "encoder.value"];
  return Array.from({ length: decoder_layers }, (_, layer) =>
    parts.map((part) => ({
      past: `past_key_values.${layer}.${part}`,
      present: `present.${layer}.${part}`,
      isOfEncoder: part.startsWith("encoder"),
    })),
  ).flat();
}

const truth = (value: boolean): BoolTensor => ({ type: "bool", data: Uint8Array.of(value ? 1 : 0), dims: [1] });

/** Writes a spectrogram frame by frame: each step is fed all frames so far, and what the steps before it left. */
function createWriter(decoder: HeldGraph, config: Config, kept: readonly Kept[], context: Feeds) {
  const { decoder_attention_heads: heads, hidden_size, num_mel_bins } = config;
  const nothing = floatTensor(new Float32Array(0), [1, heads, 0, hidden_size / heads]);
  const known = new Set(decoder.inputNames);
  let past: Readonly<Record<string, Handle>> = {};
  let sequence: Handle | undefined;
  const first = floatTensor(new Float32Array(num_mel_bins), [1, 1, num_mel_bins]);

  /** What a step left takes the place of what it was fed. Placeholders are given back with what is no longer needed. */
  function keep(outputs: Readonly<Record<string, Handle>>): void {
    const next: Record<string, Handle> = {};
    const wanted = new Set<Handle>();
    for (const { past: name, present, isOfEncoder } of kept) {
      const handle = isOfEncoder && sequence ? past[name] : outputs[present];
      if (!handle) continue;
      next[name] = handle;
      wanted.add(handle);
    }
    const { output_sequence_out: grown } = outputs;
    if (grown) wanted.add(grown);
    for (const handle of [...Object.values(outputs), ...all()]) if (!wanted.has(handle)) handle.dispose();
    past = next;
    sequence = grown;
  }

  const all = (): readonly Handle[] => [...Object.values(past), ...(sequence ? [sequence] : [])];

  return {
    async step(): Promise<{ readonly spectrum: Float32Array; readonly end: number }> {
      const feeds: Feeds = {
        ...context,
        encoder_hidden_states: context.encoder_outputs ?? nothing,
        output_sequence: sequence ?? first,
        use_cache_branch: truth(sequence !== undefined),
        ...Object.fromEntries(kept.map(({ past: name }) => [name, past[name] ?? nothing])),
      };
      const outputs = await decoder.hold(Object.fromEntries(Object.entries(feeds).filter(([name]) => known.has(name))));
      const { spectrum, prob } = outputs;
      const read = spectrum && prob ? { spectrum: await spectrum.read(), prob: await prob.read() } : {};
      keep(outputs);
      const ends = floatsOf(read, "prob").data.reduce((sum, value) => sum + value, 0);
      return { spectrum: floatsOf(read, "spectrum").data, end: ends };
    },
    dispose() {
      for (const handle of all()) handle.dispose();
      past = {};
      sequence = undefined;
    },
  };
}
