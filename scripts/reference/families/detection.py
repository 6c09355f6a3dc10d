"""Models that draw boxes."""

import torch
import transformers as hf

from lib import onnx_files, vision_answers, weights
from lib.reference import Case, Reference

from .vision import QUERIES, labels, look_at_boxes, pictures


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


def detected() -> list[Case]:
    return [*pictures(), Case("threshold", {"image": "media/wide.png"}, {"threshold": 0.7})]


REFERENCES = [
    Reference(
        family="yolos",
        task="object-detection",
        make_parts=lambda _folder: [hf.YolosImageProcessor(size={"shortest_edge": 64, "longest_edge": 96})],
        make_model=yolos,
        answer=vision_answers.object_detection,
        cases=detected(),
        export=onnx_files.export_with_optimum("object-detection"),
        check=onnx_files.check_single,
        variety=3,
    ),
]
