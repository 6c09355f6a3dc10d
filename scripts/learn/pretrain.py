"""Pre-trains the ready networks of `#learn=finetune` on the ready texts, and measures the screen's claim with them.

    OMP_NUM_THREADS=1 python scripts/learn/pretrain.py english chinese

writes `public/learn/<text>.safetensors`, as `src/learn/saved.ts` reads it. The network is the page's own (`EsmForMaskedLM`), and so are
batches, AdamW, rates and fine-tuning; `scripts/golden/learn.py` holds the page to the same classes.
"""

import json
import math
import random
import re
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import EsmConfig, EsmForMaskedLM

ROOT = Path(__file__).parents[2]
SPECIALS = ["[PAD]", "[UNK]", "[MASK]"]
WIDTH, HEADS, LAYERS, INNER, ROWS = 64, 4, 2, 256, 16
STEPS, TUNING_STEPS = 600, 60
KINDS = {"english": ("words", 2000, 32), "chinese": ("characters", 1500, 48)}


def is_punctuation(c):
    return unicodedata.category(c).startswith("P") or c in "$+<=>^`|~"


def tokens_of(text, kind):
    if kind == "characters":
        return list(text)
    apart = "".join(f" {c} " if is_punctuation(c) else c for c in text.lower())
    return apart.split()


