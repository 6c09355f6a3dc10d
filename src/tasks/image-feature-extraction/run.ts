import { Stopped, TaskError } from "../../shared/errors.ts";
import type { PreparedImage } from "../../shared/image/prepared.ts";
import { nextMacrotask } from "../../shared/pause.ts";
import { floatsOf } from "../../shared/tensor.ts";
import { stackRows } from "../../shared/vectors/similarity.ts";
import { imageFeeds, loadImageModel, warmUpImageModel } from "../common/vision/run/image-model.ts";
import { defineRun } from "../run.ts";
import { definition, type Seen } from "./definition.ts";
import { gridOf, patchSizeOf } from "./grid.ts";
import { pooledOf } from "./pooled.ts";

/** All tokens of a result together, 64 MB: as JSON they are five times as many bytes. */
const mostNumbers = 16_000_000;

export const run = defineRun(definition, {
  async load(checkpoint) {
    // Of a model for pictures and texts, the half that sees.
    const hasHalves = "vision_config" in checkpoint.config && (await checkpoint.has("vision_model"));
    const model = await loadImageModel(checkpoint, hasHalves ? "vision_model" : "model");
    if (model.graph.inputNames.includes("input_ids")) throw withoutHalf(checkpoint.model);
    return { ...model, patch: patchSizeOf(checkpoint.config) };
  },

  warmUp: (model) => warmUpImageModel(model),

  async preprocess({ processor }, { images }, _options, { signal }) {
    const prepared: PreparedImage[] = [];
    for (const image of images) {
      if (signal.aborted) throw new Stopped();
      prepared.push(processor.prepare(image));
      await nextMacrotask();
    }
    return prepared;
  },

  async run({ graph, patch }, prepared, { pool }, { signal, progress }) {
    const pictures: Seen[] = [];
    const vectors: Float32Array[] = [];
    let numbers = 0;
    for (const picture of prepared) {
      if (signal.aborted) throw new Stopped();
      const outputs = await graph.run(imageFeeds(graph, picture));
      const [first = "last_hidden_state"] = graph.outputNames;
      const tokens = floatsOf(outputs, "last_hidden_state" in outputs ? "last_hidden_state" : first);
      const shape = tokens.dims.slice(1);
      const isKept = !pool || prepared.length === 1;
      numbers += isKept ? tokens.data.length : 0;
      if (numbers > mostNumbers) throw tooMany(numbers);
      vectors.push(pooledOf(outputs, tokens));
      pictures.push({
        tokens: isKept ? tokens.data.slice() : null,
        shape,
        grid: shape.length === 2 ? gridOf(shape[0] ?? 0, patch, picture.geometry) : null,
      });
      progress(pictures.length, prepared.length);
    }
    return { pooled: stackRows(vectors), pictures };
  },
});

/** Both halves in one graph cannot look at a picture without reading a text. */
function withoutHalf(model: string): TaskError {
  const file = "vision_model.onnx";
  return new TaskError("model-unsupported", `${model} has no ${file}, and its graph wants a text.`, undefined, {
    reason: "graph-missing",
    values: { file },
  });
}

function tooMany(numbers: number): TaskError {
  return new TaskError(
    "input-too-large",
    `Without pooling these pictures give over ${numbers} numbers; ${mostNumbers} are the most.`,
    undefined,
    { reason: "numbers-beyond", values: { given: String(numbers), limit: String(mostNumbers) } },
  );
}
