"""Gradients and twenty steps of training by PyTorch: `src/learn/testing/learn.golden.json`.

The networks are `EsmForMaskedLM` and `GPTNeoXForCausalLM` of `transformers`, the optimizer is `torch.optim.AdamW`. Weights
begin as `src/learn/network/weights.ts` draws them, which this draws once more.
"""

import math
import random
from pathlib import Path

import torch
from training import draw, label_batches, twenty_steps, write
from transformers import EsmConfig, EsmForMaskedLM, GPTNeoXConfig, GPTNeoXForCausalLM

VOCABULARY, CONTEXT, WIDTH, HEADS, LAYERS, INNER = 24, 8, 16, 4, 2, 32
ROWS, STEPS, SEED, LABELS = 4, 20, 7, 3
RATE, WARMUP = 3e-3, 10


def parameters(objective, labels=0):
    """Name, dims and start, as in `src/learn/network/shape.ts`; a start is a deviation, or a value in a tuple."""
    added = 0.02 / math.sqrt(2 * LAYERS)

    def norm(name, width=WIDTH):
        return [(f"{name}.weight", (width,), (1.0,)), (f"{name}.bias", (width,), (0.0,))]

    def linear(name, given, made, deviation=0.02):
        return [(f"{name}.weight", (given, made), deviation), (f"{name}.bias", (made,), (0.0,))]

    found = [("embeddings", (VOCABULARY, WIDTH), 0.02)]
    for index in range(LAYERS):
        layer = f"layers.{index}"
        found += norm(f"{layer}.norm1") + linear(f"{layer}.qkv", WIDTH, 3 * WIDTH)
        found += linear(f"{layer}.out", WIDTH, WIDTH, added) + norm(f"{layer}.norm2")
        found += linear(f"{layer}.up", WIDTH, INNER) + linear(f"{layer}.down", INNER, WIDTH, added)
    found += norm("norm")
    if labels:
        return found + linear("classifier", WIDTH, labels)
    if objective == "masked":
        found += linear("head.dense", WIDTH, WIDTH) + norm("head.norm") + [("head.bias", (VOCABULARY,), (0.0,))]
    return found


def places(objective):
    """Where each of our weights stands in Python's model: name -> (their name, how to turn ours into theirs)."""
    same = lambda x: x  # noqa: E731
    turned = lambda x: x.T  # noqa: E731
    head = WIDTH // HEADS
    if objective == "masked":
        found = {"embeddings": [("esm.embeddings.word_embeddings.weight", same)]}
        for index in range(LAYERS):
            ours, theirs = f"layers.{index}", f"esm.encoder.layer.{index}"
            for part in ("weight", "bias"):
                turn = turned if part == "weight" else same
                found[f"{ours}.qkv.{part}"] = [
                    (f"{theirs}.attention.self.{name}.{part}", lambda x, k=k, t=turn: t(x[..., k * WIDTH : (k + 1) * WIDTH]))
                    for k, name in enumerate(("query", "key", "value"))
                ]
                found[f"{ours}.norm1.{part}"] = [(f"{theirs}.attention.LayerNorm.{part}", same)]
                found[f"{ours}.out.{part}"] = [(f"{theirs}.attention.output.dense.{part}", turn)]
                found[f"{ours}.norm2.{part}"] = [(f"{theirs}.LayerNorm.{part}", same)]
                found[f"{ours}.up.{part}"] = [(f"{theirs}.intermediate.dense.{part}", turn)]
                found[f"{ours}.down.{part}"] = [(f"{theirs}.output.dense.{part}", turn)]
        for part in ("weight", "bias"):
            found[f"norm.{part}"] = [(f"esm.encoder.emb_layer_norm_after.{part}", same)]
            found[f"head.dense.{part}"] = [(f"lm_head.dense.{part}", turned if part == "weight" else same)]
            found[f"head.norm.{part}"] = [(f"lm_head.layer_norm.{part}", same)]
        found["head.bias"] = [("lm_head.bias", same)]
        return found
    found = {"embeddings": [("gpt_neox.embed_in.weight", same)]}
    for index in range(LAYERS):
        ours, theirs = f"layers.{index}", f"gpt_neox.layers.{index}"
        for part in ("weight", "bias"):
            turn = turned if part == "weight" else same

            def by_head(x, t=turn):
                split = x.reshape(*x.shape[:-1], 3, HEADS, head).transpose(-3, -2)
                return t(split.reshape(*x.shape))

            found[f"{ours}.qkv.{part}"] = [(f"{theirs}.attention.query_key_value.{part}", by_head)]
            found[f"{ours}.norm1.{part}"] = [(f"{theirs}.input_layernorm.{part}", same)]
            found[f"{ours}.out.{part}"] = [(f"{theirs}.attention.dense.{part}", turn)]
            found[f"{ours}.norm2.{part}"] = [(f"{theirs}.post_attention_layernorm.{part}", same)]
            found[f"{ours}.up.{part}"] = [(f"{theirs}.mlp.dense_h_to_4h.{part}", turn)]
            found[f"{ours}.down.{part}"] = [(f"{theirs}.mlp.dense_4h_to_h.{part}", turn)]
    for part in ("weight", "bias"):
        found[f"norm.{part}"] = [(f"gpt_neox.final_layer_norm.{part}", same)]
    return found


