import * as v from "valibot";
import { createFeatureExtractor } from "../../../../shared/audio/extractors/create.ts";
import { toRate } from "../../../../shared/audio/resample.ts";
import { Stopped, TaskError } from "../../../../shared/errors.ts";
import { Sound } from "../../../../shared/media.ts";
import { type FloatTensor, floatTensor, type TensorMap } from "../../../../shared/tensor.ts";
import { stackRows } from "../../../../shared/vectors/similarity.ts";
import type { Checkpoint } from "../../../ports.ts";
import type { TaskRun } from "../../../run.ts";
import { preprocessorOf } from "../../preprocessor/run/preprocessor.ts";
import { leastSamplesOf, refuseShort } from "./least.ts";

/** Sounds, one vector each as the answer. */
const Input = v.object({ sounds: v.array(Sound) });

/** The half that hears, of models with several; the one graph of others. */
const graphs = ["encoder_model", "audio_model", "model"] as const;

/** Of what a graph gives, the nearest to one vector a sound first. */
const outputs = ["audio_embeds", "last_hidden_state"] as const;

/**
 * What a model makes of sounds, for a head on top: `{ data, rows, columns }`. No task of the Hub gives this, so it is none of
 * the registry's. Of frames the mean over all, as Python's classes that classify sounds take it.
 */
export const run: TaskRun<"audio-features"> = {
  id: "audio-features",
  async open(checkpoint) {
    const config = await preprocessorOf(checkpoint, "feature_extractor");
    const extractor = createFeatureExtractor(config, String(checkpoint.config.model_type));
    const graph = await checkpoint.graph(await graphOf(checkpoint));
    const least = Math.max(extractor.leastSamples, leastSamplesOf(checkpoint.config));
    return {
      warmUp: undefined,
      dispose: () => {},
      async run(input, _options, { signal, progress }, now) {
        const { sounds } = v.parse(Input, input);
        const started = now();
        const vectors: Float32Array[] = [];
        for (const sound of sounds) {
          if (signal.aborted) throw new Stopped();
          const heard = toRate(sound, extractor.samplingRate);
          refuseShort(heard, least);
          vectors.push(vectorOf(await graph.run(extractor.extract(heard.samples))));
          progress(vectors.length, sounds.length);
        }
        const output = stackRows(vectors);
        return { output, ms: { preprocess: 0, run: now() - started, postprocess: 0 } };
      },
    };
  },
};

async function graphOf(checkpoint: Checkpoint): Promise<string> {
  for (const name of graphs) if (await checkpoint.has(name)) return name;
  throw new TaskError("model-unsupported", "There is no graph that hears.", undefined, {
    reason: "graph-missing",
    values: { file: "encoder_model.onnx" },
  });
}

/** @param given outputs of a batch of one */
export function vectorOf(given: TensorMap): Float32Array {
  const floats = Object.entries(given).flatMap(([name, value]): readonly (readonly [string, FloatTensor])[] =>
    value.type === "float32" ? [[name, floatTensor(value.data, value.dims)]] : [],
  );
  const [, tensor] = outputs.flatMap((name) => floats.filter(([other]) => other === name))[0] ?? floats[0] ?? [];
  if (!tensor) throw new TaskError("model-unsupported", "The graph gives no floats.");
  const [, frames = 1, width] = tensor.dims;
  if (width === undefined) return tensor.data.slice();
  const mean = new Float64Array(width);
  for (const [place, value] of tensor.data.entries()) mean[place % width] = (mean[place % width] ?? 0) + value / frames;
  return Float32Array.from(mean);
}
