"""Seeded weights whose answers depend on every part of the network and are decisive.

The library's own initialisation (zero biases, unit norms, std 0.02) hides defects: a forgotten bias changes nothing, and
every label gets about the same score.
"""

import math
import re

import torch

EMBEDDING = re.compile(r"embed|wte|wpe|shared|relative_attention_bias|tokens_embed|positions_embed")


@torch.no_grad()
def randomise(
    model,
    seed: int,
    scales: dict[str, float] | None = None,
    shifts: dict[str, float] | None = None,
    embedding=0.5,
    norm_offset=1.0,
):
    """Fills every trainable parameter. `scales` maps a pattern of names to a factor on what is drawn, `shifts` to a sum.

    Linear weights keep the variance (std 1 / sqrt(fan in)), embeddings have std `embedding`. `norm_offset` is 0 for Gemma,
    whose norms multiply by 1 + weight.
    """
    draw = torch.Generator().manual_seed(seed)
    for name, parameter in model.named_parameters():
        if not parameter.requires_grad:
            continue
        noise = torch.randn(parameter.shape, generator=draw)
        factor = math.prod(scale for pattern, scale in (scales or {}).items() if re.search(pattern, name))
        if parameter.ndim == 1 and name.endswith("weight"):
            value = norm_offset + 0.1 * noise
        elif parameter.ndim < 2:
            value = 0.1 * noise
        elif EMBEDDING.search(name):
            value = embedding * noise
        else:
            value = noise / math.sqrt(fan_in(model, name, parameter))
        shift = sum(shift for pattern, shift in (shifts or {}).items() if re.search(pattern, name))
        parameter.copy_(value * factor + shift)
    for name, buffer in model.named_buffers():
        if name.endswith("running_mean"):
            buffer.copy_(0.1 * torch.randn(buffer.shape, generator=draw))
        if name.endswith("running_var"):
            buffer.copy_(0.8 + 0.4 * torch.rand(buffer.shape, generator=draw))


def fan_in(model, name: str, parameter: torch.Tensor) -> int:
    owner = model.get_submodule(name.rpartition(".")[0])
    transposed = type(owner).__name__ == "Conv1D"
    return parameter.shape[0] if transposed else parameter[0].numel()
