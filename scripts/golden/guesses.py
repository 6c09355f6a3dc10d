"""Losses, ranks and perplexities of masked and causal models: `src/workers/engine/guesses.golden.json`.

`python scripts/golden/guesses.py <folder>`, where the folder holds the tiny networks that `scripts/learn/pretrain.mjs` exported,
with their `model.safetensors`: PyTorch reads them, with attention. Of the reference checkpoints only graphs are kept, which
ONNX Runtime reads.
"""

import json
import math
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from transformers import AutoModelForCausalLM, AutoModelForMaskedLM, AutoTokenizer

ROOT = Path(__file__).resolve().parents[2]
TINY = Path(sys.argv[1])
TOP = 5

CASES = (
    ("e2e/reference/bert-fill-mask", "masked", "The weather is nice today; we go to the park."),
    ("e2e/reference/roberta-fill-mask", "masked", "I love this movie 😀🎉"),
    ("e2e/reference/gpt2-text-generation", "causal", "The weather is nice today; we go to the park."),
    ("e2e/reference/llama-text-generation", "causal", "我喜欢这部电影，非常好看！"),
    ("public/models/tiny-masked-english", "masked", "The old man looked at the sea, and said nothing."),
    ("public/models/tiny-causal-english", "causal", "The old man looked at the sea, and said nothing."),
    ("public/models/tiny-masked-chinese", "masked", "春风又绿江南岸，明月何时照我还。"),
    ("public/models/tiny-causal-chinese", "causal", "春风又绿江南岸，明月何时照我还。"),
)


def torch_model(folder, objective):
    kind = AutoModelForMaskedLM if objective == "masked" else AutoModelForCausalLM
    model = kind.from_pretrained(folder, attn_implementation="eager").eval()

    def run(ids):
        with torch.no_grad():
            out = model(input_ids=torch.tensor([ids]), output_attentions=True)
        return out.logits[0].double().numpy(), [layer[0].numpy() for layer in out.attentions]

    return run


def onnx_model(folder):
    session = onnxruntime.InferenceSession(str(folder / "onnx" / "model.onnx"))

    def run(ids):
        feeds = {}
        for given in session.get_inputs():
            if given.name == "input_ids":
                feeds[given.name] = np.array([ids], dtype=np.int64)
            elif given.name == "attention_mask":
                feeds[given.name] = np.ones((1, len(ids)), dtype=np.int64)
            elif given.name == "token_type_ids":
                feeds[given.name] = np.zeros((1, len(ids)), dtype=np.int64)
            elif given.name == "position_ids":
                feeds[given.name] = np.arange(len(ids), dtype=np.int64)[None]
            else:
                shape = [size if isinstance(size, int) else (1 if "batch" in size else 0) for size in given.shape]
                feeds[given.name] = np.zeros(shape, dtype=np.float32)
        return session.run(["logits"], feeds)[0][0].astype(np.float64), []

    return run


def guess(logits, place, token):
    shares = np.exp(logits - logits.max())
    shares /= shares.sum()
    best = np.argsort(-shares, kind="stable")[:TOP]
    return {
        "place": place,
        "loss": -math.log(shares[token]),
        "rank": int(1 + (shares > shares[token]).sum()),
        "top": [[int(one), float(shares[one])] for one in best],
    }


def case(where, objective, text):
    folder = ROOT / where
    tokenizer = AutoTokenizer.from_pretrained(folder)
    encoded = tokenizer(text, return_special_tokens_mask=True)
    ids, special = encoded["input_ids"], encoded["special_tokens_mask"]
    own = TINY / folder.name
    run = torch_model(own, objective) if (own / "model.safetensors").exists() else onnx_model(folder)
    found = {"folder": where, "objective": objective, "text": text, "ids": ids}
    if objective == "causal":
        logits, attention = run(ids)
        guesses = [guess(logits[place - 1], place, ids[place]) for place in range(1, len(ids))]
    else:
        def hidden(places):
            return [tokenizer.mask_token_id if place in places else id for place, id in enumerate(ids)]

        asked = [place for place, mark in enumerate(special) if not mark]
        guesses = [guess(run(hidden([place]))[0][place], place, ids[place]) for place in asked]
        together = asked[2:5]
        logits, attention = run(hidden(together))
        found["hidden"] = together
        found["together"] = [guess(logits[place], place, ids[place]) for place in together]
    # One row of each head of the last layer.
    found["attention"] = [[float(share) for share in head[3]] for head in attention[-1]] if attention else []
    mean = sum(one["loss"] for one in guesses) / len(guesses)
    return {**found, "guesses": guesses, "meanLoss": mean, "perplexity": math.exp(mean)}


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.8g}")
    if isinstance(value, list):
        return [rounded(one) for one in value]
    return {name: rounded(one) for name, one in value.items()} if isinstance(value, dict) else value


if __name__ == "__main__":
    torch.set_num_threads(1)
    path = ROOT / "src" / "workers" / "engine" / "guesses.golden.json"
    path.write_text(json.dumps(rounded([case(*one) for one in CASES if (ROOT / one[0]).exists()]), ensure_ascii=False) + "\n")
