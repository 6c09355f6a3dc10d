"""Decoders whose layers keep states beside keys and values; optimum doesn't know them.

Inputs and outputs have the names of the Hub's exports: `past_conv.0` and `present_conv.0`, `past_ssm.0`,
`past_key_values.1.key` and `present.1.key`. A layer's mixer is written anew so that one graph serves the first text and
every step after it: Python's has a branch for either, and a trace would keep one of them.
"""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn import functional
from transformers.models.granitemoehybrid import modeling_granitemoehybrid as granite
from transformers.models.lfm2 import modeling_lfm2 as lfm2

from lib.decoder_check import present_of

BATCH = {0: "batch_size"}
SEQUENCE = {**BATCH, 1: "sequence_length"}
PAST_LENGTH = 5
"""Of the example that is traced."""


class TracedCache:
    """What a step was given, and what it leaves, by the names of the graph."""

    has_previous_state = True
    is_compileable = False

    def __init__(self, past: dict[str, torch.Tensor]):
        self.past = past
        self.present: dict[str, torch.Tensor] = {}

    def get_seq_length(self, _layer=0):
        return next(value for name, value in self.past.items() if name.endswith(".key")).shape[-2]

    def update(self, keys, values, layer: int, _more=None):
        both = (("key", keys), ("value", values))
        for name, value in both:
            self.present[f"present.{layer}.{name}"] = torch.cat(
                [self.past[f"past_key_values.{layer}.{name}"], value], dim=-2
            )
        return tuple(self.present[f"present.{layer}.{name}"] for name, _value in both)

    def convolve(self, fresh, convolution: torch.nn.Conv1d, layer: int):
        """A causal convolution of `[batch, channels, places]`, which goes on from the places that were kept."""
        kept = self.past[f"past_conv.{layer}"]
        every = torch.cat([kept, fresh], dim=-1)
        self.present[f"present_conv.{layer}"] = every[..., -kept.shape[-1] :]
        return functional.conv1d(every[..., 1:], convolution.weight, convolution.bias, groups=convolution.groups)


def short_convolution(self, hidden_states, past_key_values=None, cache_position=None, attention_mask=None):
    """`Lfm2ShortConv`"""
    gate_in, gate_out, values = self.in_proj(hidden_states).transpose(-1, -2).chunk(3, dim=-2)
    convolved = past_key_values.convolve(gate_in * values, self.conv, self.layer_idx)
    return self.out_proj((gate_out * convolved).transpose(-1, -2).contiguous())


def state_space(self, hidden_states, cache_params=None, cache_position=None, attention_mask=None, **_kernels):
    """`GraniteMoeHybridMambaLayer`: every place sees all before it, weighted by how far their states have decayed."""
    batch, places, _width = hidden_states.shape
    groups = self.num_heads // self.n_groups
    sizes = [self.intermediate_size, self.conv_dim, self.num_heads]
    gate, mixed, steps = self.in_proj(hidden_states).split(sizes, dim=-1)
    mixed = self.act(cache_params.convolve(mixed.transpose(1, 2), self.conv1d, self.layer_idx)).transpose(1, 2)
    sizes = [self.intermediate_size, self.n_groups * self.ssm_state_size, self.n_groups * self.ssm_state_size]
    values, write, read = mixed.split(sizes, dim=-1)

    # [batch, heads, places, ...]
    steps = functional.softplus(steps + self.dt_bias).clamp(*self.time_step_limit).transpose(1, 2)
    values = values.reshape(batch, places, self.num_heads, self.head_dim).transpose(1, 2)
    write, read = (
        part.reshape(batch, places, self.n_groups, self.ssm_state_size).repeat_interleave(groups, dim=2).transpose(1, 2)
        for part in (write, read)
    )
    scaled = values * steps[..., None]
    decay = torch.cumsum(-torch.exp(self.A_log)[None, :, None] * steps, dim=-1)

    order = torch.arange(places)
    before = order[None, :] <= order[:, None]
    between = torch.where(before, decay[..., :, None] - decay[..., None, :], torch.tensor(-1e9))
    within = torch.matmul(torch.matmul(read, write.transpose(-1, -2)) * torch.exp(between), scaled)
    # [batch, heads, head_dim, state]
    state = cache_params.past[f"past_ssm.{self.layer_idx}"]
    earlier = torch.matmul(read, state.transpose(-1, -2)) * torch.exp(decay)[..., None]
    last = decay[..., -1:]
    added = torch.matmul((scaled * torch.exp(last - decay)[..., None]).transpose(-1, -2), write)
    cache_params.present[f"present_ssm.{self.layer_idx}"] = state * torch.exp(last)[..., None] + added

    output = (within + earlier + values * self.D[None, :, None, None]).transpose(1, 2).reshape(batch, places, -1)
    return self.out_proj(self.norm(output, gate))


