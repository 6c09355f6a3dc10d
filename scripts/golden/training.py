"""What `learn.py` and `encoder.py` share: weights as the page draws them, and twenty steps of AdamW with what they come to."""

import json
import math

import torch

from chance import mulberry


def draw(wanted, seed):
    """As `src/learn/network/weights.ts`: name, dims and start, which is a deviation, or a value in a tuple."""
    uniform = mulberry(seed)

    def normal():
        radius = math.sqrt(-2 * math.log(1 - next(uniform)))
        return radius * math.cos(2 * math.pi * next(uniform))

    weights = {}
    for name, dims, start in wanted:
        size = math.prod(dims)
        values = [start[0]] * size if isinstance(start, tuple) else [normal() * start for _ in range(size)]
        weights[name] = torch.tensor(values, dtype=torch.float64).reshape(dims)
    return weights


def label_batches(chance, steps, dims, ids, labels):
    rows, context = dims
    found = []
    for _ in range(steps):
        inputs = torch.tensor([[chance.randrange(ids.start, ids.stop) for _ in range(context)] for _ in range(rows)])
        lengths = [chance.randrange(3, context + 1) for _ in range(rows)]
        mask = torch.tensor([[float(place < length) for place in range(context)] for length in lengths]).double()
        targets = torch.tensor([chance.randrange(labels) for _ in range(rows)])
        found.append({"inputs": inputs * mask.long(), "mask": mask, "targets": targets})
    return found


def twenty_steps(weights, is_trained, batches, loss_of, rate, warmup):
    """Trains the weights in place. @returns batches, losses before each step, gradients of the first"""
    trained = {name: w.requires_grad_() for name, w in weights.items() if is_trained(name)}
    groups = [
        {"params": [w for w in trained.values() if w.ndim >= 2], "weight_decay": 0.01},
        {"params": [w for w in trained.values() if w.ndim < 2], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.99), eps=1e-8)
    losses, gradients = [], {}
    for step, batch in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1, (step + 1) / warmup)
        optimizer.zero_grad()
        loss = loss_of(batch)
        loss.backward()
        losses.append(loss.item())
        if step == 0:
            gradients = {
                name: {"norm": w.grad.norm().item(), "first": w.grad.flatten()[:4].tolist()} for name, w in trained.items()
            }
        optimizer.step()
    tensors = [
        {name: {"data": value.flatten().tolist(), "dims": list(value.shape)} for name, value in batch.items()}
        for batch in batches
    ]
    return {"batches": tensors, "losses": losses, "gradients": gradients}


def rounded(value):
    if isinstance(value, float):
        return int(value) if value.is_integer() else float(f"{value:.9g}")
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list) else value


def write(golden, target):
    target.write_text(json.dumps(rounded(golden)) + "\n")
    for case in golden["cases"]:
        print(case["network"], case["part"], case["losses"][0], case["losses"][-1])
