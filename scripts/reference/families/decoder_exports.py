"""Decoders that optimum doesn't know."""

from pathlib import Path

import torch
from transformers.models.mixtral import modeling_mixtral

from lib import onnx_files
from optimum.exporters.onnx.model_configs import MistralOnnxConfig


def without_cache(model, _checkpoint: Path, target: Path) -> None:
    """GPT-1 has no cache, in Python neither: the whole text goes in at each step."""

    class Logits(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, input_ids, attention_mask):
            return self.model(input_ids=input_ids, attention_mask=attention_mask, return_dict=True).logits

    ids = torch.ones((2, 7), dtype=torch.long)
    dynamic = {0: "batch_size", 1: "sequence_length"}
    torch.onnx.export(
        # eval on the wrapper: the exporter gives its training flag to all below.
        Logits().eval(),
        (ids, torch.ones_like(ids)),
        str(target / "model.onnx"),
        input_names=["input_ids", "attention_mask"],
        output_names=["logits"],
        dynamic_axes={"input_ids": dynamic, "attention_mask": dynamic, "logits": dynamic},
        opset_version=17,
        dynamo=False,
    )


def dense_experts(self, hidden_states):
    """All experts, weighted; those not chosen with zero. The original's loop depends on the data and can't be traced."""
    flat = hidden_states.reshape(-1, hidden_states.shape[-1])
    routing = torch.softmax(self.gate(flat), dim=-1, dtype=torch.float)
    best, chosen = torch.topk(routing, self.top_k, dim=-1)
    best = best / best.sum(dim=-1, keepdim=True)
    share = torch.zeros_like(routing).scatter(-1, chosen, best)
    every = torch.stack([expert(flat) for expert in self.experts], dim=-1)
    mixed = (every * share.unsqueeze(1)).sum(dim=-1)
    return mixed.reshape(hidden_states.shape), None


def mixtral(model, checkpoint: Path, target: Path) -> None:
    config = MistralOnnxConfig(model.config, task="text-generation", use_past=True, use_past_in_inputs=True)
    block = modeling_mixtral.MixtralSparseMoeBlock
    original, block.forward = block.forward, dense_experts
    try:
        export = onnx_files.export_with_optimum("text-generation-with-past", custom_onnx_configs={"model": config})
        export(model, checkpoint, target)
    finally:
        block.forward = original