@contextmanager
def replaced(owner: type, name: str, function: Callable):
    original = getattr(owner, name)
    setattr(owner, name, function)
    try:
        yield
    finally:
        setattr(owner, name, original)


class Graph(torch.nn.Module):
    """One graph for the first text and for every step."""

    def __init__(self, model, names: list[str]):
        super().__init__()
        self.model = model
        self.names = names

    def forward(self, input_ids, attention_mask, *past):
        cache = TracedCache(dict(zip(self.names, past)))
        every = torch.arange(attention_mask.shape[1])
        places = every[attention_mask.shape[1] - input_ids.shape[1] :]
        seen = (every[None, :] <= places[:, None])[None, None] & attention_mask[:, None, None, :].bool()
        mask = torch.where(seen, torch.tensor(0.0), torch.tensor(torch.finfo(torch.float32).min))
        logits = self.model(
            input_ids=input_ids,
            attention_mask=mask,
            position_ids=places[None],
            cache_position=places,
            past_key_values=cache,
            use_cache=True,
        ).logits
        return logits, *(cache.present[present_of(name)] for name in self.names)


@dataclass(frozen=True)
class Hybrid:
    """How a family's layers are exported."""

    owner: type
    """Of the mixer that keeps states."""
    forward: str
    mixer: Callable
    states: Callable
    """The shapes of a layer's states without their batch, by name; of one with keys and values, none."""

    def __call__(self, model, _checkpoint: Path, target: Path) -> None:
        config = model.config
        past = {}
        for layer in range(config.num_hidden_layers):
            states = self.states(config, layer)
            for name, shape in states.items():
                past[f"{name}.{layer}"] = torch.randn(2, *shape)
            if not states:
                head_dim = config.hidden_size // config.num_attention_heads
                for part in ("key", "value"):
                    shape = (2, config.num_key_value_heads, PAST_LENGTH, head_dim)
                    past[f"past_key_values.{layer}.{part}"] = torch.randn(shape)
        ids = torch.ones((2, 3), dtype=torch.long)
        mask = torch.ones((2, PAST_LENGTH + 3), dtype=torch.long)
        inputs = ["input_ids", "attention_mask", *past]
        outputs = ["logits", *map(present_of, past)]
        keys = {name: {**BATCH, 2: "past_sequence_length"} for name in past if "key_values" in name}
        dynamic = {
            "input_ids": SEQUENCE,
            "attention_mask": {**BATCH, 1: "total_sequence_length"},
            "logits": SEQUENCE,
            **{name: BATCH for name in past},
            **{present_of(name): BATCH for name in past},
            **keys,
            **{present_of(name): {**BATCH, 2: "total_sequence_length"} for name in keys},
        }
        implementation = config._attn_implementation
        model.set_attn_implementation("eager")
        with replaced(self.owner, self.forward, self.mixer), torch.no_grad():
            torch.onnx.export(
                Graph(model, list(past)).eval(),
                (ids, mask, *past.values()),
                str(target / "model.onnx"),
                input_names=inputs,
                output_names=outputs,
                dynamic_axes=dynamic,
                opset_version=17,
                dynamo=False,
            )
        model.set_attn_implementation(implementation)


def lfm2_states(config, layer: int) -> dict[str, tuple[int, ...]]:
    if config.layer_types[layer] == "full_attention":
        return {}
    return {"past_conv": (config.hidden_size, config.conv_L_cache)}


def granite_states(config, layer: int) -> dict[str, tuple[int, ...]]:
    if config.layers_block_type[layer] == "attention":
        return {}
    channels = config.mamba_expand * config.hidden_size + 2 * config.mamba_n_groups * config.mamba_d_state
    return {
        "past_conv": (channels, config.mamba_d_conv),
        "past_ssm": (config.mamba_n_heads, config.mamba_d_head, config.mamba_d_state),
    }


LFM2 = Hybrid(lfm2.Lfm2ShortConv, "forward", short_convolution, lfm2_states)
GRANITE = Hybrid(granite.GraniteMoeHybridMambaLayer, "forward", state_space, granite_states)
