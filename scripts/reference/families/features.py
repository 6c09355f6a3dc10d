"""Models that make vectors of pictures."""

from pathlib import Path

import torch
import transformers as hf

from lib import onnx_files, vision_answers, weights
from lib.reference import Case, Reference

from .vision import NAMES

SQUARE = {"height": 48, "width": 48}
PATCHES = {"height": 56, "width": 56}


def cases() -> list[Case]:
    every = [f"media/{name}" for name in NAMES]
    return [
        *(Case(name.split(".")[0], {"images": [f"media/{name}"]}, {"pool": True}) for name in NAMES),
        Case("tokens", {"images": ["media/wide.png"]}, {"pool": False}),
        Case("several", {"images": every[1:4]}, {"pool": True}),
        Case("several-tokens", {"images": every[4:6]}, {"pool": False}),
    ]


def vit(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.ViTConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, image_size=48, patch_size=12
    )
    model = hf.ViTModel(config)
    weights.randomise(model, seed, {r"projection.weight": 4.0})
    return model


def dinov2(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.Dinov2Config(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=4, image_size=56, patch_size=14, mlp_ratio=2
    )
    model = hf.Dinov2Model(config)
    weights.randomise(model, seed, {r"projection.weight": 4.0}, {r"lambda1": 1.0})
    return model


def dinov3(_parts, seed: int):
    """With registers, which are no patches."""
    torch.manual_seed(seed)
    config = hf.DINOv3ViTConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, image_size=48, patch_size=12,
        num_register_tokens=4,
    )  # fmt: skip
    model = hf.DINOv3ViTModel(config)
    weights.randomise(model, seed, {r"patch_embeddings.weight": 4.0}, {r"lambda1": 1.0})
    return model


def clip(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.CLIPVisionConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, image_size=48, patch_size=12
    )
    model = hf.CLIPVisionModel(config)
    weights.randomise(model, seed, {r"patch_embedding": 4.0})
    return model


def export_both(model, _checkpoint: Path, target: Path) -> None:
    """Tokens and what the model's own pooler makes of them, which optimum leaves out."""

    class Both(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, pixel_values):
            found = self.model(pixel_values=pixel_values)
            return found.last_hidden_state, found.pooler_output

    dynamic = {0: "batch_size"}
    torch.onnx.export(
        Both().eval(),
        (torch.rand(2, 3, 48, 48),),
        str(target / "model.onnx"),
        input_names=["pixel_values"],
        output_names=["last_hidden_state", "pooler_output"],
        dynamic_axes={"pixel_values": dynamic, "last_hidden_state": dynamic, "pooler_output": dynamic},
        opset_version=17,
        dynamo=False,
    )


def features(family: str, make_processor, make_model, export) -> Reference:
    return Reference(
        family=family,
        task="image-feature-extraction",
        make_parts=lambda _folder: [make_processor()],
        make_model=make_model,
        answer=vision_answers.image_feature_extraction,
        cases=cases(),
        export=export,
        check=onnx_files.check_single,
    )


REFERENCES = [
    features("vit", lambda: hf.ViTImageProcessor(size=SQUARE), vit, export_both),
    features(
        "dinov2",
        lambda: hf.BitImageProcessor(size={"shortest_edge": 64}, crop_size=PATCHES),
        dinov2,
        onnx_files.export_with_optimum("feature-extraction"),
    ),
    features("dinov3_vit", lambda: hf.DINOv3ViTImageProcessorFast(size=SQUARE), dinov3, export_both),
    features("clip", lambda: hf.CLIPImageProcessor(size={"shortest_edge": 48}, crop_size=48), clip, export_both),
]
