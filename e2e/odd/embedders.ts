import { readFile } from "node:fs/promises";
import pairs from "../../src/workers/engine/pairs.golden.json" with { type: "json" };
import { fileOf } from "../support/test.ts";
import golden from "./graphs/vectors.golden.json" with { type: "json" };
import type { Fault, Layout } from "./layout.ts";
import type { OddRepository } from "./repository.ts";

const reference = "bert-feature-extraction";

async function withGraph(odd: OddRepository, graph: string, settings: object): Promise<void> {
  await odd.remove("onnx", "config.json");
  await odd.write("config.json", JSON.stringify(settings));
  await odd.make("onnx/model.onnx", await readFile(fileOf(`e2e/odd/graphs/${graph}.onnx`)));
}

const adapted = { architectures: ["XLMRobertaModel"], model_type: "xlm-roberta" };
const vectorsOf = (output: number[][]) => ({
  task: "feature-extraction",
  inputs: { texts: golden.texts.join("\n") },
  options: { pooling: "auto", normalize: true },
  output,
});

/** Layouts of embedding models, and the vectors that sentence-transformers or a model card makes. */
export const embedders: Readonly<Record<string, Layout>> = {
  "a table of vectors for a graph": {
    reference,
    asked: vectorsOf(golden.table),
    change: (odd) =>
      withGraph(odd, "table", { architectures: ["StaticModel"], model_type: "model2vec", normalize: true }),
  },
  "adapters that a task chooses": {
    reference,
    asked: vectorsOf(golden.adapted),
    change: (odd) => withGraph(odd, "adapted", { ...adapted, lora_adaptations: golden.adapters }),
  },
  "a Dense layer behind its graph": {
    reference: "roberta-feature-extraction-dense",
    hosts: ["a plain mirror"],
    change: async () => {},
  },
  "one label for a pair of texts": {
    reference: "xlm-roberta-text-classification",
    hosts: ["a Hub"],
    asked: {
      task: "sentence-similarity",
      inputs: { source_sentence: pairs.source, sentences: pairs.sentences.join("\n") },
      options: {},
      output: pairs.scores,
    },
    change: async () => {},
  },
};

/** Of embedding models: what is wrong, and what a reader is told. */
export const embedderFaults: Readonly<Record<string, Fault>> = {
  "a Dense layer in a form of PyTorch's": {
    reference: "roberta-feature-extraction-dense",
    async change(odd) {
      await odd.move("2_Dense/model.safetensors", "2_Dense/pytorch_model.bin");
    },
    code: "model-unsupported",
    words: /needs 2_Dense\/model\.safetensors to make its vectors, and has it not in this form/,
  },
  "an input that nothing is known of": {
    reference,
    change: (odd) => withGraph(odd, "adapted", adapted),
    code: "model-unsupported",
    words: /asks for an input that this page cannot give: task_id/,
  },
};
