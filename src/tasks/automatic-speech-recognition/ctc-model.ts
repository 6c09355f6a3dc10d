import * as v from "valibot";
import { toRate } from "../../shared/audio/resample.ts";
import { Stopped, TaskError } from "../../shared/errors.ts";
import type { Sound } from "../../shared/media.ts";
import { type FloatTensor, floatsOf, floatTensor, longTensor, type TensorMap } from "../../shared/tensor.ts";
import type { Checkpoint, Graph } from "../ports.ts";
import { type CtcPiece, type CtcVocabulary, textOf, toPieces, toWords } from "./ctc.ts";
import type { SpeechModel } from "./speech-model.ts";
import { ownFrames, toStretches } from "./stretches.ts";

const ExtractorConfig = v.object({
  sampling_rate: v.nullish(v.number(), 16_000),
  do_normalize: v.nullish(v.boolean(), true),
});

const Token = v.union([
  v.string(),
  v.pipe(
    v.object({ content: v.string() }),
    v.transform(({ content }) => content),
  ),
]);
const TokenizerConfig = v.object({
  pad_token: v.nullish(Token, "<pad>"),
  word_delimiter_token: v.nullish(Token, "|"),
  do_lower_case: v.nullish(v.boolean(), false),
  clean_up_tokenization_spaces: v.nullish(v.boolean(), false),
});
const TokenizerJson = v.object({ model: v.object({ vocab: v.record(v.string(), v.number()) }) });
const ModelConfig = v.object({
  conv_stride: v.array(v.number()),
  conv_kernel: v.nullish(v.array(v.number()), []),
});

/** Python hears a sound of any length at once; from here on, memory would not do, and it is heard in parts of 30 s. */
const wholeSeconds = 60;
const chunkSeconds = 30;

/** Models that name a letter for each 20 ms of sound: Wav2Vec2, HuBERT, WavLM with a CTC head. */
export async function openCtc(checkpoint: Checkpoint): Promise<SpeechModel> {
  const [graph, extractor, tokenizerJson, tokenizerConfig] = await Promise.all([
    checkpoint.graph("model"),
    checkpoint.json("preprocessor_config.json"),
    checkpoint.json("tokenizer.json"),
    checkpoint.json("tokenizer_config.json"),
  ]);
  if (!tokenizerJson) throw new TaskError("model-unsupported", "The checkpoint has no tokenizer.json.");
  const { sampling_rate: samplingRate, do_normalize: normalized } = v.parse(ExtractorConfig, extractor ?? {});
  const { conv_stride, conv_kernel } = v.parse(ModelConfig, checkpoint.config);
  const samplesPerFrame = conv_stride.reduce((all, stride) => all * stride, 1);
  const leastSamples = leastOf(conv_kernel, conv_stride);
  const vocabulary = toVocabulary(tokenizerJson, tokenizerConfig ?? {});

  return (given) => {
    const sound = toRate(given, samplingRate);
    if (sound.samples.length < leastSamples) throw tooShort(sound.samples.length, leastSamples, samplingRate);
    const parts = partsOf(sound, samplesPerFrame).map((stretch) => ({
      stretch,
      values: normalized ? toUnitVariance(samplesIn(sound, stretch)) : samplesIn(sound, stretch),
    }));
    return async ({ task, return_timestamps, timestamp_level }, context) => {
      if (task === "translate") {
        throw new TaskError(
          "input-invalid",
          "This checkpoint writes down what is said; it does not translate.",
          undefined,
          {
            reason: "no-translation",
          },
        );
      }
      const ids: number[] = [];
      const output = () => {
        const pieces = toPieces(ids, vocabulary);
        const timed = timestamp_level === "char" ? pieces : toWords(pieces);
        return {
          text: textOf(pieces, vocabulary),
          ...(return_timestamps && { chunks: timed.map((piece) => toChunk(piece, samplesPerFrame, samplingRate)) }),
        };
      };
      for (const [index, { stretch, values }] of parts.entries()) {
        if (context.signal.aborted) throw new Stopped();
        const best = await framesOf(graph, values);
        const { from, to } = ownFrames(stretch, best.length);
        ids.push(...best.slice(from, to));
        context.progress(index + 1, parts.length);
        if (index + 1 < parts.length) context.emit(output());
      }
      if (context.signal.aborted) throw new Stopped();
      return output();
    };
  };
}

/** What the convolutions need for one frame: each layer reads `kernel` of the frames below, `stride` apart. */
export function leastOf(kernels: readonly number[], strides: readonly number[]): number {
  return kernels.reduceRight((frames, kernel, layer) => (frames - 1) * (strides[layer] ?? 1) + kernel, 1);
}

function tooShort(samples: number, least: number, samplingRate: number): TaskError {
  const text = (count: number) => `${Math.ceil((count / samplingRate) * 1000)} ms`;
  const values = { given: text(samples), least: text(least) };
  const message = `The sound is ${values.given} long; the model needs ${values.least}.`;
  return new TaskError("input-invalid", message, undefined, { reason: "sound-short", values });
}

function partsOf({ samples, samplingRate }: Sound, samplesPerFrame: number) {
  if (samples.length <= wholeSeconds * samplingRate) {
    return [{ start: 0, end: samples.length, left: 0, right: 0 }];
  }
  return toStretches(samples.length, { samplingRate, samplesPerFrame, chunkSeconds });
}

function samplesIn({ samples }: Sound, { start, end }: { readonly start: number; readonly end: number }): Float32Array {
  return samples.subarray(start, end);
}

/** `Wav2Vec2FeatureExtractor.zero_mean_unit_var_norm`. */
function toUnitVariance(samples: Float32Array): Float32Array {
  const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
  const variance = samples.reduce((sum, value) => sum + (value - mean) ** 2, 0) / samples.length;
  const scale = Math.sqrt(variance + 1e-7);
  return samples.map((value) => (value - mean) / scale);
}

async function framesOf(graph: Graph, values: Float32Array): Promise<readonly number[]> {
  const feeds: TensorMap = {
    input_values: floatTensor(values, [1, values.length]),
    ...(graph.inputNames.includes("attention_mask") && {
      attention_mask: longTensor(new Array<number>(values.length).fill(1), [1, values.length]),
    }),
  };
  return bestOfRows(floatsOf(await graph.run(feeds), "logits"));
}

function bestOfRows({ data, dims }: FloatTensor): number[] {
  const width = dims.at(-1) ?? 1;
  return Array.from({ length: data.length / width }, (_, row) => {
    const logits = data.subarray(row * width, (row + 1) * width);
    return logits.indexOf(logits.reduce((best, value) => Math.max(best, value), Number.NEGATIVE_INFINITY));
  });
}

function toChunk({ text, start, end }: CtcPiece, samplesPerFrame: number, samplingRate: number) {
  const seconds = (frame: number) => (frame * samplesPerFrame) / samplingRate;
  const timestamp: [number, number] = [seconds(start), seconds(end)];
  return { text, timestamp };
}

function toVocabulary(tokenizerJson: unknown, tokenizerConfig: unknown): CtcVocabulary {
  const { model } = v.parse(TokenizerJson, tokenizerJson);
  const settings = v.parse(TokenizerConfig, tokenizerConfig);
  return {
    tokens: new Map(Object.entries(model.vocab).map(([token, id]) => [id, token])),
    blank: settings.pad_token,
    delimiter: settings.word_delimiter_token,
    lowerCase: settings.do_lower_case,
    cleansUp: settings.clean_up_tokenization_spaces,
  };
}
