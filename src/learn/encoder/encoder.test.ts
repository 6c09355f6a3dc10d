import { InferenceSession, Tensor } from "onnxruntime-web";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { readSafetensors, writeSafetensors } from "../../shared/safetensors.ts";
import { classifierParameters } from "../network/shape.ts";
import { createWeights } from "../network/weights.ts";
import { createFinetuning } from "../train/finetuning.ts";
import { openDevice } from "../train/learner.ts";
import { type EncoderFiles, openEncoder } from "./checkpoint.ts";
import { encoderFilesOf } from "./folder.ts";
import { checkNeeds } from "./needs.ts";
import { encoderParameters, encoderShapeOf } from "./shape.ts";

const config = {
  model_type: "bert",
  vocab_size: 20,
  max_position_embeddings: 12,
  hidden_size: 8,
  num_hidden_layers: 2,
  num_attention_heads: 2,
  intermediate_size: 16,
  hidden_act: "gelu",
  pad_token_id: 0,
};
const shape = encoderShapeOf(config);
const labels = ["no", "yes"];
const weights = createWeights([...encoderParameters(shape), ...classifierParameters(shape.width, labels.length)], 5);
const texts = ["long enough", "short"];
const given: EncoderFiles = {
  config,
  weights: new Uint8Array(),
  texts,
  ids: [
    [1, 5, 6, 7, 2],
    [1, 9, 2],
  ],
  files: [{ path: "vocab.txt", bytes: new TextEncoder().encode("[PAD]\n") }],
};
const tuned = encoderFilesOf({ ...opened(), weights, labels });

/** As from a file that holds all of these weights. */
function opened() {
  const file = encoderFilesOf({
    ...{ config, shape, weights, labels, files: [], context: 8, padId: 0, tokens: new Map() },
  });
  return openEncoder({ ...given, weights: file["model.safetensors"] ?? new Uint8Array() });
}

beforeAll(async () => {
  await openDevice("wasm");
});

describe("an encoder of the Hub", () => {
  it("has its weights by Python's names again after an export, and a context that holds the longest text", () => {
    const { weights: own, context, tokens } = opened();
    const body = Object.entries(weights).filter(([name]) => name.startsWith("bert."));
    expect(own).toEqual(Object.fromEntries(body));
    expect([context, tokens.get("short")]).toEqual([8, Int32Array.of(1, 9, 2)]);
    const up = readSafetensors(tuned["model.safetensors"] ?? new Uint8Array()).get(
      "bert.encoder.layer.0.intermediate.dense.weight",
    );
    expect(up?.dims).toEqual([16, 8]);
  });

  it("is read from a body alone, from names of TensorFlow's time, and without a pooler", () => {
    const all = readSafetensors(tuned["model.safetensors"] ?? new Uint8Array());
    const old = [...all].flatMap(([name, tensor]) => {
      const bare = name.replace(/^bert\./, "");
      const named = bare.replace(/LayerNorm\.weight$/, "LayerNorm.gamma").replace(/LayerNorm\.bias$/, "LayerNorm.beta");
      return name.startsWith("bert.pooler.") ? [] : [[named, tensor] as const];
    });
    const { weights: own } = openEncoder({ ...given, weights: writeSafetensors(Object.fromEntries(old)) });
    const wanted = Object.keys(weights).filter((name) => /^bert\.(?!pooler)/.test(name));
    expect(Object.keys(own).sort()).toEqual(wanted.sort());
    expect(own["bert.embeddings.LayerNorm.weight"]).toEqual(weights["bert.embeddings.LayerNorm.weight"]);
  });

  it.each([
    [{ ...config, model_type: "roberta" }, "roberta"],
    [{ ...config, hidden_act: "relu" }, "bert"],
    [{ ...config, position_embedding_type: "relative_key" }, "bert"],
    [{ hidden_size: 8 }, "?"],
  ])("refuses another network by its configuration", (other, family) => {
    expect(() => encoderShapeOf(other)).toThrow(
      expect.objectContaining({ narrow: { reason: "encoder-other", values: { family } } }),
    );
  });

  it("refuses weights of other dimensions, and what is no such file", () => {
    const corrupt = expect.objectContaining({ code: "file-corrupt" });
    const file = tuned["model.safetensors"] ?? new Uint8Array();
    expect(() => openEncoder({ ...given, config: { ...config, hidden_size: 16 }, weights: file })).toThrow(corrupt);
    expect(() => openEncoder({ ...given, weights: Uint8Array.of(1, 2, 3) })).toThrow(corrupt);
  });

  it("is too large where a tab has no memory for it, and says by how much", () => {
    const base = { ...shape, vocabulary: 30_522, positions: 512, width: 768, layers: 12, inner: 3_072 };
    expect(checkNeeds({ ...base, width: 128, layers: 2, inner: 512 }).parameters).toBe(4_385_920);
    expect(() => checkNeeds(base, 8)).toThrow(expect.objectContaining({ code: "wont-fit" }));
    expect(() => checkNeeds({ ...base, width: 512, layers: 4, inner: 2_048 }, 2)).toThrow(
      expect.objectContaining({
        narrow: { reason: "encoder-beyond", values: expect.objectContaining({ limit: "1000" }) },
      }),
    );
  });

  it("gives the same scores as its export in ONNX Runtime", async () => {
    const lines = labels.flatMap((label) => texts.flatMap((text) => [text, text].map((one) => ({ label, text: one }))));
    const finetuning = createFinetuning(opened(), { lines, part: "all", examples: 4, seed: 1 });
    for (let step = 0; step < 3; step += 1) await finetuning.step(async () => {});
    const { tuned: learner } = finetuning;
    const files = encoderFilesOf({ ...opened(), weights: await finetuning.weights(), labels: finetuning.labels });
    expect(v.parse(v.object({ id2label: v.unknown() }), JSON.parse(textOf(files["config.json"])))).toEqual({
      id2label: { 0: "no", 1: "yes" },
    });
    const [ids, mask] = [
      [1, 5, 6, 7, 2, 1, 9, 2, 0, 0],
      [1, 1, 1, 1, 1, 1, 1, 1, 0, 0],
    ];
    const dims = [2, 5];
    const ours = await learner.passOf({
      inputs: { data: Int32Array.from(ids ?? []), dims },
      mask: { data: Float32Array.from(mask ?? []), dims },
    });
    // From here on this realm is ONNX Runtime's: it gives the other library's memory another form.
    const session = await InferenceSession.create(files["onnx/model.onnx"] ?? new Uint8Array());
    const longs = (values: readonly number[]) => new Tensor("int64", BigInt64Array.from(values, BigInt), [2, 5]);
    const feeds = {
      input_ids: longs(ids ?? []),
      attention_mask: longs(mask ?? []),
      token_type_ids: longs(new Array(10).fill(0)),
    };
    const { logits } = await session.run(feeds);
    expect(logits?.data).toHaveLength(4);
    for (const [place, value] of ours.entries()) expect(Number(logits?.data[place])).toBeCloseTo(value, 5);
  });
});

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
