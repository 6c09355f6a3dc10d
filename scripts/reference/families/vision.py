"""Models that say what a picture shows."""

import torch
import transformers as hf
from transformers.image_utils import load_image

from lib import onnx_files, teaching, vision_answers, weights
from lib.media import ROOT
from lib.reference import Case, Reference

SQUARE = {"height": 48, "width": 48}
PATCHES = {"height": 56, "width": 56}
EVEN = {"height": 64, "width": 64}
LABELS = ["cat", "dog", "fox", "sea", "park", "ball"]
NAMES = ("exact.png", "wide.png", "tall.jpg", "large.jpg", "grey.png", "alpha.png", "turned.jpg")


def labels(names=tuple(LABELS)) -> dict:
    return {"id2label": dict(enumerate(names)), "label2id": {name: index for index, name in enumerate(names)}}


def pictures(names=NAMES, **options) -> list[Case]:
    return [Case(name.split(".")[0], {"image": f"media/{name}"}, options) for name in names]


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


def tell_apart(model, processor, seed: int) -> None:
    """What is squeezed through a few channels at a time says nearly the same of all pictures until it is taught otherwise."""
    draw = torch.Generator().manual_seed(seed)
    pictures = [load_image(str(ROOT / "media" / name)) for name in NAMES]
    pixels = torch.cat([processor(each, return_tensors="pt")["pixel_values"] for each in pictures]).double()
    aims = 0.7 * torch.stack([torch.randperm(len(LABELS), generator=draw) for _ in NAMES]).double()
    teaching.fit(model, lambda: (model(pixel_values=pixels).logits - aims).square().mean(), until=0.005, steps=500, rate=3e-3)


def mobilevit(parts, seed: int):
    torch.manual_seed(seed)
    config = hf.MobileViTConfig(
        image_size=64, hidden_sizes=[16, 20, 24], neck_hidden_sizes=[8, 8, 12, 16, 16, 20, 48], num_attention_heads=4,
        mlp_ratio=2.0, **labels(),
    )  # fmt: skip
    model = hf.MobileViTForImageClassification(config)
    weights.randomise(model, seed, {r"classifier": 3.0, r"classifier.bias": 0.1})
    tell_apart(model, parts[0], seed)
    return model


def mobilenet_v2(parts, seed: int):
    torch.manual_seed(seed)
    config = hf.MobileNetV2Config(
        image_size=48, depth_multiplier=0.1, depth_divisible_by=4, min_depth=4, expand_ratio=2.0, finegrained_output=False,
        **labels(),
    )  # fmt: skip
    model = hf.MobileNetV2ForImageClassification(config)
    weights.randomise(model, seed, {r"classifier": 3.0, r"classifier.bias": 0.1})
    tell_apart(model, parts[0], seed)
    return model


def efficientnet(parts, seed: int):
    torch.manual_seed(seed)
    config = hf.EfficientNetConfig(
        image_size=48, width_coefficient=0.1, depth_coefficient=1.0, depth_divisor=4, hidden_dim=128,
        kernel_sizes=[3, 5, 3], in_channels=[32, 80, 120], out_channels=[80, 120, 160], strides=[1, 2, 2],
        num_block_repeats=[1, 2, 1], expand_ratios=[1, 3, 3], depthwise_padding=[], **labels(),
    )  # fmt: skip
    model = hf.EfficientNetForImageClassification(config)
    weights.randomise(model, seed, {r"classifier": 3.0, r"classifier.bias": 0.1})
    tell_apart(model, parts[0], seed)
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
    classifier("mobilevit", lambda: hf.MobileViTImageProcessor(size={"shortest_edge": 72}, crop_size=EVEN), mobilevit, 2),
    classifier("mobilenet_v2", lambda: hf.MobileNetV2ImageProcessor(size=55, crop_size=SQUARE), mobilenet_v2, 2),
    classifier("efficientnet", lambda: hf.EfficientNetImageProcessor(size=SQUARE, crop_size=SQUARE), efficientnet, 2),
]
