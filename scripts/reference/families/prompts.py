"""Models that cut out of a picture what points and a box mean."""

import shutil
import tempfile
from pathlib import Path

import torch
import transformers as hf
from optimum.exporters.onnx import main_export

from layouts import sam as sam_layout

from lib import prompt_answers, weights
from lib.reference import Case, Reference

from .vision import NAMES

SIDE = 64
WIDTH = 32
LENGTHS = {
    "exact.png": (48, 48), "wide.png": (67, 45), "tall.jpg": (41, 97), "large.jpg": (240, 161), "grey.png": (53, 53),
    "alpha.png": (59, 44), "turned.jpg": (52, 80),
}  # fmt: skip
"""Width and height of each picture, upright."""


def place(name: str, across: float, down: float, label=1) -> dict:
    width, height = LENGTHS[name]
    return {"x": round(across * width, 1), "y": round(down * height, 1), "label": label}


def box(name: str, left: float, top: float, right: float, bottom: float) -> dict:
    width, height = LENGTHS[name]
    sides = {"xmin": left * width, "ymin": top * height, "xmax": right * width, "ymax": bottom * height}
    return {side: round(value, 1) for side, value in sides.items()}


def case(title: str, name: str, **options) -> Case:
    return Case(title, {"image": f"media/{name}"}, options)


def clicked() -> list[Case]:
    """Each picture with a point of its own, and some with several; a first and a last pixel among them."""
    spots = [(0.5, 0.5), (0.3, 0.6), (0.6, 0.25), (0.42, 0.55), (0.7, 0.7), (0.25, 0.3), (0.55, 0.8)]
    return [
        *(case(name.split(".")[0], name, points=[place(name, *spot)]) for name, spot in zip(NAMES, spots)),
        case("kept-and-left", "wide.png", points=[place("wide.png", 0.7, 0.3), place("wide.png", 0.2, 0.8, label=0)]),
        case(
            "three-points", "large.jpg",
            points=[place("large.jpg", 0.2, 0.2), place("large.jpg", 0.35, 0.3), place("large.jpg", 0.8, 0.7, label=0)],
        ),
        case("corners", "grey.png", points=[place("grey.png", 0, 0), place("grey.png", 1, 1, label=0)]),
    ]  # fmt: skip


def boxed() -> list[Case]:
    return [
        case("box", "wide.png", box=box("wide.png", 0.2, 0.1, 0.7, 0.8)),
        case("box-upright", "turned.jpg", box=box("turned.jpg", 0.1, 0.4, 0.9, 0.9)),
        case("whole", "alpha.png", box=box("alpha.png", 0, 0, 1, 1)),
        case(
            "box-and-points", "large.jpg", box=box("large.jpg", 0.3, 0.2, 0.9, 0.7),
            points=[place("large.jpg", 0.5, 0.4), place("large.jpg", 0.85, 0.65, label=0)],
        ),
    ]  # fmt: skip


def decoder() -> dict:
    return {
        "hidden_size": WIDTH, "mlp_dim": 48, "num_hidden_layers": 2, "num_attention_heads": 4, "iou_head_hidden_dim": WIDTH,
    }  # fmt: skip


def sam(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.SamConfig(
        vision_config=dict(
            hidden_size=24, output_channels=WIDTH, num_hidden_layers=2, num_attention_heads=2, image_size=SIDE,
            patch_size=8, mlp_dim=48, window_size=3, global_attn_indexes=[1], num_pos_feats=WIDTH // 2,
        ),
        prompt_encoder_config=dict(hidden_size=WIDTH, image_size=SIDE, patch_size=8, mask_input_channels=4),
        mask_decoder_config=decoder(),
    )  # fmt: skip
    return drawn(hf.SamModel(config), seed)


def sam2(_parts, seed: int):
    torch.manual_seed(seed)
    backbone = hf.Sam2HieraDetConfig(
        hidden_size=8, image_size=[SIDE, SIDE], blocks_per_stage=[1, 1, 2, 1], embed_dim_per_stage=[8, 16, 24, 32],
        num_attention_heads_per_stage=[1, 1, 2, 2], window_size_per_stage=[4, 2, 4, 2], global_attention_blocks=[3],
        window_positional_embedding_background_size=[4, 4],
    )  # fmt: skip
    config = hf.Sam2Config(
        vision_config=hf.Sam2VisionConfig(
            backbone_config=backbone, backbone_channel_list=[32, 24, 16, 8],
            backbone_feature_sizes=[[16, 16], [8, 8], [4, 4]], fpn_hidden_size=WIDTH,
        ),
        prompt_encoder_config=dict(hidden_size=WIDTH, image_size=SIDE, patch_size=16, mask_input_channels=4),
        mask_decoder_config=decoder(),
    )  # fmt: skip
    return drawn(hf.Sam2Model(config), seed)


def drawn(model, seed: int):
    """Random weights that look at the picture and heed the prompt; what they cut out is no thing, but has an edge."""
    strong = {r"mask_tokens|iou_token|point_embed|not_a_point": 2.0, r"hypernetworks.*bias": 4.0, r"iou_prediction_head": 1.5}
    weights.randomise(model, seed, strong)
    return model


def export_points(_model, checkpoint: Path, target: Path) -> None:
    """As on the Hub: Optimum's two graphs, which take no box."""
    with tempfile.TemporaryDirectory() as scratch:
        main_export(str(checkpoint), scratch, task="feature-extraction", do_validation=False, library_name="transformers")
        for name in ("vision_encoder.onnx", "prompt_encoder_mask_decoder.onnx"):
            shutil.copy(Path(scratch) / name, target / name)


def sam_processor():
    image = hf.SamImageProcessor(
        size={"longest_edge": SIDE}, pad_size={"height": SIDE, "width": SIDE}, mask_size={"longest_edge": 32},
        mask_pad_size={"height": 32, "width": 32},
    )  # fmt: skip
    return hf.SamProcessor(image)


def sam2_processor():
    image = hf.Sam2ImageProcessorFast(size={"height": SIDE, "width": SIDE}, mask_size={"height": 16, "width": 16})
    return hf.Sam2Processor(image)


def cutter(family: str, processor, make_model, cases: list[Case], export, variant="") -> Reference:
    return Reference(
        family=family,
        task="mask-generation",
        make_parts=lambda _folder: [processor()],
        make_model=make_model,
        answer=prompt_answers.masks,
        cases=cases,
        export=export,
        check=prompt_answers.check,
        variety=len(cases),
        variant=variant,
    )


REFERENCES = [
    cutter("sam", sam_processor, sam, clicked(), export_points),
    cutter(
        "sam", sam_processor, sam, [*clicked(), *boxed()], lambda model, _checkpoint, target: sam_layout.sam(model, target),
        variant="box",
    ),
    cutter(
        "sam2", sam2_processor, sam2, [*clicked(), *boxed()],
        lambda model, _checkpoint, target: sam_layout.sam2(model, target),
    ),
]  # fmt: skip
