"""Models that say what a picture shows."""

import torch
import transformers as hf

from lib import onnx_files, vision_answers, weights
from lib.reference import Case, Reference

SQUARE = {"height": 48, "width": 48}
PATCHES = {"height": 56, "width": 56}
LABELS = ["cat", "dog", "fox", "sea", "park", "ball"]
NAMES = ("exact.png", "wide.png", "tall.jpg", "large.jpg", "grey.png", "alpha.png", "turned.jpg")


def labels(names=tuple(LABELS)) -> dict:
    return {"id2label": dict(enumerate(names)), "label2id": {name: index for index, name in enumerate(names)}}


def pictures(**options) -> list[Case]:
    return [Case(name.split(".")[0], {"image": f"media/{name}"}, options) for name in NAMES]


def classified() -> list[Case]:
    return [*pictures(), Case("top-two", {"image": "media/wide.png"}, {"top_k": 2})]


def vit(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.ViTConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, image_size=48, patch_size=8,
        **labels(),
    )  # fmt: skip
    model = hf.ViTForImageClassification(config)
    weights.randomise(model, seed, {r"classifier": 3.0, r"classifier.bias": 0.1, r"projection.weight": 4.0})
    return model


def resnet(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.ResNetConfig(
        embedding_size=16, hidden_sizes=[16, 24, 32], depths=[1, 2, 1], layer_type="bottleneck", **labels()
    )
    model = hf.ResNetForImageClassification(config)
    weights.randomise(model, seed, {r"classifier": 3.0, r"classifier.*bias": 0.1})
    return model


def swin(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.SwinConfig(
        image_size=48, patch_size=8, embed_dim=16, depths=[2, 2], num_heads=[2, 4], window_size=3, **labels()
    )
    model = hf.SwinForImageClassification(config)
    weights.randomise(model, seed, {r"classifier": 3.0, r"classifier.bias": 0.1, r"projection.weight": 4.0})
    return model


def deit(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.DeiTConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, image_size=48, patch_size=8,
        **labels(),
    )  # fmt: skip
    model = hf.DeiTForImageClassification(config)
    weights.randomise(model, seed, {r"classifier": 3.0, r"classifier.bias": 0.1, r"projection.weight": 4.0})
    return model


def beit(_parts, seed: int):
    """Several labels may be true of a picture at once: each has a sigmoid of its own."""
    torch.manual_seed(seed)
    config = hf.BeitConfig(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=4, intermediate_size=64, image_size=48, patch_size=12,
        use_relative_position_bias=True, problem_type="multi_label_classification", **labels(),
    )  # fmt: skip
    model = hf.BeitForImageClassification(config)
    weights.randomise(model, seed, {r"classifier": 2.0, r"classifier.bias": 0.1, r"projection.weight": 4.0}, {r"lambda_": 1.0})
    return model


def dinov2(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.Dinov2Config(
        hidden_size=32, num_hidden_layers=2, num_attention_heads=4, image_size=56, patch_size=14, **labels()
    )
    model = hf.Dinov2ForImageClassification(config)
    scales = {r"classifier": 3.0, r"classifier.bias": 0.1, r"projection.weight": 4.0}
    weights.randomise(model, seed, scales, {r"lambda1": 1.0})
    return model


def convnext(_parts, seed: int):
    torch.manual_seed(seed)
    config = hf.ConvNextConfig(hidden_sizes=[16, 24, 32], depths=[1, 1, 1], num_stages=3, **labels())
    model = hf.ConvNextForImageClassification(config)
    weights.randomise(model, seed, {r"classifier": 3.0, r"classifier.bias": 0.1}, {r"layer_scale": 1.0})
    return model


def classifier(family: str, make_processor, make_model, variety: int) -> Reference:
    return Reference(
        family=family,
        task="image-classification",
        make_parts=lambda _folder: [make_processor()],
        make_model=make_model,
        answer=vision_answers.image_classification,
        cases=classified(),
        export=onnx_files.export_with_optimum("image-classification"),
        check=onnx_files.check_single,
        variety=variety,
    )


REFERENCES = [
    Reference(
        family="vit",
        task="image-classification",
        make_parts=lambda _folder: [hf.ViTImageProcessor(size={"height": 48, "width": 48})],
        make_model=vit,
        answer=vision_answers.image_classification,
        cases=classified(),
        export=onnx_files.export_with_optimum("image-classification"),
        check=onnx_files.check_single,
        variety=3,
        quantised=True,
        with_onnx=onnx_files.answering_from,
    ),
    classifier("resnet", lambda: hf.ConvNextImageProcessor(size={"shortest_edge": 48}, crop_pct=0.875), resnet, 2),
    # Fast processors write null for every key that is not set.
    classifier("swin", lambda: hf.ViTImageProcessorFast(size={"height": 48, "width": 48}), swin, 3),
    classifier("deit", lambda: hf.DeiTImageProcessor(size={"height": 55, "width": 55}, crop_size=SQUARE), deit, 3),
    classifier("beit", lambda: hf.BeitImageProcessor(size={"height": 55, "width": 55}, crop_size=SQUARE), beit, 3),
    classifier("dinov2", lambda: hf.BitImageProcessorFast(size={"shortest_edge": 64}, crop_size=PATCHES), dinov2, 3),
    classifier("convnext", lambda: hf.ConvNextImageProcessorFast(size={"shortest_edge": 48}), convnext, 3),
]