def weights_of(model):
    """By our names and in our layout (`src/learn/network/shape.ts`)."""
    w = {name: tensor.detach() for name, tensor in model.named_parameters()}
    found = {"embeddings": w["esm.embeddings.word_embeddings.weight"]}
    for index in range(LAYERS):
        ours, theirs = f"layers.{index}", f"esm.encoder.layer.{index}"
        for part in ("weight", "bias"):
            qkv = [w[f"{theirs}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            found[f"{ours}.norm1.{part}"] = w[f"{theirs}.attention.LayerNorm.{part}"]
            found[f"{ours}.qkv.{part}"] = torch.cat([x.T for x in qkv], -1) if part == "weight" else torch.cat(qkv)
            found[f"{ours}.out.{part}"] = w[f"{theirs}.attention.output.dense.{part}"].T
            found[f"{ours}.norm2.{part}"] = w[f"{theirs}.LayerNorm.{part}"]
            found[f"{ours}.up.{part}"] = w[f"{theirs}.intermediate.dense.{part}"].T
            found[f"{ours}.down.{part}"] = w[f"{theirs}.output.dense.{part}"].T
    for part in ("weight", "bias"):
        found[f"norm.{part}"] = w[f"esm.encoder.emb_layer_norm_after.{part}"]
        found[f"head.dense.{part}"] = w[f"lm_head.dense.{part}"].T
        found[f"head.norm.{part}"] = w[f"lm_head.layer_norm.{part}"]
    found["head.bias"] = w["lm_head.bias"]
    return {name: tensor.contiguous().clone() for name, tensor in found.items()}


def model_of(vocabulary, seed):
    torch.manual_seed(seed)
    model = EsmForMaskedLM(
        EsmConfig(
            vocab_size=vocabulary, hidden_size=WIDTH, num_hidden_layers=LAYERS, num_attention_heads=HEADS, intermediate_size=INNER,
            layer_norm_eps=1e-5, pad_token_id=0, mask_token_id=2, position_embedding_type="rotary", token_dropout=False,
            emb_layer_norm_before=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, attn_implementation="eager",
        )
    )
    added = 0.02 / math.sqrt(2 * LAYERS)
    for name, weight in model.named_parameters():
        if weight.ndim == 2:
            torch.nn.init.normal_(weight, std=added if name.endswith(("attention.output.dense.weight", ".output.dense.weight")) else 0.02)
    return model


def optimizer_of(weights, rate):
    groups = [
        {"params": [w for w in weights if w.ndim >= 2], "weight_decay": 0.01},
        {"params": [w for w in weights if w.ndim < 2], "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.99), eps=1e-8)


def rate_at(step, total):
    rising = max(1, min(50, total // 10))
    if step < rising:
        return 3e-3 * (step + 1) / rising
    return 3e-4 + 2.7e-3 * (1 + math.cos(math.pi * min(1, (step - rising) / max(1, total - rising)))) / 2


def batch_of(ids, context, vocabulary, generator):
    starts = torch.randint(0, len(ids) - context, (ROWS,), generator=generator)
    targets = torch.stack([ids[s : s + context] for s in starts])
    chance = torch.rand(targets.shape, generator=generator)
    asked = chance < 0.15
    inputs = targets.clone()
    inputs[chance < 0.12] = 2
    swapped = asked & (chance >= 0.12) & (chance < 0.135)
    inputs[swapped] = torch.randint(3, vocabulary, (int(swapped.sum()),), generator=generator)
    return inputs, targets.masked_fill(~asked | (targets == 1), -100)


def pretrain(name):
    kind, most, context = KINDS[name]
    tokens = tokens_of((ROOT / f"public/learn/{name}.txt").read_text(), kind)
    ranked = sorted(Counter(tokens).items(), key=lambda entry: (-entry[1], entry[0]))
    names = SPECIALS + [token for token, _ in ranked[: most - 3]]
    known = {token: index for index, token in enumerate(names)}
    ids = torch.tensor([known.get(token, 1) for token in tokens])
    # A tenth is held out, in pieces from everywhere.
    piece = torch.arange(len(ids)) // (8 * context) % 10 == 9
    train, held_out = ids[~piece], ids[piece]
    model = model_of(len(names), 1)
    optimizer = optimizer_of(list(model.parameters()), 3e-3)
    generator = torch.Generator().manual_seed(1)
    # A machine with other work takes long: what was left off goes on.
    part = Path(tempfile.gettempdir()) / f"{name}.pretraining.pt"
    begun = torch.load(part) if part.exists() else {"step": 0}
    if begun["step"]:
        model.load_state_dict(begun["model"])
        optimizer.load_state_dict(begun["optimizer"])
        generator.set_state(begun["generator"])
    for step in range(begun["step"], STEPS):
        for group in optimizer.param_groups:
            group["lr"] = rate_at(step, STEPS)
        inputs, labels = batch_of(train, context, len(names), generator)
        loss = model(input_ids=inputs, labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        if (step + 1) % 20 == 0:
            state = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "generator": generator.get_state()}
            torch.save({"step": step + 1, **state}, part)
        if (step + 1) % 100 == 0:
            with torch.no_grad():
                same = torch.Generator().manual_seed(2)
                held = [batch_of(held_out, context, len(names), same) for _ in range(8)]
                losses = [model(input_ids=i, labels=t).loss.item() for i, t in held]
            print(name, step + 1, f"{loss.item():.3f} held out {sum(losses) / 8:.3f}", flush=True)
    shape = {"vocabulary": len(names), "context": context, "width": WIDTH, "heads": HEADS, "layers": LAYERS, "inner": INNER}
    told = {"objective": "masked", "shape": shape, "vocabulary": {"kind": kind, "tokens": names}}
    save_file(weights_of(model), ROOT / f"public/learn/{name}.safetensors", {"learn": json.dumps(told, ensure_ascii=False)})
    return model, known, kind, context


def tuned_accuracy(model, examples, part, seed, setting):
    """Accuracy on held-out lines of `model` after it has learned `examples` lines, as `src/learn/train/finetuning.ts` does."""
    known, kind, context, lines, labels = setting
    chance = random.Random(seed)
    train, held_out = [], []
    for label in labels:
        group = [line for line in lines if line[0] == label]
        chance.shuffle(group)
        cut = min(max(1, examples // len(labels)), len(group) * 2 // 3)
        train += group[:cut]
        held_out += group[cut : cut + 50]

    def batch(some):
        rows = [[known.get(token, 1) for token in tokens_of(text, kind)][:context] for _, text in some]
        mask = torch.tensor([[float(p < len(row)) for p in range(context)] for row in rows])
        ids = torch.tensor([row + [0] * (context - len(row)) for row in rows])
        return ids, mask, torch.tensor([labels.index(label) for label, _ in some])

    torch.manual_seed(seed)
    head = torch.nn.Linear(WIDTH, len(labels))
    torch.nn.init.normal_(head.weight, std=0.02)
    torch.nn.init.zeros_(head.bias)
    body = model.esm

    def logits_of(ids, mask):
        hidden = body(input_ids=ids, attention_mask=mask.long()).last_hidden_state
        return head((hidden * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True))

    weights = list(head.parameters()) + (list(body.parameters()) if part == "all" else [])
    optimizer = optimizer_of(weights, 2e-3 if part == "all" else 1e-2)
    for _ in range(TUNING_STEPS):
        ids, mask, targets = batch([chance.choice(train) for _ in range(min(16, len(train)))])
        loss = torch.nn.functional.cross_entropy(logits_of(ids, mask), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    with torch.no_grad():
        ids, mask, targets = batch(held_out)
        return (logits_of(ids, mask).argmax(-1) == targets).float().mean().item()


def measure(name, model, known, kind, context):
    lines = [line.split("\t") for line in (ROOT / f"public/learn/{name}.tsv").read_text().splitlines()]
    setting = (known, kind, context, lines, sorted({label for label, _ in lines}))
    start = {key: value.clone() for key, value in model.state_dict().items()}
    for examples in (12, 30, 99):
        rows = {"head": [], "all": [], "random": []}
        for seed in (1, 2, 3):
            for part in ("head", "all"):
                model.load_state_dict(start)
                rows[part].append(tuned_accuracy(model, examples, part, seed, setting))
            rows["random"].append(tuned_accuracy(model_of(len(known), seed), examples, "all", seed, setting))
        told = (f"{part} {sum(found) / 3:.2f} ({min(found):.2f}-{max(found):.2f})" for part, found in rows.items())
        print(name, examples, "; ".join(told), flush=True)


for one in sys.argv[1:] or KINDS:
    measure(one, *pretrain(one))