def model_of(objective):
    shared = dict(vocab_size=VOCABULARY, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS)
    shared |= dict(intermediate_size=INNER, layer_norm_eps=1e-5, tie_word_embeddings=True, attn_implementation="eager")
    if objective == "masked":
        return EsmForMaskedLM(
            EsmConfig(
                **shared, pad_token_id=0, mask_token_id=2, position_embedding_type="rotary", token_dropout=False,
                emb_layer_norm_before=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
            )
        ).double()
    return GPTNeoXForCausalLM(
        GPTNeoXConfig(**shared, hidden_act="gelu", rotary_pct=1.0, rotary_emb_base=10000, use_parallel_residual=False)
    ).double()


def tie(model, weights, objective):
    """Lets the model compute with views of our weights, so that gradients arrive at ours."""
    theirs = dict(model.named_parameters())
    given = {}
    for ours, targets in places(objective).items():
        if ours not in weights:
            continue
        for name, turn in targets:
            assert theirs[name].shape == turn(weights[ours]).shape, name
            given[name] = turn(weights[ours])
    left = set(theirs) - set(given) - {"lm_head.decoder.weight", "embed_out.weight"}
    assert all(not weights or name.startswith(("lm_head", "esm.contact_head", "esm.embeddings.position")) for name in left), left
    return given


def lm_loss(model, objective, batch):
    def run(weights):
        given = tie(model, weights, objective)
        output = "lm_head.decoder.weight" if objective == "masked" else "embed_out.weight"
        given[output] = weights["embeddings"]
        logits = torch.func.functional_call(model, given, kwargs={"input_ids": batch["inputs"]}, tie_weights=False).logits
        losses = torch.nn.functional.cross_entropy(logits.flatten(0, 1), batch["targets"].flatten(), reduction="none")
        return (losses * batch["weights"].flatten()).sum() / batch["weights"].sum()

    return run


def label_loss(model, objective, batch):
    base = model.esm if objective == "masked" else model.gpt_neox
    prefix = "esm." if objective == "masked" else "gpt_neox."

    def run(weights):
        given = {name.removeprefix(prefix): w for name, w in tie(model, weights, objective).items()}
        inputs = {"input_ids": batch["inputs"], "attention_mask": batch["mask"].long()}
        hidden = torch.func.functional_call(base, given, kwargs=inputs, tie_weights=False).last_hidden_state
        mask = batch["mask"].unsqueeze(-1)
        mean = (hidden * mask).sum(1) / mask.sum(1)
        logits = mean @ weights["classifier.weight"] + weights["classifier.bias"]
        return torch.nn.functional.cross_entropy(logits, batch["targets"])

    return run


def batches(objective, labels, chance):
    if labels:
        return label_batches(chance, STEPS, (ROWS, CONTEXT), range(3, VOCABULARY), labels)
    found = []
    for _ in range(STEPS):
        ids = torch.tensor([[chance.randrange(3, VOCABULARY) for _ in range(CONTEXT)] for _ in range(ROWS)])
        asked = torch.tensor([[chance.random() < 0.4 for _ in range(CONTEXT)] for _ in range(ROWS)])
        if objective == "causal":
            targets = torch.cat([ids[:, 1:], ids[:, :1]], 1)
            found.append({"inputs": ids, "targets": targets, "weights": torch.ones(ROWS, CONTEXT).double()})
        else:
            found.append({"inputs": ids.masked_fill(asked, 2), "targets": ids, "weights": asked.double()})
    return found


def is_trained(part, name):
    if part == "all":
        return True
    return name.startswith("classifier") or (part == "last" and (name.startswith(f"layers.{LAYERS - 1}.") or name.startswith("norm.")))


def train(objective, part=None):
    labels = LABELS if part else 0
    given = batches(objective, labels, random.Random(f"{objective} {part}"))
    model = model_of(objective)
    weights = draw(parameters(objective, labels), SEED)
    loss_of = lambda batch: (label_loss if part else lm_loss)(model, objective, batch)(weights)  # noqa: E731
    found = twenty_steps(weights, lambda name: is_trained(part or "all", name), given, loss_of, RATE, WARMUP)
    return {"network": objective, "part": part, **found}


cases = [train("masked"), train("causal"), *(train(o, p) for o in ("masked", "causal") for p in ("head", "last", "all"))]
shape = {"vocabulary": VOCABULARY, "context": CONTEXT, "width": WIDTH, "heads": HEADS, "layers": LAYERS, "inner": INNER}
golden = {"shape": shape, "seed": SEED, "labels": LABELS, "rate": RATE, "warmup": WARMUP, "cases": cases}


write(golden, Path(__file__).parents[2] / "src/learn/testing/learn.golden.json")
