"""Models that tell how far away what they see is."""

from pathlib import Path

import torch
import transformers as hf

from lib import onnx_files, vision_answers, weights
from lib.reference import Reference

from .vision import pictures

SQUARE = {"height": 48, "width": 48}
PATCHES = {"height": 56, "width": 56}
# Depths of a few units, all in front of the camera.
OUTPUT = {r"head\.conv1\.weight": 0.002, r"head\.head\.0\.weight": 0.04}
NEAR = 3.0


def depth_anything(_parts, seed: int, bias=NEAR, **settings):
    torch.manual_seed(seed)
    backbone = hf.Dinov2Config(
        hidden_size=32, num_hidden_layers=4, num_attention_heads=4, image_size=56, patch_size=14, mlp_ratio=2,
        out_features=["stage1", "stage2", "stage3", "stage4"], reshape_hidden_states=False,
    )  # fmt: skip
    config = hf.DepthAnythingConfig(
        backbone_config=backbone, reassemble_hidden_size=32, patch_size=14, neck_hidden_sizes=[8, 12, 16, 16],
        fusion_hidden_size=8, head_hidden_size=8, **settings,
    )  # fmt: skip
    model = hf.DepthAnythingForDepthEstimation(config)
    weights.randomise(model, seed, {r"projection.weight": 4.0, **OUTPUT}, {r"lambda1": 1.0, r"head.conv3.bias": bias})
    return model


def dpt(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.DPTConfig(
        hidden_size=32, num_hidden_layers=4, num_attention_heads=4, intermediate_size=64, image_size=48, patch_size=8,
        backbone_out_indices=[0, 1, 2, 3], neck_hidden_sizes=[8, 12, 16, 16], fusion_hidden_size=8, is_hybrid=False,
    )  # fmt: skip
    model = hf.DPTForDepthEstimation(config)
    weights.randomise(model, seed, {r"patch_embeddings.projection.weight": 4.0, **OUTPUT}, {r"head.head.4.bias": NEAR})
    return model


def glpn(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.GLPNConfig(
        depths=[1, 1, 1, 1], hidden_sizes=[8, 16, 24, 32], num_attention_heads=[1, 2, 2, 4], mlp_ratios=[2, 2, 2, 2],
        decoder_hidden_size=16,
    )  # fmt: skip
    model = hf.GLPNForDepthEstimation(config)
    weights.randomise(model, seed, {r"patch_embeddings.0.proj.weight": 4.0})
    return model


def export_depth_anything(model, _checkpoint: Path, target: Path) -> None:
    """Optimum does not know it, and its head would be exported at one size: sizes stay what the graph computes."""
    head = model.head
    size = head.patch_size

    def any_size(hidden_states, patch_height, patch_width):
        depth = head.conv1(hidden_states[head.head_in_index])
        wanted = (patch_height * size, patch_width * size)
        depth = torch.nn.functional.interpolate(depth, wanted, mode="bilinear", align_corners=True)
        depth = head.activation1(head.conv2(depth))
        return (head.activation2(head.conv3(depth)) * head.max_depth).squeeze(dim=1)

    class Depth(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = model

        def forward(self, pixel_values):
            return self.model(pixel_values=pixel_values).predicted_depth

    original, head.forward = head.forward, any_size
    dynamic = {0: "batch_size", 2: "height", 3: "width"}
    try:
        torch.onnx.export(
            Depth().eval(),
            (torch.rand(2, 3, 70, 42),),
            str(target / "model.onnx"),
            input_names=["pixel_values"],
            output_names=["predicted_depth"],
            dynamic_axes={"pixel_values": dynamic, "predicted_depth": {0: "batch_size", 1: "height", 2: "width"}},
            opset_version=17,
            dynamo=False,
        )
    finally:
        head.forward = original


def depth(family: str, make_processor, make_model, export=None, variant="") -> Reference:
    return Reference(
        family=family,
        task="depth-estimation",
        make_parts=lambda _folder: [make_processor()],
        make_model=make_model,
        answer=vision_answers.depth_estimation,
        cases=pictures(),
        export=export or onnx_files.export_with_optimum("depth-estimation"),
        check=onnx_files.check_single,
        variant=variant,
    )


WHOLE_PATCHES = {"size": PATCHES, "keep_aspect_ratio": True, "ensure_multiple_of": 14}
REFERENCES = [
    depth("depth_anything", lambda: hf.DPTImageProcessor(**WHOLE_PATCHES), depth_anything, export_depth_anything),
    # Metres; as newer checkpoints, with the fast processor.
    depth(
        "depth_anything",
        lambda: hf.DPTImageProcessorFast(**WHOLE_PATCHES),
        lambda parts, seed: depth_anything(parts, seed, bias=0.0, depth_estimation_type="metric", max_depth=20),
        export_depth_anything,
        "metric",
    ),
    depth("dpt", lambda: hf.DPTImageProcessor(size=SQUARE), dpt),
    depth("glpn", lambda: hf.GLPNImageProcessor(), glpn),
]
