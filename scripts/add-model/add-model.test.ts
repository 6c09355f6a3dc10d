import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../shared/root.mjs";
import { runNode } from "../shared/run.mjs";
import { planOf } from "./plan.mjs";

const sized = (...paths: readonly string[]) => paths.map((path) => ({ path, bytes: 1_000 }));

describe("a checkpoint beside the site", () => {
  it("brings what a browser reads, and nothing of what Python alone does", () => {
    const files = sized(
      "config.json",
      "tokenizer.json",
      "1_Pooling/config.json",
      "onnx/model_q4.onnx",
      "model.safetensors",
      ".git/config",
    );
    expect(planOf(files, {}).files).toEqual([
      "config.json",
      "tokenizer.json",
      "1_Pooling/config.json",
      "onnx/model_q4.onnx",
    ]);
  });

  it("declares its external data, which a plain host cannot list", () => {
    const files = sized("config.json", "onnx/model.onnx", "onnx/model.onnx_data", "onnx/model.onnx_data_1");
    expect(planOf(files, { model_type: "llama", "transformers.js_config": { dtype: "fp32" } }).config).toEqual({
      model_type: "llama",
      "transformers.js_config": { dtype: "fp32", use_external_data_format: { "model.onnx": 2 } },
    });
  });

  it("is refused where it has no graph, or only a pointer of one", () => {
    expect(() => planOf(sized("config.json", "cpu/model.onnx"), {})).toThrow(/docs\/export\.md/);
    expect(() => planOf([{ path: "onnx/model.onnx", bytes: 130 }], {})).toThrow(/git lfs pull/);
  });

  it("comes with a note where a host may not take a file", () => {
    const { warnings } = planOf([{ path: "onnx/model.onnx", bytes: 30e6 }], {});
    expect(warnings).toEqual([expect.stringContaining("30 MB")]);
  });
});

it("the command copies a folder under a name of one's choice, and says how it is called", async () => {
  const models = mkdtempSync(join(tmpdir(), "models-"));
  const folder = join(root, "e2e/reference/bert-fill-mask");
  const { code, output } = await runNode(join(root, "scripts/add-model.mjs"), [folder, "mine", models]);
  expect({ code, output }).toMatchObject({ code: 0, output: expect.stringContaining("embedded/mine") });
  expect(readdirSync(join(models, "mine", "onnx"))).toContain("model.onnx");
  expect(readFileSync(join(models, "mine", "config.json"), "utf8")).toContain("BertForMaskedLM");
  const again = await runNode(join(root, "scripts/add-model.mjs"), [folder, "mine", models]);
  expect(again.code).not.toBe(0);
  expect(again.output).toContain("is there already");
});
