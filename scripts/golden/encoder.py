"""Gradients and twenty steps of fine-tuning `BertForSequenceClassification` by PyTorch: `src/learn/testing/encoder.golden.json`.

The head, the last layer with the pooler, and all parameters, without dropout. Weights begin as `src/learn/network/weights.ts`
draws them, which `training.py` draws once more.
"""

import random
from pathlib import Path

import torch
from training import draw, label_batches, twenty_steps, write
from transformers import BertConfig, BertForSequenceClassification

SHAPE = {"vocabulary": 24, "positions": 12, "kinds": 2, "width": 16, "heads": 4, "layers": 2, "inner": 32, "epsilon": 1e-12}
CONTEXT, ROWS, STEPS, SEED, LABELS = 8, 4, 20, 7, 3
RATE, WARMUP = 3e-3, 10

model = BertForSequenceClassification(
    BertConfig(
        vocab_size=SHAPE["vocabulary"],
        max_position_embeddings=SHAPE["positions"],
        type_vocab_size=SHAPE["kinds"],
        hidden_size=SHAPE["width"],
        num_attention_heads=SHAPE["heads"],
        num_hidden_layers=SHAPE["layers"],
        intermediate_size=SHAPE["inner"],
        layer_norm_eps=SHAPE["epsilon"],
        num_labels=LABELS,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
    )
).double()


def is_turned(name):
    """Whether ours stands the other way round: all matrices but those whose rows are looked up."""
    return name.endswith("weight") and "embeddings" not in name and "LayerNorm" not in name


def parameters():
    """In the order of `src/learn/encoder/shape.ts`, which is Python's own."""
    found = []
    for name, weight in model.named_parameters():
        dims = tuple(weight.T.shape if is_turned(name) else weight.shape)
        norm = 1.0 if name.endswith("weight") else 0.0
        found.append((name, dims, 0.02 if weight.ndim == 2 else (norm,)))
    return found


def is_trained(part, name):
    last = (f"bert.encoder.layer.{SHAPE['layers'] - 1}.", "bert.pooler.", "classifier.")
    return part == "all" or name.startswith(last if part == "last" else "classifier.")


def train(part):
    weights = draw(parameters(), SEED)

    def loss_of(batch):
        theirs = {name: w.T if is_turned(name) else w for name, w in weights.items()}
        inputs = {"input_ids": batch["inputs"], "attention_mask": batch["mask"].long(), "labels": batch["targets"]}
        return torch.func.functional_call(model, theirs, kwargs=inputs).loss

    given = label_batches(random.Random(part), STEPS, (ROWS, CONTEXT), range(3, SHAPE["vocabulary"]), LABELS)
    found = twenty_steps(weights, lambda name: is_trained(part, name), given, loss_of, RATE, WARMUP)
    return {"network": "bert", "part": part, **found}


cases = [train(part) for part in ("head", "last", "all")]
golden = {"shape": SHAPE, "seed": SEED, "labels": LABELS, "rate": RATE, "warmup": WARMUP, "cases": cases}
write(golden, Path(__file__).parents[2] / "src/learn/testing/encoder.golden.json")
