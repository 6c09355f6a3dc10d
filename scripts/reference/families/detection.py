"""Models that draw boxes."""

import torch
import transformers as hf

from transformers.image_utils import load_image

from lib import onnx_files, teaching, vision_answers, weights
from lib.media import ROOT
from lib.reference import Case, Reference

from .vision import LABELS, NAMES, labels, pictures

QUERIES = 8
SIZE = {"shortest_edge": 64, "longest_edge": 96}


def detr(parts, seed: int):
    torch.manual_seed(seed)
    backbone = hf.ResNetConfig(
        embedding_size=16, hidden_sizes=[16, 16, 24, 32], depths=[1, 1, 1, 1], layer_type="basic", out_features=["stage4"]
    )
    config = hf.DetrConfig(
        use_timm_backbone=False, backbone_config=backbone, backbone=None, use_pretrained_backbone=False,
        num_queries=QUERIES, d_model=32, encoder_layers=2, decoder_layers=2, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=64, decoder_ffn_dim=64, **labels(),
    )  # fmt: skip
    model = hf.DetrForObjectDetection(config)
    weights.randomise(model, seed, {r"query_position": 2.0})
    look_at_boxes(model, parts[0], seed)
    return model


def yolos(parts, seed: int):
    torch.manual_seed(seed)
    config = hf.YolosConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, image_size=[64, 96],
        patch_size=16, num_detection_tokens=QUERIES, use_mid_position_embeddings=False, **labels(),
    )  # fmt: skip
    model = hf.YolosForObjectDetection(config)
    weights.randomise(model, seed, {r"detection_tokens": 2.0, r"projection.weight": 4.0})
    look_at_boxes(model, parts[0], seed)
    return model


def look_at_boxes(model, processor, seed: int) -> None:
    """Random queries all see the same. Each learns its own box, and a label that changes with the picture."""
    draw = torch.Generator().manual_seed(seed)
    nothing = len(LABELS)
    seen = []
    for name in NAMES:
        pixels = processor(load_image(str(ROOT / "media" / name)), return_tensors="pt")["pixel_values"].double()
        wanted = torch.randint(0, len(LABELS), (QUERIES,), generator=draw)
        wanted[torch.randperm(QUERIES, generator=draw)[: QUERIES // 2]] = nothing
        corners = torch.rand((QUERIES, 4), generator=draw, dtype=torch.float64)
        boxes = torch.cat([0.25 + 0.5 * corners[:, :2], 0.15 + 0.3 * corners[:, 2:]], dim=-1)
        seen.append((pixels, wanted, boxes))

    def loss_of():
        losses = []
        for pixels, wanted, boxes in seen:
            answered = model(pixel_values=pixels)
            losses.append(torch.nn.functional.cross_entropy(answered.logits[0], wanted))
            losses.append((answered.pred_boxes[0] - boxes).abs().mean())
        return sum(losses) / len(seen)

    teaching.fit(model, loss_of, until=0.2, steps=300)


def detector(family: str, make_processor, make_model) -> Reference:
    return Reference(
        family=family,
        task="object-detection",
        make_parts=lambda _folder: [make_processor(size=SIZE)],
        make_model=make_model,
        answer=vision_answers.object_detection,
        cases=[*pictures(), Case("threshold", {"image": "media/wide.png"}, {"threshold": 0.7})],
        export=onnx_files.export_with_optimum("object-detection"),
        check=onnx_files.check_single,
        variety=3,
    )


REFERENCES = [detector("detr", hf.DetrImageProcessor, detr), detector("yolos", hf.YolosImageProcessor, yolos)]
