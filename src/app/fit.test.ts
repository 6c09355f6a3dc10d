import { describe, expect, it } from "vitest";
import type { ModelCard } from "../hub/card.ts";
import { type Device, type Dtype, dtypes } from "../hub/checkpoint.ts";
import { findShape } from "../hub/shape.ts";
import { type FitSubject, fitOf } from "./fit.ts";

const adapter = {
  vendor: "",
  architecture: "",
  description: "",
  isFallback: false,
  shaderF16: true,
  maxBufferBytes: 4e9,
  maxBindingBytes: 2e9,
};

/** What a page can count on is 0.4 of the memory told (4 GB where none is), half of that on a phone. */
const devices = {
  desktop: { memoryGB: 32, isMobile: false, freeBytes: 100e9, adapter },
  laptop: { memoryGB: 8, isMobile: false, freeBytes: 50e9, adapter },
  old: { memoryGB: 4, isMobile: false, freeBytes: 20e9, adapter: { ...adapter, shaderF16: false } },
  small: { memoryGB: 2, isMobile: false, freeBytes: 20e9, adapter: undefined },
  phone: {
    memoryGB: 4,
    isMobile: true,
    freeBytes: 5e9,
    adapter: { ...adapter, maxBufferBytes: 268e6, maxBindingBytes: 134e6 },
  },
  firefox: { memoryGB: undefined, isMobile: false, freeBytes: 10e9, adapter },
  full: { memoryGB: 8, isMobile: false, freeBytes: 100e6, adapter },
} satisfies Record<string, FitSubject["facts"]>;

const shapes = {
  qwen: {
    num_hidden_layers: 28,
    num_attention_heads: 16,
    num_key_value_heads: 8,
    head_dim: 128,
    hidden_size: 1024,
    vocab_size: 151_936,
  },
  gemma: {
    num_hidden_layers: 18,
    num_attention_heads: 4,
    num_key_value_heads: 1,
    head_dim: 256,
    hidden_size: 640,
    vocab_size: 262_144,
  },
};

function cardOf(id: string, bytes: ModelCard["bytes"], rest: Partial<ModelCard> = {}): ModelCard {
  const known = dtypes.filter((dtype) => bytes[dtype] !== undefined);
  const defaults = { webgpu: "fp32", wasm: "q8" } as const;
  return { id, family: "", parameters: "", licence: "", languages: [], defaults, bytes, dtypes: known, ...rest };
}

function shaped(config: object): Partial<ModelCard> {
  const shape = findShape(config);
  return shape ? { shape } : {};
}

const split = (dtype: Dtype, graph: number, file: number) => ({ largest: { [dtype]: { graph, file } } });

const minilm = cardOf("minilm", { fp32: 90e6, q8: 23e6 });
const qwen = cardOf("qwen3-0.6b", { q4: 919e6, q4f16: 570e6, q8: 618e6 }, shaped(shapes.qwen));
const llama = cardOf("llama-3.2-1b", { fp16: 2470e6, q4: 1660e6, q4f16: 1070e6, q8: 1240e6 });
const gemma = cardOf("onnx-community/gemma-3-270m-it-ONNX", { fp32: 1050e6, q4f16: 300e6 }, shaped(shapes.gemma));
const nllb = cardOf("nllb-200", { fp32: 4_400e6, fp16: 1760e6, q8: 895e6 });
const smollm3 = cardOf("smollm3-3b", { q4f16: 2100e6 }, split("q4f16", 1e6, 2000e6));
const large = cardOf("one-file", { fp32: 3000e6, q8: 800e6 }, split("fp32", 3000e6, 3000e6));
const huge = cardOf("gpt-oss-20b", { q4f16: 12_652e6 }, split("q4f16", 3e6, 2000e6));

