"""Teaches a generating model a few answers: it then decides clearly, ends by itself and follows its input.

A random net loops or is undecided at one step in thirty; hundreds of seeds would have to be tried. In float64, so that
another processor's rounding does not grow into other weights.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch

IGNORED = -100


def teach(model, rows: list[dict[str, list[int]]], **options) -> None:
    """`rows` hold input_ids and labels; the attention mask is ones."""
    batch = padded(rows, model.config.pad_token_id or 0)
    fit(model, lambda: model(**batch).loss, **options)


def fit(model, loss_of: Callable[[], torch.Tensor], until=0.25, steps=500, rate=5e-3, clip=None) -> None:
    """Adam on one batch until the loss is below `until`. What `loss_of` feeds must be float64.

    `clip` bounds a step's gradient, where a net would jump away from what it has learned.
    """
    model.double().eval()  # no dropout
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.Adam(trained, lr=rate)
    with in_float64():
        for _ in range(steps):
            loss = loss_of()
            if loss.item() < until:
                break
            optimizer.zero_grad()
            loss.backward()
            if clip is not None:
                torch.nn.utils.clip_grad_norm_(trained, clip)
            optimizer.step()
    model.float()
    for parameter in model.parameters():
        parameter.grad = None


@contextmanager
def in_float64() -> Iterator[None]:
    """Norms and attention of some architectures go to float32, whatever they are given: here they do not."""
    to, to_single, softmax = torch.Tensor.to, torch.Tensor.float, torch.nn.functional.softmax

    def wide(value):
        return torch.float64 if value is torch.float32 else value

    def to_wide(tensor, *args, **options):
        return to(tensor, *map(wide, args), **{name: wide(value) for name, value in options.items()})

    def softmax_wide(tensor, *args, **options):
        return softmax(tensor, *args, **{name: wide(value) for name, value in options.items()})

    torch.Tensor.to, torch.Tensor.float, torch.nn.functional.softmax = to_wide, torch.Tensor.double, softmax_wide
    try:
        yield
    finally:
        torch.Tensor.to, torch.Tensor.float, torch.nn.functional.softmax = to, to_single, softmax


def padded(rows: list[dict[str, list[int]]], pad: int) -> dict[str, torch.Tensor]:
    def together(name: str, filler: int) -> torch.Tensor:
        width = max(len(row[name]) for row in rows)
        return torch.tensor([row[name] + [filler] * (width - len(row[name])) for row in rows])

    mask = [{"mask": [1] * len(row["input_ids"])} for row in rows]
    width = max(len(row["mask"]) for row in mask)
    attention = torch.tensor([row["mask"] + [0] * (width - len(row["mask"])) for row in mask])
    return {
        "input_ids": together("input_ids", pad),
        "attention_mask": attention,
        "labels": together("labels", IGNORED),
    }


def continuation(tokenizer, prompt_ids: list[int], text: str, end: int) -> dict[str, list[int]]:
    """A row for a decoder: only what follows the prompt is taught."""
    ids = [*prompt_ids, *tokenizer(text, add_special_tokens=False)["input_ids"], end]
    return {"input_ids": ids, "labels": [IGNORED] * len(prompt_ids) + ids[len(prompt_ids) :]}
