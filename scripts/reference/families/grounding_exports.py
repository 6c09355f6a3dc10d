"""Grounding DINO: one graph that reads a picture of one size and the words that are looked for in it."""

from pathlib import Path

import torch
from transformers.models.grounding_dino import modeling_grounding_dino as modeling

from layouts.graphs import trace


def masks_and_places(input_ids):
    """
    Python's `generate_masks_with_special_tokens_and_transfer_map` without its loop, which tracing would fix to the words
    that it saw: tokens see one another up to the sign that ends their label, and are counted from there on. What no sign
    ends but the last token sees itself alone.
    """
    count = input_ids.shape[1]
    places = torch.arange(count, device=input_ids.device)
    ends = torch.zeros_like(input_ids)
    for token in modeling.SPECIAL_TOKENS:
        ends = ends + (input_ids == token).long()
    label = torch.cumsum(ends, 1) - ends
    inner = ends * (places < count - 1).long()
    ended = (inner.sum(1, keepdim=True) - torch.cumsum(inner, 1) + inner) > 0
    alike = (label[:, :, None] == label[:, None, :]) & ended[:, :, None] & ended[:, None, :]
    alone = (places[:, None] == places[None, :])[None]
    before = (places[None, :] < places[:, None]).long()
    last = (before[None] * ends[:, None, :] * places[None, None, :]).max(-1).values
    counted = (places[None, :] - last - 1).clamp(min=0) * ended.long()
    return alike | alone, counted


class Detector(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values, input_ids, token_type_ids, attention_mask, pixel_mask):
        answered = self.model(
            pixel_values=pixel_values,
            input_ids=input_ids,
            token_type_ids=token_type_ids,
            attention_mask=attention_mask,
            pixel_mask=pixel_mask,
        )
        return answered.logits, answered.pred_boxes


def detecting(model, target: Path, side: int) -> None:
    """
    GroundingDinoForObjectDetection of one picture of `side` by `side`: tracing fixes how its maps are laid one behind the
    other.
    """
    sample = {
        "pixel_values": torch.zeros(1, 3, side, side),
        "input_ids": torch.tensor([[101, 7, 9, 1012, 11, 1012, 102]]),
    }
    ids = sample["input_ids"]
    sample.update(
        token_type_ids=torch.zeros_like(ids),
        attention_mask=torch.ones_like(ids),
        pixel_mask=torch.ones(1, side, side, dtype=torch.long),
    )
    given = modeling.generate_masks_with_special_tokens_and_transfer_map
    modeling.generate_masks_with_special_tokens_and_transfer_map = masks_and_places
    try:
        trace(
            Detector(model),
            sample,
            ["logits", "pred_boxes"],
            {name: {1: "sequence_length"} for name in ("input_ids", "token_type_ids", "attention_mask")},
            target / "model.onnx",
        )
    finally:
        modeling.generate_masks_with_special_tokens_and_transfer_map = given

