import * as v from "valibot";
import { createFeatureExtractor } from "../../shared/audio/extractors/create.ts";
import { toRate } from "../../shared/audio/resample.ts";
import { Stopped, TaskError } from "../../shared/errors.ts";
import { softmax } from "../../shared/generation/sampling.ts";
import { secondsOf } from "../../shared/media.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { hypothesisOf } from "../common/labels/hypothesis.ts";
import { preprocessorOf } from "../common/preprocessor/run/preprocessor.ts";
import { encoderFeeds } from "../common/text/run/encoder.ts";
import type { Graph } from "../ports.ts";
import { defineRun } from "../run.ts";
import { definition } from "./definition.ts";

export const run = defineRun(definition, {
  async load(checkpoint) {
    const config = await preprocessorOf(checkpoint, "feature_extractor");
    const extractor = createFeatureExtractor(config, String(checkpoint.config.model_type));
    const [tokenizer, graph] = await Promise.all([checkpoint.tokenizer(), checkpoint.graph("model")]);
    if (!graph.outputNames.includes("logits_per_audio")) {
      throw new TaskError("model-unsupported", "The checkpoint does not compare sounds with texts.");
    }
    refuseUnfused(graph, config);
    return { tokenizer, graph, extractor };
  },

  async warmUp({ tokenizer, graph, extractor }) {
    const sound = extractor.extract(new Float32Array(extractor.samplingRate));
    await graph.run({ ...encoderFeeds([tokenizer.encode("warm up")], tokenizer.padId), ...sound });
  },

  preprocess({ tokenizer, extractor }, { audio, candidate_labels: labels }, { hypothesis_template }, { notice }) {
    if (labels.length === 0) throw new TaskError("input-empty", "There are no labels.");
    const sound = toRate(audio, extractor.samplingRate);
    const { windowSeconds = Number.POSITIVE_INFINITY } = extractor;
    if (secondsOf(sound) > windowSeconds) notice("sound-sampled", { seconds: windowSeconds });
    const encodings = labels.map((label) => tokenizer.encode(hypothesisOf(hypothesis_template, label)));
    return { labels, feeds: { ...encoderFeeds(encodings, tokenizer.padId), ...extractor.extract(sound.samples) } };
  },

  async run({ graph }, { labels, feeds }, _options, { signal }) {
    const outputs = await graph.run(feeds);
    if (signal.aborted) throw new Stopped();
    const scores = softmax(floatsOf(outputs, "logits_per_audio").data);
    return labels.map((label, place) => ({ label, score: scores[place] ?? 0 }));
  },
});

const Truncation = v.object({ truncation: v.nullish(v.string()) });

/**
 * With one spectrogram (`rand_trunc`) Python leaves the fusion of a checkpoint with fusion out, by a condition that an
 * export has decided for good: such a graph asks for four.
 */
function refuseUnfused({ inputs }: Pick<Graph, "inputs">, preprocessor: unknown): void {
  const [, spectrograms] = inputs.find(({ name }) => name === "input_features")?.shape ?? [];
  const { truncation } = v.parse(Truncation, preprocessor);
  if (spectrograms !== 4 || truncation !== "rand_trunc") return;
  throw new TaskError(
    "model-unsupported",
    "The graph was exported with fusion and hears four spectrograms of a sound; the checkpoint's preprocessor makes one (truncation: rand_trunc). Write fusion there, or export the graph again without fusion.",
  );
}
