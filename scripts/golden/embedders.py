"""Writes what sentence-transformers makes of pooled vectors, and of pairs of texts for its cross-encoders."""

import base64
import json
import tempfile
from pathlib import Path
from types import SimpleNamespace

import onnxruntime
import torch
from sentence_transformers import CrossEncoder
from sentence_transformers.models import Dense, LayerNorm, Normalize
from torch import nn
from transformers import AutoTokenizer

ROOT = Path(__file__).resolve().parents[2]
MODULES = ROOT / "src" / "tasks" / "common" / "vectors" / "run" / "modules.golden.json"
PAIRS = ROOT / "src" / "workers" / "engine" / "pairs.golden.json"
STRIP = ROOT / "src" / "shared" / "text" / "strip.golden.json"
TOKENIZER = ROOT / "e2e" / "reference" / "bert-text-classification"
SCORER = ROOT / "e2e" / "reference" / "xlm-roberta-text-classification"
"""It has one label, as a cross-encoder has."""

TEXTS = [
    ("the quick brown fox", "jumps over the lazy dog and then sleeps for the rest of the day"),
    ("jumps over the lazy dog and then sleeps for the rest of the day", "the quick brown fox"),
    ("a b c d e f g h i j k l", "m n o p q r s t u v w x"),
    ("", "one two three four five six seven"),
]
SENTENCES = [
    "The quick brown fox jumps.",
    "今天天气很好，我们去公园散步。",
    " A cat sat on the mat. ",
    "A cat sat on the mat, and then it slept for hours. " * 8,
]


def dense(vectors: torch.Tensor, activation: nn.Module, dtype: torch.dtype, **kwargs: object) -> dict:
    torch.manual_seed(3)
    module = Dense(3, 2, activation_function=activation, **kwargs).to(dtype)
    with tempfile.TemporaryDirectory() as folder:
        module.save(folder)
        files = {name: (Path(folder) / name).read_bytes() for name in ("config.json", "model.safetensors")}
    made = module.float()({"sentence_embedding": vectors})["sentence_embedding"]
    return {
        "config": json.loads(files["config.json"]),
        "safetensors": base64.b64encode(files["model.safetensors"]).decode(),
        "vectors": made.detach().flatten().tolist(),
    }


def layer_norm(vectors: torch.Tensor) -> dict:
    torch.manual_seed(5)
    module = LayerNorm(3)
    for parameter in module.parameters():
        torch.nn.init.normal_(parameter)
    with tempfile.TemporaryDirectory() as folder:
        module.save(folder)
        weights = (Path(folder) / "model.safetensors").read_bytes()
    made = module({"sentence_embedding": vectors})["sentence_embedding"]
    return {"safetensors": base64.b64encode(weights).decode(), "vectors": made.detach().flatten().tolist()}


def activation_of(**config: object) -> str:
    encoder = SimpleNamespace(config=SimpleNamespace(num_labels=1, **config), trust_remote_code=False)
    return type(CrossEncoder.get_default_activation_fn(encoder)).__name__


def cut(limit: int) -> list[list[int]]:
    tokenizer = AutoTokenizer.from_pretrained(TOKENIZER)
    return [tokenizer(*pair, truncation="longest_first", max_length=limit)["input_ids"] for pair in TEXTS]


def scores(source: str, sentences: list[str]) -> list[float]:
    """As `CrossEncoder.predict` reads and scores pairs, with the ONNX file in the model's place."""
    tokenizer = AutoTokenizer.from_pretrained(SCORER)
    session = onnxruntime.InferenceSession(str(SCORER / "onnx" / "model.onnx"), providers=["CPUExecutionProvider"])
    names = [entry.name for entry in session.get_inputs()]
    logits = []
    for sentence in sentences:
        read = tokenizer(source, sentence, truncation="longest_first", return_tensors="np")
        logits.append(session.run(["logits"], {name: read[name] for name in names})[0][0, 0])
    return torch.sigmoid(torch.tensor(logits)).tolist()


def stripped() -> dict[str, str]:
    """Every character of the basic plane that `str.strip` takes away."""
    return {"spaces": "".join(chr(code) for code in range(0x10000) if chr(code).strip() == "")}


def main() -> None:
    STRIP.write_text(json.dumps(stripped(), separators=(",", ":")) + "\n")
    vectors = torch.tensor([[0.5, -1.25, 2.0], [3.0, 0.25, -0.125]])
    configs = [
        {},
        {"sentence_transformers": {"activation_fn": "torch.nn.modules.linear.Identity"}},
        {"sentence_transformers": {"activation_fn": "torch.nn.modules.activation.Sigmoid"}},
        {"sentence_transformers": {"activation_fn": "owner.Identity"}},
        {"sbert_ce_default_activation_function": "torch.nn.modules.linear.Identity"},
        {"sbert_ce_default_activation_function": None},
        {"sentence_transformers": {"version": "4.0.1"}, "sbert_ce_default_activation_function": "torch.nn.modules.linear.Identity"},
    ]
    MODULES.write_text(json.dumps({
        "vectors": vectors.flatten().tolist(),
        "normalized": Normalize()({"sentence_embedding": vectors})["sentence_embedding"].flatten().tolist(),
        "layerNorm": layer_norm(vectors),
        "dense": [
            dense(vectors, nn.Tanh(), torch.float32),
            dense(vectors, nn.Identity(), torch.float32, bias=False),
            dense(vectors, nn.ReLU(), torch.float16),
            dense(vectors, nn.SiLU(), torch.bfloat16),
            dense(vectors, nn.Sigmoid(), torch.float64),
        ],
        "activations": [{"config": config, "name": activation_of(**config)} for config in configs],
    }, separators=(",", ":")) + "\n")
    PAIRS.write_text(json.dumps({
        "texts": TEXTS,
        "cut": [{"limit": limit, "ids": cut(limit)} for limit in (5, 8, 9, 12, 15, 16, 40)],
        "source": SENTENCES[0],
        "sentences": SENTENCES[1:],
        "scores": scores(SENTENCES[0], SENTENCES[1:]),
    }, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
