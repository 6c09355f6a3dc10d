"""Models that give every pixel a class, or every thing a mask."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
import transformers as hf
from transformers.image_utils import load_image

from lib import mask_answers, onnx_files, teaching, weights
from lib.media import ROOT
from lib.reference import Case, Reference

from .vision import LABELS, NAMES, labels, pictures

QUERIES = 8
SIDE = 64
SQUARE = {"height": SIDE, "width": SIDE}
RULE = {"shortest_edge": SIDE, "longest_edge": 96}
SHOWN = 4
"""So many queries of a picture have a mask; the others see nothing."""
FULL = 0.98
"""How sure a taught mask is inside, and how little outside: never quite, or its share of a score would be 1."""


def segformer(parts, seed: int):
    torch.manual_seed(seed)
    config = hf.SegformerConfig(
        hidden_sizes=[8, 16, 24, 32], depths=[1, 1, 1, 1], num_attention_heads=[1, 2, 3, 4], decoder_hidden_size=32,
        sr_ratios=[8, 4, 2, 1], **labels(),
    )  # fmt: skip
    model = hf.SegformerForSemanticSegmentation(config)
    weights.randomise(model, seed)
    draw = torch.Generator().manual_seed(seed)
    pixels = torch.cat([prepared(parts[0], name)["pixel_values"] for name in NAMES]).double()
    wanted = torch.stack([territories(SIDE // 4, SIDE // 4, len(LABELS), draw).argmax(0) for _ in NAMES])
    teaching.fit(
        model, lambda: torch.nn.functional.cross_entropy(model(pixel_values=pixels).logits, wanted), until=0.3, steps=300
    )
    return model


def detr(parts, seed: int):
    torch.manual_seed(seed)
    backbone = hf.ResNetConfig(
        embedding_size=16, hidden_sizes=[16, 16, 24, 32], depths=[1, 1, 1, 1], layer_type="basic",
        out_features=["stage1", "stage2", "stage3", "stage4"],
    )  # fmt: skip
    config = hf.DetrConfig(
        use_timm_backbone=False, backbone_config=backbone, backbone=None, use_pretrained_backbone=False,
        num_queries=QUERIES, d_model=64, encoder_layers=1, decoder_layers=2, encoder_attention_heads=8,
        decoder_attention_heads=8, encoder_ffn_dim=64, decoder_ffn_dim=64, **labels(),
    )  # fmt: skip
    model = hf.DetrForSegmentation(config)
    weights.randomise(model, seed, {r"query_position": 2.0})
    # Its head sees a query in a few coarse maps of attention only: each has its own part of any picture.
    look_at_masks(model, parts[0], seed, "logits", "pred_masks", steady=True, until=0.24)
    return model


SWIN = dict(image_size=SIDE, patch_size=4, embed_dim=8, depths=[1, 1, 1, 1], num_heads=[2, 2, 4, 4], window_size=4)
STAGES = ["stage1", "stage2", "stage3", "stage4"]
EMBEDDED = {r"mask_embedder|patch_embeddings": 0.4, r"queries_(?:embedder|features)": 2.0}
"""What is called an embedding and is none, beside the queries, which must differ."""


def maskformer(parts, seed: int):
    torch.manual_seed(seed)
    decoder = hf.DetrConfig(
        use_timm_backbone=False, backbone_config=hf.ResNetConfig(), backbone=None, num_queries=QUERIES, d_model=32,
        decoder_layers=2, encoder_layers=1, decoder_attention_heads=4, encoder_attention_heads=4, decoder_ffn_dim=48,
        encoder_ffn_dim=48,
    )  # fmt: skip
    config = hf.MaskFormerConfig(
        fpn_feature_size=32, mask_feature_size=32, backbone_config=hf.SwinConfig(**SWIN, out_features=STAGES),
        decoder_config=decoder, backbone=None, **labels(),
    )  # fmt: skip
    model = hf.MaskFormerForInstanceSegmentation(config)
    weights.randomise(model, seed, EMBEDDED)
    look_at_masks(model, parts[0], seed, "class_queries_logits", "masks_queries_logits")
    return model


def mask2former(parts, seed: int):
    torch.manual_seed(seed)
    config = hf.Mask2FormerConfig(
        backbone_config=hf.SwinConfig(**SWIN, out_features=STAGES), backbone=None, feature_size=32, mask_feature_size=32,
        hidden_dim=32, encoder_feedforward_dim=48, encoder_layers=1, decoder_layers=3, num_attention_heads=4,
        dim_feedforward=48, num_queries=QUERIES, **labels(),
    )  # fmt: skip
    model = hf.Mask2FormerForUniversalSegmentation(config)
    weights.randomise(model, seed, EMBEDDED)
    look_at_masks(model, parts[0], seed, "class_queries_logits", "masks_queries_logits")
    return model


def prepared(processor, name: str):
    return processor(load_image(str(ROOT / "media" / name)), return_tensors="pt")


def territories(height: int, width: int, count: int, draw: torch.Generator) -> torch.Tensor:
    """Who is how near to each pixel: [count, height, width], the nearest is the largest."""
    centers = torch.rand((count, 2), generator=draw, dtype=torch.float64)
    reach = 0.15 * torch.rand(count, generator=draw, dtype=torch.float64)
    rows, columns = torch.meshgrid(
        (torch.arange(height).double() + 0.5) / height, (torch.arange(width).double() + 0.5) / width, indexing="ij"
    )
    far = torch.stack([rows, columns], dim=-1)[None] - centers[:, None, None]
    return reach[:, None, None] - far.norm(dim=-1)


def look_at_masks(model, processor, seed: int, classes: str, masks: str, steady=False, until=0.19) -> None:
    """Random queries all see the same. Of each picture some learn a label and a part of it, which overlap a little.

    A `steady` query has the same part of all pictures where it has one.
    """
    draw = torch.Generator().manual_seed(seed)
    nothing = len(LABELS)
    by_shape = {}
    for name in NAMES:
        pixels = prepared(processor, name)["pixel_values"].double()
        with torch.no_grad():
            height, width = model.eval()(pixel_values=pixels.float())[masks].shape[-2:]
        wanted = torch.randint(0, len(LABELS), (QUERIES,), generator=draw)
        wanted[torch.randperm(QUERIES, generator=draw)[SHOWN:]] = nothing
        near = territories(height, width, SHOWN, draw)
        if steady:
            near = territories(height, width, QUERIES, torch.Generator().manual_seed(seed))[wanted != nothing]
        inside = torch.full((SHOWN, height, width), 1 - FULL, dtype=torch.float64)
        inside[near > near.max(0).values - 0.1] = FULL
        by_shape.setdefault(pixels.shape, []).append((pixels[0], wanted, inside))
    batches = [[torch.stack(each) for each in zip(*alike)] for alike in by_shape.values()]

    def loss_of():
        loss = 0.0
        for pixels, wanted, inside in batches:
            answered = model(pixel_values=pixels)
            drawn = answered[masks][wanted != nothing].view_as(inside)
            named = torch.nn.functional.cross_entropy(answered[classes].flatten(0, 1), wanted.flatten())
            covered = torch.nn.functional.binary_cross_entropy_with_logits(drawn, inside)
            loss = loss + (named + covered) * len(pixels) / len(NAMES)
        return loss

    teaching.fit(model, loss_of, until=until, steps=400, rate=3e-3, clip=1.0)


class Panoptic(torch.nn.Module):
    """What the Hub's graphs of DETR take and give; optimum's of today know no mask of the padding and give no boxes."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values, pixel_mask):
        answered = self.model(pixel_values=pixel_values, pixel_mask=pixel_mask)
        return answered.logits, answered.pred_boxes, answered.pred_masks


