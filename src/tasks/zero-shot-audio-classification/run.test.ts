import { expect, test } from "vitest";
import { floatTensor } from "../../shared/tensor.ts";
import { checkpointOf } from "../testing/checkpoint.ts";
import { run } from "./run.ts";

/** @param spectrograms as the export wrote it down */
function openClap(spectrograms: number | string, truncation: string) {
  const graph = {
    inputNames: ["input_features"],
    inputs: [{ name: "input_features", type: "float32", shape: ["batch", spectrograms, 101, 64] }],
    outputNames: ["logits_per_audio"],
    run: async () => ({ logits_per_audio: floatTensor(new Float32Array(1), [1, 1]) }),
  };
  const json = async () => ({ feature_extractor_type: "ClapFeatureExtractor", truncation });
  return run.open({ ...checkpointOf(graph, { config: { model_type: "clap" } }), json });
}

test("a graph that fuses four spectrograms, beside a preprocessor that makes one, is refused before anything is heard", async () => {
  await expect(openClap(4, "rand_trunc")).rejects.toMatchObject({
    code: "model-unsupported",
    message: expect.stringContaining("rand_trunc"),
  });
});

test.each([
  [4, "fusion"],
  [1, "rand_trunc"],
  ["num_channels", "rand_trunc"],
] as const)("a graph of %s spectrograms is opened with %s", async (spectrograms, truncation) => {
  await expect(openClap(spectrograms, truncation)).resolves.toBeDefined();
});
