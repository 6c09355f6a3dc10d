import * as v from "valibot";
import { createWaves } from "../../shared/audio/extractors/waves.ts";
import { toRate } from "../../shared/audio/resample.ts";
import { Stopped, TaskError } from "../../shared/errors.ts";
import type { Sound } from "../../shared/media.ts";
import { type FloatTensor, floatsOf } from "../../shared/tensor.ts";
import { leastSamplesOf, refuseShort } from "../common/audio/run/least.ts";
import type { Checkpoint } from "../ports.ts";
import { type CtcPiece, type CtcVocabulary, textOf, toPieces, toWords } from "./ctc.ts";
import { lettersOf } from "./letters.ts";
import type { SpeechModel } from "./speech-model.ts";
import { ownFrames, toStretches } from "./stretches.ts";

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
const ModelConfig = v.object({ conv_stride: v.array(v.number()) });

/** Python hears a sound of any length at once; from here on, memory would not do, and it is heard in parts of 30 s. */
const wholeSeconds = 60;
const chunkSeconds = 30;

/** Models that name a letter for each 20 ms of sound: Wav2Vec2, HuBERT, WavLM with a CTC head. */
export async function openCtc(checkpoint: Checkpoint): Promise<SpeechModel> {
  if (!v.is(ModelConfig, checkpoint.config)) throw await otherFeatures(checkpoint);
  const { conv_stride } = checkpoint.config;
  const [graph, preprocessor, tokenizerJson, tokenizerConfig] = await Promise.all([
    checkpoint.graph("model"),
    checkpoint.json("preprocessor_config.json"),
    checkpoint.json("tokenizer.json").then((found) => found ?? checkpoint.json("vocab.json")),
    checkpoint.json("tokenizer_config.json"),
  ]);
  if (!tokenizerJson) throw new TaskError("model-unsupported", "There is no tokenizer.json and no vocab.json.");
  const extractor = createWaves(preprocessor ?? {});
  const { samplingRate } = extractor;
  const samplesPerFrame = conv_stride.reduce((all, stride) => all * stride, 1);
  const leastSamples = leastSamplesOf(checkpoint.config);
  const vocabulary = toVocabulary(tokenizerJson, tokenizerConfig ?? {});

  return (given) => {
    const sound = toRate(given, samplingRate);
    refuseShort(sound, leastSamples);
    const stretches = partsOf(sound, samplesPerFrame);
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
      for (const [index, stretch] of stretches.entries()) {
        if (context.signal.aborted) throw new Stopped();
        const feeds = extractor.extract(sound.samples.subarray(stretch.start, stretch.end));
        const best = bestOfRows(floatsOf(await graph.run(feeds), "logits"));
        const { from, to } = ownFrames(stretch, best.length);
        ids.push(...best.slice(from, to));
        context.progress(index + 1, stretches.length);
        if (index + 1 < stretches.length) context.emit(output());
      }
      if (context.signal.aborted) throw new Stopped();
      return output();
    };
  };
}

/** Those that do not hear the wave itself, which layers of strides read: Wav2Vec2-BERT, Parakeet. */
async function otherFeatures({ config, json }: Checkpoint): Promise<TaskError> {
  const named = (await json("preprocessor_config.json"))?.feature_extractor_type;
  const features = String(named ?? config.model_type);
  return new TaskError("model-unsupported", `Sounds for ${features} cannot be made ready here.`, undefined, {
    reason: "features-unknown",
    values: { features },
  });
}

function partsOf({ samples, samplingRate }: Sound, samplesPerFrame: number) {
  if (samples.length <= wholeSeconds * samplingRate) {
    return [{ start: 0, end: samples.length, left: 0, right: 0 }];
  }
  return toStretches(samples.length, { samplingRate, samplesPerFrame, chunkSeconds });
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
  const letters = lettersOf(tokenizerJson, tokenizerConfig);
  const settings = v.parse(TokenizerConfig, tokenizerConfig);
  return {
    tokens: new Map(Object.entries(letters).map(([token, id]) => [id, token])),
    blank: settings.pad_token,
    delimiter: settings.word_delimiter_token,
    lowerCase: settings.do_lower_case,
    cleansUp: settings.clean_up_tokenization_spaces,
  };
}
