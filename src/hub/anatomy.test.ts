import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findAnatomy } from "./anatomy.ts";
import { totalOf } from "./model-parts.ts";

const bertBase = {
  ...{ model_type: "bert", hidden_size: 768, num_hidden_layers: 12, num_attention_heads: 12, intermediate_size: 3072 },
  ...{ vocab_size: 30522, max_position_embeddings: 512, type_vocab_size: 2 },
};
const robertaBase = {
  ...bertBase,
  model_type: "roberta",
  vocab_size: 50265,
  max_position_embeddings: 514,
  type_vocab_size: 1,
};
const distilbert = {
  ...{ model_type: "distilbert", dim: 768, n_layers: 6, n_heads: 12, hidden_dim: 3072, vocab_size: 30522 },
  max_position_embeddings: 512,
};
const gpt2 = {
  model_type: "gpt2",
  n_embd: 768,
  n_layer: 12,
  n_head: 12,
  n_positions: 1024,
  n_inner: null,
  vocab_size: 50257,
};
const smol = {
  ...{ model_type: "llama", hidden_size: 576, num_hidden_layers: 30, num_attention_heads: 9, num_key_value_heads: 3 },
  ...{ intermediate_size: 1536, vocab_size: 49152, tie_word_embeddings: true, max_position_embeddings: 8192 },
};
const qwen2 = {
  ...{ model_type: "qwen2", hidden_size: 896, num_hidden_layers: 24, num_attention_heads: 14, num_key_value_heads: 2 },
  ...{
    intermediate_size: 4864,
    vocab_size: 151936,
    tie_word_embeddings: true,
    sliding_window: 32768,
    use_sliding_window: false,
  },
};
const t5Small = {
  ...{ model_type: "t5", d_model: 512, num_layers: 6, num_heads: 8, d_kv: 64, d_ff: 2048, vocab_size: 32128 },
  is_encoder_decoder: true,
};
const bartBase = {
  ...{ model_type: "bart", d_model: 768, encoder_layers: 6, decoder_layers: 6, encoder_attention_heads: 12 },
  ...{ decoder_attention_heads: 12, encoder_ffn_dim: 3072, decoder_ffn_dim: 3072, vocab_size: 50265 },
  ...{ max_position_embeddings: 1024, is_encoder_decoder: true },
};
const whisperBase = {
  ...{ model_type: "whisper", d_model: 512, encoder_layers: 6, decoder_layers: 6, encoder_attention_heads: 8 },
  ...{ decoder_attention_heads: 8, encoder_ffn_dim: 2048, decoder_ffn_dim: 2048, vocab_size: 51865 },
};

describe("the anatomy of a model", () => {
  // `sum(p.numel() for p in model.parameters())` of transformers' classes.
  it.each([
    ["BertModel", bertBase, 109_482_240],
    ["BertForMaskedLM", bertBase, 109_514_298],
    ["RobertaForMaskedLM", robertaBase, 124_697_433],
    ["DistilBertModel", distilbert, 66_362_880],
    ["DistilBertForMaskedLM", distilbert, 66_985_530],
    ["GPT2LMHeadModel", gpt2, 124_439_808],
    ["LlamaForCausalLM", smol, 134_515_008],
    ["Qwen2ForCausalLM", qwen2, 494_032_768],
    ["T5ForConditionalGeneration", t5Small, 60_506_624],
    ["BartModel", bartBase, 139_420_416],
    ["WhisperForConditionalGeneration", whisperBase, 72_593_920],
  ])("counts the parameters of %s as PyTorch does", (architecture, config, total) => {
    const parts = findAnatomy({ ...config, architectures: [architecture] })?.parts;
    expect(parts && totalOf(parts)).toBe(total);
  });

  it("tells the branch, what it was trained for, and how it looks", () => {
    const bert = findAnatomy({ ...bertBase, architectures: ["BertForMaskedLM"] });
    expect(bert).toMatchObject({ branch: "encoder-only", objective: "masked", context: 512, width: 768 });
    expect(bert?.stacks).toMatchObject([{ role: "encoder", layers: 12, heads: 12, inner: 3072, window: undefined }]);
    const gpt = findAnatomy(gpt2);
    expect(gpt).toMatchObject({ branch: "decoder-only", objective: "causal", context: 1024 });
    expect(gpt?.stacks).toMatchObject([{ role: "decoder", inner: 3072 }]);
    const bart = findAnatomy(bartBase);
    expect(bart).toMatchObject({ branch: "encoder-decoder", objective: "denoising" });
    expect(bart?.stacks.map(({ role }) => role)).toEqual(["encoder", "decoder"]);
    expect(findAnatomy(whisperBase)).toMatchObject({ branch: "encoder-decoder", objective: "speech" });
  });

  it("knows windows: of all layers, of those that are named, of all but every third, and of none", () => {
    const windowIn = (config: object) => findAnatomy(config)?.stacks[0]?.window;
    const mistral = { ...smol, model_type: "mistral", num_hidden_layers: 4, sliding_window: 4096 };
    expect(windowIn(mistral)).toEqual({ tokens: 4096, layers: 4 });
    const named = ["sliding_attention", "full_attention", "sliding_attention", "full_attention"];
    expect(windowIn({ ...mistral, layer_types: named })).toEqual({ tokens: 4096, layers: 2 });
    const modern = { ...bertBase, model_type: "modernbert", num_hidden_layers: 22, local_attention: 128 };
    expect(windowIn({ ...modern, global_attn_every_n_layers: 3 })).toEqual({ tokens: 128, layers: 14 });
    expect(windowIn(qwen2)).toBeUndefined();
  });

  it.each([
    ["multilingual-e5-small-enzh", "encoder-only"],
    ["SmolLM2-135M-Instruct", "decoder-only"],
    ["whisper-base", "encoder-decoder"],
    ["efficientnet-lite0", undefined],
  ])("reads %s, which ships", (name, branch) => {
    const file = join(import.meta.dirname, "../../public/models", name, "config.json");
    expect(findAnatomy(JSON.parse(readFileSync(file, "utf8")))?.branch).toBe(branch);
  });
});
