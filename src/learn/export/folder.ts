import { zipSync } from "fflate";
import { writeSafetensors } from "../../shared/safetensors.ts";
import { type NetShape, normEpsilon, type Objective, rotaryBase } from "../network/shape.ts";
import type { Weights } from "../network/weights.ts";
import { maskId, padId, specials, unknownId, type Vocabulary } from "../text/vocabulary.ts";
import type { Classifier, PretrainedNet } from "../train/finetuning.ts";
import { mostPositions, toOnnx } from "./onnx.ts";
import { pythonWeights } from "./python.ts";

export type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

/**
 * The files of a checkpoint in the Hub's layout. Without a classifier `AutoModelForMaskedLM` or `AutoModelForCausalLM` of
 * Python load it from `model.safetensors`; with one, whose mean over tokens none of Python's classes has, its weights
 * are in the graph alone.
 */
export function filesOf(net: PretrainedNet | Classifier): Files {
  const { objective, shape, vocabulary } = net;
  const labels = "labels" in net ? net.labels : undefined;
  const weights: Weights = net.weights;
  return {
    "config.json": json(configOf(shape, objective, labels)),
    "tokenizer.json": json(tokenizerOf(vocabulary)),
    "tokenizer_config.json": json(tokenizerConfigOf(shape, objective)),
    ...(objective === "causal" && !labels && { "generation_config.json": json({ pad_token_id: padId }) }),
    ...(!labels && {
      "model.safetensors": writeSafetensors(pythonWeights(weights, shape, objective), { format: "pt" }),
    }),
    "onnx/model.onnx": toOnnx({ weights, shape, objective, isClassifier: labels !== undefined }),
  };
}

/** @param name of the folder that holds all files */
export function zipped(files: Files, name: string): Uint8Array<ArrayBuffer> {
  const entries = Object.entries(files).map(([path, bytes]) => [`${name}/${path}`, bytes] as const);
  // Weights are noise: packing them gains a tenth and takes seconds.
  return Uint8Array.from(zipSync(Object.fromEntries(entries), { level: 0 }));
}

export function json(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** What `config.json` says of a head for whole examples. */
export function classesOf(labels: readonly string[]) {
  return {
    problem_type: "single_label_classification",
    id2label: Object.fromEntries(labels.map((label, id) => [id, label])),
    label2id: Object.fromEntries(labels.map((label, id) => [label, id])),
  };
}

function configOf(shape: NetShape, objective: Objective, labels: readonly string[] | undefined) {
  const { vocabulary, width, layers, heads, inner } = shape;
  const head = labels ? "ForSequenceClassification" : objective === "masked" ? "ForMaskedLM" : "ForCausalLM";
  return {
    architectures: [`${objective === "masked" ? "Esm" : "GPTNeoX"}${head}`],
    ...(objective === "masked"
      ? {
          model_type: "esm",
          position_embedding_type: "rotary",
          token_dropout: false,
          emb_layer_norm_before: false,
          mask_token_id: maskId,
          hidden_dropout_prob: 0,
          attention_probs_dropout_prob: 0,
        }
      : {
          model_type: "gpt_neox",
          hidden_act: "gelu",
          rotary_pct: 1,
          rotary_emb_base: rotaryBase,
          use_parallel_residual: false,
          bos_token_id: null,
          eos_token_id: null,
        }),
    vocab_size: vocabulary,
    hidden_size: width,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    intermediate_size: inner,
    max_position_embeddings: mostPositions,
    layer_norm_eps: normEpsilon,
    tie_word_embeddings: true,
    pad_token_id: padId,
    torch_dtype: "float32",
    ...(labels && classesOf(labels)),
  };
}

/** Cuts as `vocabulary.ts` does: words as WordPiece without pieces within a word, characters as BPE without merges. */
function tokenizerOf({ kind, tokens }: Vocabulary) {
  const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
  const unknown = specials[unknownId];
  const special = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  const isWords = kind === "words";
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: specials.map((content, id) => ({ id, content, ...special })),
    normalizer: isWords ? { type: "Lowercase" } : null,
    pre_tokenizer: isWords ? { type: "BertPreTokenizer" } : null,
    post_processor: null,
    decoder: isWords ? { type: "WordPiece", prefix: "##", cleanup: true } : { type: "Fuse" },
    model: isWords
      ? { type: "WordPiece", unk_token: unknown, continuing_subword_prefix: "##", max_input_chars_per_word: 100, vocab }
      : {
          type: "BPE",
          dropout: null,
          unk_token: unknown,
          continuing_subword_prefix: null,
          end_of_word_suffix: null,
          fuse_unk: false,
          byte_fallback: false,
          vocab,
          merges: [],
        },
  };
}

function tokenizerConfigOf({ context }: NetShape, objective: Objective) {
  const [pad, unknown, mask] = specials;
  return {
    tokenizer_class: "PreTrainedTokenizerFast",
    pad_token: pad,
    unk_token: unknown,
    mask_token: mask,
    model_max_length: objective === "masked" ? context : mostPositions,
    padding_side: objective === "masked" ? "right" : "left",
    clean_up_tokenization_spaces: false,
  };
}
