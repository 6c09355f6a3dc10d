"""Graphs by tracing, and the names that transformers.js and optimum give to what they take and leave."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch

from optimum.onnx import merge_decoders

OPSET = 17
PARTS = ("decoder.key", "decoder.value", "encoder.key", "encoder.value")


def trace(module: torch.nn.Module, feeds: dict, outputs: Sequence[str], axes: dict, file: Path, dynamic=None) -> None:
    """`axes` names the lengths that vary: {"input_ids": {1: "sequence_length"}}; the first is the batch, unless `dynamic` names all."""
    names = [*feeds, *outputs]
    dynamic = dynamic or {name: {0: "batch_size", **axes.get(name, {})} for name in names}
    torch.onnx.export(
        # eval on the wrapper: the exporter gives its training flag to all below.
        module.eval(),
        tuple(feeds.values()),
        str(file),
        input_names=list(feeds),
        output_names=list(outputs),
        dynamic_axes=dynamic,
        opset_version=OPSET,
        dynamo=False,
    )


def merged(first: tuple, later: tuple, file: Path) -> None:
    """One graph with a branch for the first step (`use_cache_branch`), of two as `trace` takes them."""
    with tempfile.TemporaryDirectory() as scratch:
        files = [Path(scratch) / name for name in ("first.onnx", "later.onnx")]
        for parts, target in zip((first, later), files):
            trace(*parts, target)
        merge_decoders(*map(str, files), save_path=str(file), strict=False)


def past_names(layers: int, parts: Sequence[str], start="past_key_values") -> list[str]:
    return [f"{start}.{layer}.{part}" for layer in range(layers) for part in parts]
