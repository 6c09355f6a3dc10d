"""Foreground masks, 8 bits grey, at the network's 320 x 320 and at the picture's own size."""

import json
from pathlib import Path

import numpy as np
from PIL import Image

from answers_efficientnet import load
from packages import sha256_of
from paths import ANSWERS, EXAMPLES
from sessions import made_with, session

PICTURES = (EXAMPLES / "cat.jpg", EXAMPLES / "astronaut.jpg")


def record(folder: Path) -> dict:
    file = folder / "onnx" / "model.onnx"
    settings = json.loads((folder / "preprocessor_config.json").read_text(encoding="utf-8"))
    size = (settings["size"]["width"], settings["size"]["height"])
    mean, deviation = (np.array(settings[key], np.float32) for key in ("image_mean", "image_std"))
    run, answers = session(file), []
    target = ANSWERS / "u2netp"
    target.mkdir(parents=True, exist_ok=True)
    for path in PICTURES:
        picture = load(path)
        pixels = np.asarray(picture.resize(size, Image.Resampling.BILINEAR), np.float32) / 255
        inputs = ((pixels - mean) / deviation).transpose(2, 0, 1)[None]
        (output,) = run.run(None, {"pixel_values": inputs})
        # Truncated, not rounded: transformers.js casts to uint8.
        small = Image.fromarray((output[0, 0] * 255).astype(np.uint8))
        large = small.resize(picture.size, Image.Resampling.BILINEAR)
        masks = {}
        for name, mask in (("mask320", small), ("mask", large)):
            saved = target / f"{path.stem}_{name}.png"
            mask.save(saved, optimize=True)
            values = np.asarray(mask)
            masks[name] = {
                "file": f"u2netp/{saved.name}",
                "sha256": sha256_of(saved),
                "width": mask.width,
                "height": mask.height,
                "meanValue": round(float(values.mean()), 3),
                "foregroundShare": round(float((values >= 128).mean()), 5),
            }
        answers.append({"file": f"public/examples/{path.name}"} | masks)
    return {"model": "u2netp", "task": "background-removal", "madeWith": made_with(file), "pictures": answers}
