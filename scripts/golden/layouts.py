"""Writes tiny graphs of embedders in layouts that `e2e/reference` has none of, and what Python makes of texts with them."""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.models import Normalize, StaticEmbedding
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoTokenizer

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "e2e" / "odd" / "graphs"
REFERENCE = ROOT / "e2e" / "reference" / "bert-feature-extraction"
TEXTS = ["The quick brown fox.", "今天天气很好。", "A cat sat on the mat, and then it slept."]
WIDTH = 4
ADAPTERS = ["retrieval.query", "retrieval.passage", "separation", "classification", "text-matching"]


class Table(nn.Module):
    """model2vec's: a mean of rows, at length 1."""

    def __init__(self, rows: torch.Tensor):
        super().__init__()
        self.bag = nn.EmbeddingBag.from_pretrained(rows, mode="mean")

    def forward(self, input_ids, offsets):
        return nn.functional.normalize(self.bag(input_ids, offsets), dim=-1)


class Adapted(nn.Module):
    """In the place of jina-embeddings-v3: a vector a token, which the adapter decides."""

    def __init__(self, rows: torch.Tensor, adapters: torch.Tensor):
        super().__init__()
        self.rows, self.adapters = nn.Embedding.from_pretrained(rows), nn.Embedding.from_pretrained(adapters)

    def forward(self, input_ids, attention_mask, task_id):
        return (self.rows(input_ids) + self.adapters(task_id)) * attention_mask.unsqueeze(-1)


def export(module: nn.Module, inputs: dict, output: str, axes: dict, name: str) -> Path:
    file = TARGET / f"{name}.onnx"
    torch.onnx.export(
        module.eval(), tuple(inputs.values()), str(file), input_names=list(inputs), output_names=[output],
        dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    return file


def table(rows: torch.Tensor) -> list:
    inputs = {"input_ids": torch.tensor([3, 4, 5]), "offsets": torch.tensor([0, 2])}
    axes = {"input_ids": {0: "ids"}, "offsets": {0: "texts"}, "embeddings": {0: "texts"}}
    export(Table(rows), inputs, "embeddings", axes, "table")
    tokenizer = Tokenizer.from_file(str(REFERENCE / "tokenizer.json"))
    model = SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=rows.numpy()), Normalize()], device="cpu")
    return model.encode(TEXTS).tolist()


def adapted(rows: torch.Tensor) -> list:
    ids = torch.ones((2, 3), dtype=torch.long)
    inputs = {"input_ids": ids, "attention_mask": ids, "task_id": torch.tensor(4)}
    places = {0: "batch", 1: "tokens"}
    axes = {"input_ids": places, "attention_mask": places, "text_embeds": places}
    file = export(Adapted(rows, torch.randn(len(ADAPTERS), WIDTH)), inputs, "text_embeds", axes, "adapted")
    # As its model card has it.
    read = AutoTokenizer.from_pretrained(REFERENCE)(TEXTS, return_tensors="np", padding=True)
    feeds = {name: read[name] for name in ("input_ids", "attention_mask")}
    task = np.array(ADAPTERS.index("text-matching"), dtype=np.int64)
    hidden = onnxruntime.InferenceSession(str(file)).run(None, {**feeds, "task_id": task})[0]
    mask = feeds["attention_mask"][..., None]
    vectors = (hidden * mask).sum(1) / mask.sum(1)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).tolist()


if __name__ == "__main__":
    torch.manual_seed(7)
    TARGET.mkdir(exist_ok=True)
    rows = torch.randn(AutoTokenizer.from_pretrained(REFERENCE).vocab_size, WIDTH)
    found = {"texts": TEXTS, "adapters": ADAPTERS, "table": table(rows), "adapted": adapted(rows)}
    (TARGET / "vectors.golden.json").write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n")