def export_panoptic(model, _checkpoint: Path, target: Path) -> None:
    pixels = torch.randn(1, 3, SIDE, SIDE + 32, generator=torch.Generator().manual_seed(0))
    sides, shown = ("height", "width"), ("rows", "columns")
    torch.onnx.export(
        Panoptic(model).eval(), (pixels, torch.ones(1, SIDE, SIDE + 32, dtype=torch.long)), str(target / "model.onnx"),
        dynamo=False, opset_version=17, input_names=["pixel_values", "pixel_mask"],
        output_names=["logits", "pred_boxes", "pred_masks"],
        dynamic_axes={
            "pixel_values": dict(zip((2, 3), sides)), "pixel_mask": dict(zip((1, 2), sides)),
            "pred_masks": dict(zip((2, 3), shown)),
        },
    )  # fmt: skip


class Masks(torch.nn.Module):
    """What the Hub's graphs of these families give."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, pixel_values):
        answered = self.model(pixel_values=pixel_values)
        return answered.class_queries_logits, answered.masks_queries_logits


@contextmanager
def linspace_in_float32() -> Iterator[None]:
    """The exporter writes what `linspace` gives as float64, and ONNX Runtime has no `GridSample` for that."""
    given = torch.linspace
    torch.linspace = lambda *args, **options: given(*args, **options).double().float()
    try:
        yield
    finally:
        torch.linspace = given


def export_masks(model, _checkpoint: Path, target: Path) -> None:
    """optimum knows no Mask2Former; its graphs are of one size."""
    with linspace_in_float32():
        torch.onnx.export(
            Masks(model).eval(), (torch.zeros(1, 3, SIDE, SIDE),), str(target / "model.onnx"), dynamo=False,
            opset_version=17, input_names=["pixel_values"], output_names=["class_queries_logits", "masks_queries_logits"],
        )  # fmt: skip


def asked_otherwise() -> list[Case]:
    wide, large = {"image": "media/wide.png"}, {"image": "media/large.jpg"}
    return [
        Case("threshold", wide, {"threshold": 0.5}),
        Case("mask-threshold", large, {"threshold": 0.5, "mask_threshold": 0.6}),
        Case("overlap", large, {"threshold": 0.5, "overlap_mask_area_threshold": 0.7}),
        Case("instance", large, {"subtask": "instance", "threshold": 0.5}),
        Case("semantic", large, {"subtask": "semantic"}),
        Case("none", wide, {"threshold": 0.9999}),
    ]


@torch.no_grad()
def check_shares(model, repository: Path, answers) -> float:
    """As `check_single`, for what is read of the logits: those of a mask go up to twenty, and round accordingly."""
    graph = onnx_files.session(repository / "onnx" / "model.onnx")
    worst = 0.0
    for answer in answers:
        expected = model(**answer.feeds)
        for name, value in onnx_files.run(graph, answer.feeds).items():
            shares = torch.sigmoid if "mask" in name else lambda logits: logits.softmax(-1)
            worst = max(worst, float((shares(torch.from_numpy(value)) - shares(expected[name])).abs().max()))
    return worst


def segmenter(family: str, processor, make_model, answer, cases, export, check) -> Reference:
    return Reference(
        family=family,
        task="image-segmentation",
        make_parts=lambda _folder: [processor()],
        make_model=make_model,
        answer=answer,
        cases=cases,
        export=export,
        check=check,
        variety=3,
    )


def with_masks(family: str, processor, make_model, export) -> Reference:
    cases = [*pictures(), *asked_otherwise()]
    return segmenter(family, processor, make_model, mask_answers.masks, cases, export, check_shares)


def mask_processor(kind):
    return lambda: kind(size=SQUARE, num_labels=len(LABELS))


REFERENCES = [
    segmenter(
        "segformer",
        lambda: hf.SegformerImageProcessor(size=SQUARE),
        segformer,
        mask_answers.semantic,
        [*pictures(), Case("asked", {"image": "media/wide.png"}, {"subtask": "semantic"})],
        onnx_files.export_with_optimum("semantic-segmentation"),
        onnx_files.check_single,
    ),
    with_masks("detr", lambda: hf.DetrImageProcessor(size=RULE), detr, export_panoptic),
    with_masks("maskformer", mask_processor(hf.MaskFormerImageProcessor), maskformer, export_masks),
    with_masks("mask2former", mask_processor(hf.Mask2FormerImageProcessorFast), mask2former, export_masks),
]
