import { readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { fromBase64 } from "../../../../shared/base64.ts";
import { entriesIn, loadModules, type Rows } from "./modules.ts";

const Numbers = v.array(v.number());
const Golden = v.object({
  vectors: Numbers,
  normalized: Numbers,
  layerNorm: v.object({ safetensors: v.string(), vectors: Numbers }),
  dense: v.array(v.object({ config: v.record(v.string(), v.unknown()), safetensors: v.string(), vectors: Numbers })),
});
const golden = v.parse(Golden, JSON.parse(readFileSync(path.join(import.meta.dirname, "modules.golden.json"), "utf8")));
const nothing = { json: async () => undefined, bytes: async () => undefined };
const rows = () => ({ data: Float32Array.from(golden.vectors), width: 3 });

function expectClose(data: Float32Array, expected: readonly number[]): void {
  expect(data.length).toBe(expected.length);
  for (const [place, value] of expected.entries()) expect(data[place]).toBeCloseTo(value, 6);
}

describe("modules.json", () => {
  it("names what comes behind the model, in its order", () => {
    const file = [
      { idx: 0, name: "0", path: "", type: "sentence_transformers.models.Transformer" },
      { idx: 1, name: "1", path: "1_Pooling", type: "sentence_transformers.models.Pooling" },
      { idx: 2, name: "2", path: "2_Dense", type: "sentence_transformers.models.Dense" },
    ];
    expect(entriesIn({ ...file }).map(({ path: folder }) => folder)).toEqual(["1_Pooling", "2_Dense"]);
    expect(entriesIn(undefined)).toEqual([]);
  });
});

describe("modules behind pooling", () => {
  it.each(golden.dense)("Dense with $config.activation_function is sentence-transformers' own", async (dense) => {
    const entry = { path: "2_Dense", type: "sentence_transformers.models.Dense" };
    const [module] = await loadModules([entry], {
      json: async (file) => (file === "2_Dense/config.json" ? dense.config : undefined),
      bytes: async (file) => (file === "2_Dense/model.safetensors" ? fromBase64(dense.safetensors) : undefined),
    });
    const made = module?.apply(rows());
    expect(made?.width).toBe(2);
    expectClose(made?.data ?? new Float32Array(), dense.vectors);
  });

  it("LayerNorm is sentence-transformers' own, and Dropout does nothing any more", async () => {
    const modules = await loadModules(
      ["LayerNorm", "Dropout"].map((name) => ({ path: "2", type: `sentence_transformers.models.${name}` })),
      { ...nothing, bytes: async () => fromBase64(golden.layerNorm.safetensors) },
    );
    const made = modules.reduce<Rows>((before, module) => module.apply(before), rows());
    expectClose(made.data, golden.layerNorm.vectors);
  });

  it("Normalize gives every vector the length 1", async () => {
    const [module] = await loadModules(
      [{ path: "2_Normalize", type: "sentence_transformers.models.Normalize" }],
      nothing,
    );
    expectClose(module?.apply(rows()).data ?? new Float32Array(), golden.normalized);
  });

  it.each([
    [
      "sentence_transformers.models.CNN",
      { reason: "module-unknown", values: { module: "sentence_transformers.models.CNN" } },
    ],
    ["sentence_transformers.models.Dense", { reason: "module-unreadable", values: { file: "2/model.safetensors" } }],
  ])("%s that cannot be done here is named", async (type, narrow) => {
    await expect(loadModules([{ path: "2", type }], nothing)).rejects.toMatchObject({
      code: "model-unsupported",
      narrow,
    });
  });
});
