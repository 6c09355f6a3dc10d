"""Weights in 8 bits that lose nothing: networks whose width is fixed in Python's code would be large files otherwise."""

from pathlib import Path

import numpy as np
import onnx
import torch

LARGE = 1_000
"""So many numbers are worth a node of their own."""
LEVELS = 127


@torch.no_grad()
def round_weights(model) -> None:
    """Leaves of each large weight what 8 bits and a power of two hold exactly."""
    for parameter in model.parameters():
        if parameter.numel() > LARGE:
            step = 2.0 ** torch.ceil(torch.log2(parameter.abs().max() / LEVELS))
            parameter.copy_((parameter / step).round() * step)


def pack(file: Path) -> None:
    """Large weights that were rounded become bytes and a `DequantizeLinear`, which gives the very same numbers."""
    model = onnx.load(file)
    graph = model.graph
    for weight in [entry for entry in graph.initializer if np.prod(entry.dims) > LARGE]:
        values = onnx.numpy_helper.to_array(weight)
        if values.dtype != np.float32 or not values.any():
            continue
        step = 2.0 ** np.ceil(np.log2(np.abs(values).max() / LEVELS))
        levels = values / np.float32(step)
        if (levels != np.round(levels)).any():
            continue
        graph.initializer.remove(weight)
        bytes_name, step_name = f"{weight.name}_bytes", f"{weight.name}_step"
        graph.initializer.append(onnx.numpy_helper.from_array(levels.astype(np.int8), bytes_name))
        graph.initializer.append(onnx.numpy_helper.from_array(np.float32(step), step_name))
        graph.node.insert(0, onnx.helper.make_node("DequantizeLinear", [bytes_name, step_name], [weight.name]))
    onnx.checker.check_model(model)
    onnx.save(model, file)
