"""SAM and SAM 2: a picture's encoder, and what turns points and a box into masks of what the encoder saw.

Optimum's graphs of SAM take points alone. These take a box as well, and either may have no entry (`input_points`
[1, 1, 0, 2], `input_boxes` [1, 0, 4]), which is how transformers.js feeds SAM 2.
"""

from pathlib import Path

import torch

from .graphs import trace

POINTS = {2: "nb_points_per_image"}


class Vision(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values):
        places = self.model.get_image_wide_positional_embeddings().repeat(pixel_values.shape[0], 1, 1, 1)
        return self.model.vision_encoder(pixel_values)[0], places


class Levels(torch.nn.Module):
    """SAM 2's encoder: features of several sizes, the finest first."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values):
        return tuple(self.model.get_image_embeddings(pixel_values))


def prompts(encoder, points, labels, boxes, closes_boxes: bool) -> torch.Tensor:
    """As the prompt encoder embeds points and at most one box: [1, 1, places, width]. A last place says that no more come.

    Python adds that place where there is no box; SAM 2 behind a box too (`closes_boxes`).
    """
    corners = encoder.shared_embedding(boxes.view(1, 1, -1, 2) + 0.5, (encoder.input_image_size, encoder.input_image_size))
    table = encoder.point_embed
    kinds = torch.stack([table.weight[2], table.weight[3]]) if closes_boxes else torch.cat([table[2].weight, table[3].weight])
    corners = corners + kinds[None, None, : corners.shape[2]]
    closing = encoder.not_a_point_embed.weight[None, None]
    if not closes_boxes:
        closing = closing[:, :, : 1 - boxes.shape[1]]
    return torch.cat([encoder._embed_points(points, labels, pad=False), corners, closing], dim=2)


class Masks(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_points, input_labels, input_boxes, image_embeddings, image_positional_embeddings):
        encoder = self.model.prompt_encoder
        _, dense = encoder(None, None, None, None)
        masks, scores = self.model.mask_decoder(
            image_embeddings=image_embeddings,
            image_positional_embeddings=image_positional_embeddings,
            sparse_prompt_embeddings=prompts(encoder, input_points, input_labels, input_boxes, closes_boxes=False),
            dense_prompt_embeddings=dense,
            multimask_output=True,
        )
        return scores, masks


class LevelMasks(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_points, input_labels, input_boxes, *levels):
        encoder = self.model.prompt_encoder
        _, dense = encoder(None, None, None, None)
        masks, scores, _, objects = self.model.mask_decoder(
            image_embeddings=levels[-1],
            image_positional_embeddings=self.model.get_image_wide_positional_embeddings(),
            sparse_prompt_embeddings=prompts(encoder, input_points, input_labels, input_boxes, closes_boxes=True),
            dense_prompt_embeddings=dense,
            multimask_output=True,
            high_resolution_features=list(levels[:-1]),
        )
        return scores, masks, objects


def split(model, vision, masks, seen: list[str], outputs: list[str], target: Path) -> list[str]:
    side = model.config.prompt_encoder_config.image_size
    pixels = torch.randn(1, 3, side, side)
    trace(vision, {"pixel_values": pixels}, seen, {}, target / "vision_encoder.onnx")
    with torch.no_grad():
        features = vision(pixels)
    feeds = {
        "input_points": torch.tensor([[[[3.0, 5.0], [7.0, 9.0]]]]),
        "input_labels": torch.tensor([[[1, 0]]]),
        "input_boxes": torch.tensor([[[1.0, 2.0, 8.0, 9.0]]]),
        **dict(zip(seen, features)),
    }
    axes = {"input_points": POINTS, "input_labels": POINTS, "input_boxes": {1: "nb_boxes"}}
    trace(masks, feeds, outputs, axes, target / "prompt_encoder_mask_decoder.onnx")
    return ["vision_encoder", "prompt_encoder_mask_decoder"]


def sam(model, target: Path) -> list[str]:
    """SamModel: SAM, SlimSAM, MedSAM."""
    seen = ["image_embeddings", "image_positional_embeddings"]
    return split(model, Vision(model), Masks(model), seen, ["iou_scores", "pred_masks"], target)


def sam2(model, target: Path) -> list[str]:
    """Sam2Model."""
    seen = [f"image_embeddings.{level}" for level in range(model.config.vision_config.num_feature_levels)]
    return split(model, Levels(model), LevelMasks(model), seen, ["iou_scores", "pred_masks", "object_score_logits"], target)
