"""ViLT: one graph that reads a question and a picture's patches side by side."""

from pathlib import Path
from types import MethodType

import torch

from .graphs import trace


def every_patch(self, pixel_values, pixel_mask, max_image_length=-1):
    """
    All patches in the order of their rows. Python draws an order at random, which attention does not see, and leaves
    out patches beyond `max_image_length`; one picture by itself has no padding, so the mask says nothing.
    """
    patches = self.patch_embeddings(pixel_values)
    side = self.config.image_size // self.config.patch_size
    width = patches.shape[1]
    known = self.position_embeddings[:, 1:].transpose(1, 2).view(1, width, side, side)
    places = torch.nn.functional.interpolate(known, size=patches.shape[2:], mode="bilinear", align_corners=True)
    flat = (patches + places).flatten(2).transpose(1, 2)
    start = self.cls_token + self.position_embeddings[:, :1]
    seen = torch.cat([start.expand(flat.shape[0], -1, -1), flat], dim=1)
    return seen, torch.ones_like(seen[:, :, 0], dtype=torch.long), None


class Answers(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids, attention_mask, token_type_ids, pixel_values):
        return self.model(
            input_ids=input_ids,
            attention_mask=attention_mask,
            token_type_ids=token_type_ids,
            pixel_values=pixel_values,
            pixel_mask=torch.ones_like(pixel_values[:, 0], dtype=torch.long),
        ).logits


def answering(model, target: Path) -> list[str]:
    """ViltForQuestionAnswering, for pictures of any size that its processor makes."""
    if model.config.max_image_length > 0:
        raise ValueError("This checkpoint draws some of a picture's patches at random (max_image_length).")
    embeddings = model.vilt.embeddings
    embeddings.visual_embed = MethodType(every_patch, embeddings)
    side = model.config.patch_size
    ids = torch.tensor([[3, 7, 9, 11]])
    places = {1: "sequence_length"}
    try:
        trace(
            Answers(model),
            {
                "input_ids": ids,
                "attention_mask": torch.ones_like(ids),
                "token_type_ids": torch.zeros_like(ids),
                "pixel_values": torch.randn(1, 3, 3 * side, 4 * side),
            },
            ["logits"],
            {
                **{name: places for name in ("input_ids", "attention_mask", "token_type_ids")},
                "pixel_values": {2: "height", 3: "width"},
            },
            target / "model.onnx",
        )
    finally:
        del embeddings.visual_embed
    return ["model"]