/** Weights, the largest file once more while it is read, the cache, 150 MB of worker: by hand, in MB. */
const table: readonly (readonly [
  device: keyof typeof devices,
  on: Device,
  card: ModelCard,
  dtype: Dtype,
  tokens: number,
  needMB: number,
  said: string,
  instead: Dtype | undefined,
])[] = [
  ["desktop", "webgpu", minilm, "fp32", 0, 90 + 90 + 150, "runs fits", undefined],
  ["small", "wasm", minilm, "q8", 0, 23 + 23 + 150, "runs fits", undefined],
  ["phone", "wasm", minilm, "q8", 0, 23 + 23 + 150, "runs fits", undefined],
  ["laptop", "webgpu", qwen, "q4f16", 0, 570 + 570 + 150, "runs fits", undefined],
  // 57,344 numbers of 2 bytes a token: 3,758 MB for 32,768 of them.
  ["laptop", "webgpu", qwen, "q4f16", 32_768, 570 + 570 + 3_758 + 150, "tight memory-tight", undefined],
  // Of 4 bytes: 705 MB for 3,072 of them.
  ["laptop", "webgpu", qwen, "q4", 3_072, 919 + 919 + 705 + 150, "runs fits", undefined],
  ["old", "webgpu", qwen, "q4f16", 0, 570 + 570 + 150, "wont f16-missing certain", "q4"],
  ["old", "webgpu", qwen, "q4", 0, 919 + 919 + 150, "tight memory-tight", undefined],
  ["old", "wasm", qwen, "q4", 0, 919 + 919 + 150, "tight memory-tight", "q8"],
  ["small", "wasm", qwen, "q4", 0, 919 + 919 + 150, "wont memory-beyond", "q8"],
  ["phone", "webgpu", qwen, "q4f16", 0, 570 + 570 + 150, "tight memory-tight", undefined],
  ["desktop", "webgpu", llama, "fp16", 0, 2470 + 2147 + 150, "runs fits", undefined],
  ["firefox", "webgpu", llama, "fp16", 0, 2470 + 2147 + 150, "tight memory-tight", undefined],
  ["laptop", "webgpu", llama, "q4", 0, 1660 + 1660 + 150, "tight memory-tight", "q4f16"],
  // 262,144 words of 640 numbers of 4 bytes are 671 MB, which is more than 268.
  ["phone", "webgpu", gemma, "fp32", 0, 1050 + 1050 + 150, "wont matrix-beyond certain", undefined],
  ["desktop", "webgpu", gemma, "q4f16", 0, 300 + 300 + 150, "tight known-bad", "fp32"],
  ["desktop", "wasm", nllb, "fp32", 0, 4_400 + 2_147 + 150, "wont heap-beyond certain", "q8"],
  ["full", "wasm", nllb, "q8", 0, 895 + 895 + 150, "tight storage-tight", undefined],
  ["firefox", "webgpu", smollm3, "q4f16", 0, 2100 + 2000 + 150, "tight memory-tight", undefined],
  ["desktop", "webgpu", large, "fp32", 0, 3000 + 3000 + 150, "wont graph-beyond certain", undefined],
  ["desktop", "wasm", large, "fp32", 0, 3000 + 3000 + 150, "wont graph-beyond certain", "q8"],
  ["laptop", "webgpu", huge, "q4f16", 0, 12_652 + 2000 + 150, "tight memory-tight", undefined],
  ["old", "wasm", huge, "q4f16", 0, 12_652 + 2000 + 150, "wont heap-beyond certain", undefined],
  ["laptop", "wasm", minilm, "fp16", 0, 150, "unknown size-unknown", "fp32"],
];

describe("a model on a device", () => {
  const named = table.map((row) => [`${row[2].id} in ${row[3]} by ${row[1]} of ${row[0]}`, ...row] as const);

  it.each(named)("%s", (_name, device, on, card, dtype, tokens, needMB, said, instead) => {
    const fit = fitOf({ card, device: on, dtype, facts: devices[device], tokens });
    const { verdict, reason, isCertain } = fit;
    expect([verdict, reason, ...(isCertain ? ["certain"] : [])].join(" ")).toBe(said);
    expect(Math.round(fit.needBytes / 1e6)).toBe(needMB);
    expect(fit.instead).toBe(instead);
  });

  it("is not known where no host told of the model, nor where its files have formats of their own", () => {
    const facts = devices.laptop;
    expect(fitOf({ card: undefined, device: "wasm", dtype: "q8", facts, tokens: 0 }).verdict).toBe("unknown");
    const dtype = { encoder_model: "fp32", decoder_model_merged: "q8" } as const;
    expect(fitOf({ card: minilm, device: "wasm", dtype, facts, tokens: 0 }).verdict).toBe("unknown");
  });
});
