import * as v from "valibot";
import { createFeatureExtractor } from "../../shared/audio/extractors/create.ts";
import { toRate } from "../../shared/audio/resample.ts";
import { Stopped, TaskError } from "../../shared/errors.ts";
import type { Sound } from "../../shared/media.ts";
import { type FloatTensor, floatsOf, type TensorMap } from "../../shared/tensor.ts";
import { leastSamplesOf, refuseShort } from "../common/audio/run/least.ts";
import { findPreprocessor } from "../common/preprocessor/run/preprocessor.ts";
import type { Checkpoint, Graph } from "../ports.ts";
import { type CtcPiece, unsaid } from "./ctc.ts";
import { openReader } from "./ctc-reader.ts";
import { withoutMasked } from "./masked.ts";
import type { SpeechModel } from "./speech-model.ts";
import { ownFrames, toStretches } from "./stretches.ts";

const ModelConfig = v.object({
  /** Of Wav2Vec2 and its like. */
  conv_stride: v.nullish(v.array(v.number()), [5, 2, 2, 2, 2, 2, 2]),
  /** Of Wav2Vec2-BERT: how many features stand for two frames of 10 ms. */
  feature_projection_input_dim: v.nullish(v.number()),
  add_adapter: v.nullish(v.boolean(), false),
  adapter_stride: v.nullish(v.number(), 2),
  num_adapter_layers: v.nullish(v.number(), 1),
  /** Of Parakeet. */
  encoder_config: v.nullish(v.object({ subsampling_factor: v.nullish(v.number(), 8) })),
});
const Processor = v.object({ processor_class: v.nullish(v.string(), "") });
const Hop = v.object({ hop_length: v.nullish(v.number(), 160) });

/** Python hears a sound of any length at once; from here on, memory would not do, and it is heard in parts of 30 s. */
const wholeSeconds = 60;
const chunkSeconds = 30;

/** Models that name a letter or a piece of a word for each frame of sound: Wav2Vec2 and its kin, Parakeet. */
export async function openCtc(checkpoint: Checkpoint): Promise<SpeechModel> {
  // First, so that sounds which cannot be made ready cost no weights.
  const preprocessor = (await findPreprocessor(checkpoint, "feature_extractor")) ?? {};
  const extractor = createFeatureExtractor(preprocessor, String(checkpoint.config.model_type));
  const [graph, reader] = await Promise.all([checkpoint.graph("model"), openReader(checkpoint)]);
  const { samplingRate } = extractor;
  const bringsWords = hasLanguageModel(preprocessor);
  const samplesPerFrame = samplesPerFrameOf(checkpoint.config, preprocessor);
  const leastSamples = Math.max(extractor.leastSamples, leastSamplesOf(checkpoint.config));

  return (given, { chunk_length_s }) => {
    const sound = toRate(given, samplingRate);
    refuseShort(sound, leastSamples);
    const stretches = partsOf(sound, samplesPerFrame, chunk_length_s);
    return async ({ task, return_timestamps, timestamp_level: asked }, context) => {
      const level = asked === "auto" ? "word" : asked;
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
      if (bringsWords) context.notice("language-model-unused");
      const ids: number[] = [];
      const output = () => {
        if (!return_timestamps) return { text: reader.text(ids) };
        const timed = reader.timed(ids, level);
        const chunks = timed.map((piece) => toChunk(piece, samplesPerFrame, samplingRate));
        return { text: reader.text(ids), chunks, level };
      };
      for (const [index, stretch] of stretches.entries()) {
        if (context.signal.aborted) throw new Stopped();
        const feeds = extractor.extract(sound.samples.subarray(stretch.start, stretch.end));
        const best = bestOfRows(await logitsOf(graph, feeds));
        const { from, to } = ownFrames(stretch, samplesPerFrame);
        ids.push(...best.slice(from, to));
        context.progress(index + 1, stretches.length);
        if (index + 1 < stretches.length) context.emit(output());
      }
      if (context.signal.aborted) throw new Stopped();
      return output();
    };
  };
}

/** Python's pipeline goes by the same name, and reads letters with the language model where its package is there. */
function hasLanguageModel(preprocessor: unknown): boolean {
  return v.parse(Processor, preprocessor).processor_class.endsWith("WithLM");
}

/** `inputs_to_logits_ratio` of Python's configurations; Parakeet's has none, and names what it is made of. */
function samplesPerFrameOf(config: unknown, preprocessor: unknown): number {
  const { conv_stride, feature_projection_input_dim: width, encoder_config, ...adapter } = v.parse(ModelConfig, config);
  if (encoder_config) return encoder_config.subsampling_factor * v.parse(Hop, preprocessor).hop_length;
  if (width == null) return conv_stride.reduce((all, stride) => all * stride, 1);
  return 2 * width * (adapter.add_adapter ? adapter.adapter_stride ** adapter.num_adapter_layers : 1);
}

function partsOf({ samples, samplingRate }: Sound, samplesPerFrame: number, asked: number | null) {
  if (asked === null && samples.length <= wholeSeconds * samplingRate) {
    return [{ start: 0, end: samples.length, left: 0, right: 0 }];
  }
  return toStretches(samples.length, { samplingRate, samplesPerFrame, chunkSeconds: asked ?? chunkSeconds });
}

/**
 * In some exports a place whose frames are all masked is not a number, and from layer to layer all become so: then the
 * sound is heard again without masked frames, which makes every other place what it is in Python.
 */
async function logitsOf(graph: Graph, feeds: TensorMap): Promise<FloatTensor> {
  const logits = floatsOf(await graph.run(feeds), "logits");
  const heard = logits.data.some(Number.isNaN) ? withoutMasked(feeds) : undefined;
  return heard ? floatsOf(await graph.run(heard), "logits") : logits;
}

/** A frame behind the sound that attention leaves out altogether is not a number, and `unsaid`. */
function bestOfRows({ data, dims }: FloatTensor): number[] {
  const width = dims.at(-1) ?? 1;
  return Array.from({ length: data.length / width }, (_, row) => {
    const logits = data.subarray(row * width, (row + 1) * width);
    const best = logits.indexOf(logits.reduce((best, value) => Math.max(best, value), Number.NEGATIVE_INFINITY));
    return best < 0 ? unsaid : best;
  });
}

function toChunk({ text, start, end }: CtcPiece, samplesPerFrame: number, samplingRate: number) {
  const seconds = (frame: number) => (frame * samplesPerFrame) / samplingRate;
  const timestamp: [number, number] = [seconds(start), seconds(end)];
  return { text, timestamp };
}
