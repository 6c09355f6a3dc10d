import { expect, it } from "vitest";
import { floatTensor, type TensorMap } from "../../shared/tensor.ts";
import type { Checkpoint, Graph } from "../ports.ts";
import { run } from "./run.ts";

/** A model that tells how many samples it was given, as a logit. */
async function setUp(preprocessor: Readonly<Record<string, unknown>>) {
  const heard: number[] = [];
  const graph: Graph = {
    inputNames: ["input_values"],
    inputs: [],
    outputNames: ["logits"],
    async run(feeds): Promise<TensorMap> {
      const { input_values } = feeds;
      const length = input_values && "data" in input_values ? input_values.data.length : 0;
      heard.push(length);
      return { logits: floatTensor(Float32Array.of(length, 0), [1, 2]) };
    },
  };
  const checkpoint: Checkpoint = {
    model: "owner/name",
    device: "wasm",
    dtype: "fp32",
    config: { model_type: "wav2vec2", id2label: { 0: "long", 1: "short" } },
    json: async () => preprocessor,
    tokenizer: () => Promise.reject(new Error("no tokenizer")),
    graph: async () => graph,
    heldGraph: () => Promise.reject(new Error("no encoder")),
    decoder: () => Promise.reject(new Error("no decoder")),
    bytes: async () => undefined,
    has: async () => true,
  };
  const notices: string[] = [];
  const task = await run.open(checkpoint);
  async function classify(seconds: number) {
    const audio = { samples: new Float32Array(seconds * 16_000), samplingRate: 16_000 };
    const context = {
      signal: new AbortController().signal,
      emit: () => {},
      progress: () => {},
      notice: (code: string) => notices.push(code),
      measure: () => {},
    };
    const { output } = await task.run({ audio }, {}, context, () => 0);
    return output;
  }
  return { heard, notices, classify };
}

it("a short sound is heard once, and a longer one once more in pieces of two seconds", async () => {
  const { heard, classify } = await setUp({ do_normalize: false });
  expect(await classify(3)).toEqual({ labels: ["long", "short"], logits: Float32Array.of(48_000, 0) });
  await classify(7);
  expect(heard).toEqual([48_000, 112_000, 32_000, 32_000, 32_000, 32_000]);
});

it("a sound that the model could not take at once is the mean of its pieces, and that is said", async () => {
  const { notices, classify } = await setUp({ do_normalize: false });
  expect(await classify(90)).toMatchObject({ logits: Float32Array.of(32_000, 0), windows: { seconds: 2 } });
  expect(notices).toEqual(["sound-in-parts"]);
});

it("says where the model hears the beginning only", async () => {
  const { notices, classify } = await setUp({ feature_extractor_type: "ASTFeatureExtractor", max_length: 100 });
  await classify(2);
  expect(notices).toEqual(["sound-cut"]);
});
