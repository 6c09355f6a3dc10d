import { describe, expect, it } from "vitest";
import { createGraphs, type Shelf } from "./graphs.ts";

interface Repository {
  /** What the host's list says; `undefined` for a plain mirror. */
  readonly listed?: readonly string[];
  readonly served?: readonly string[];
  readonly kept?: readonly string[];
  readonly config?: Shelf["config"];
  readonly model?: string;
}

function graphsIn({ listed, served = listed ?? [], kept = [], config = {}, model = "a/b" }: Repository) {
  const asked: string[] = [];
  const graphs = createGraphs({
    model,
    config,
    list: async () => listed,
    isKept: async (file) => kept.includes(file),
    async isServed(file) {
      asked.push(file);
      return served.includes(file);
    },
  });
  return { graphs, asked };
}

const usual = { graph: "onnx/model.onnx", externalData: [] };

describe("the files of a graph", () => {
  it.each([
    ["usual ones", ["model.onnx", "onnx/model.onnx", "onnx/model_O2.onnx"], usual],
    [
      "undeclared external data, in pieces",
      ["onnx/model.onnx", "onnx/model.onnx_data", "onnx/model.onnx_data_1", "onnx/model_q4.onnx_data"],
      { graph: "onnx/model.onnx", externalData: ["onnx/model.onnx_data", "onnx/model.onnx_data_1"] },
    ],
    [
      "those at the root",
      ["model.onnx", "model.onnx.data", "encoder_model.onnx"],
      { graph: "model.onnx", externalData: ["model.onnx.data"] },
    ],
    [
      "an optimized one",
      ["onnx/model_O4.onnx", "onnx/model_O2.onnx"],
      { graph: "onnx/model_O2.onnx", externalData: [] },
    ],
  ])("are found in a list: %s", async (_what, listed, expected) => {
    for (const { graphs, asked } of [graphsIn({ listed })]) {
      expect(await graphs.graph("model", "fp32")).toEqual(expected);
      expect(asked).toEqual([]);
    }
  });

  it.each([
    ["fp16", "onnx/model_O4.onnx"],
    ["fp16", "onnx/model_float16.onnx"],
    ["fp32", "onnx/model_optimized.onnx"],
    ["int8", "onnx/model_qint8_arm64.onnx"],
    ["uint8", "onnx/model_quint8_avx2.onnx"],
    ["q2", "onnx/model_q2.onnx"],
    ["q1f16", "onnx/model_q1f16.onnx"],
  ] as const)("in %s may be called %s", async (dtype, file) => {
    const { graphs } = graphsIn({ listed: [file] });
    expect(await graphs.graph("model", dtype)).toEqual({ graph: file, externalData: [] });
  });

  it("are asked for by name where a host cannot list", async () => {
    const at = (served: readonly string[]) => graphsIn({ served }).graphs;
    expect(await at(["onnx/model.onnx"]).graph("model", "fp32")).toEqual(usual);
    expect(await at(["model.onnx", "model.onnx_data"]).graph("model", "fp32")).toEqual({
      graph: "model.onnx",
      externalData: ["model.onnx_data"],
    });
    expect(await at(["onnx/model_qint8_arm64.onnx"]).graph("model", "int8")).toEqual({
      graph: "onnx/model_qint8_arm64.onnx",
      externalData: [],
    });
  });

  it("follow what config.json declares, and nobody is asked for more", async () => {
    const externalData = ["onnx/model.onnx_data", "onnx/model.onnx_data_1"];
    for (const declared of [2, { "model.onnx": 2 }, { model: 2 }]) {
      const config = { "transformers.js_config": { use_external_data_format: declared } };
      const { graphs, asked } = graphsIn({ served: ["onnx/model.onnx"], config });
      expect(await graphs.graph("model", "fp32")).toEqual({ ...usual, externalData });
      expect(asked).toEqual(["onnx/model.onnx"]);
    }
    for (const declared of [null, false, {}, { decoder_model: 1 }]) {
      const config = { "transformers.js_config": { use_external_data_format: declared } };
      expect(await graphsIn({ kept: ["onnx/model.onnx"], config }).graphs.graph("model", "fp32")).toEqual(usual);
    }
  });

  it("need no host where they lie in this browser", async () => {
    const kept = ["onnx/model.onnx", "onnx/model.onnx_data"];
    const { graphs, asked } = graphsIn({ kept });
    expect(await graphs.graph("model", "fp32")).toEqual({ ...usual, externalData: ["onnx/model.onnx_data"] });
    expect(asked).toEqual([]);
  });

  it("of an embedded checkpoint are where they should be", async () => {
    const { graphs, asked } = graphsIn({ served: ["onnx/model_q4.onnx"], model: "embedded/one" });
    expect(await graphs.graph("model", "q4")).toEqual({ graph: "onnx/model_q4.onnx", externalData: [] });
    expect(asked).toEqual(["onnx/model_q4.onnx"]);
    const shipped = graphsIn({ listed: ["onnx/model_q4.onnx"], model: "embedded/one" });
    expect(await shipped.graphs.graph("model", "q4")).toEqual({ graph: "onnx/model_q4.onnx", externalData: [] });
    expect(shipped.asked).toEqual([]);
    const added = graphsIn({ listed: [], served: ["onnx/model_q4.onnx"], model: "embedded/one" });
    expect(await added.graphs.graph("model", "q4")).toEqual({ graph: "onnx/model_q4.onnx", externalData: [] });
  });

  it("that are there in other number formats are told as dtype-missing, with these", async () => {
    const files = ["onnx/model.onnx", "onnx/model_quantized.onnx"];
    const expected = { code: "dtype-missing", narrow: { values: { dtypes: "fp32 q8" } } };
    await expect(graphsIn({ listed: files }).graphs.graph("model", "q4")).rejects.toMatchObject(expected);
    await expect(graphsIn({ served: files }).graphs.graph("model", "q4")).rejects.toMatchObject(expected);
  });

  it("that are in no number format are told as model-unsupported, so that nobody is sent from one to the next", async () => {
    const expected = { code: "model-unsupported", narrow: { reason: "graph-missing", values: { file: "model.onnx" } } };
    await expect(graphsIn({ listed: ["model.safetensors"] }).graphs.graph("model", "q8")).rejects.toMatchObject(
      expected,
    );
    await expect(graphsIn({}).graphs.graph("model", "q8")).rejects.toMatchObject(expected);
  });
});
