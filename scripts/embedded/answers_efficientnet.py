"""Top 5 labels of example pictures, preprocessed by transformers' own EfficientNetImageProcessor (PIL)."""

import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps
from transformers import EfficientNetImageProcessor

import efficientnet
from paths import EXAMPLES, MEDIA
from sessions import made_with, session

PICTURES = (
    EXAMPLES / "cat.jpg",
    EXAMPLES / "coffee.jpg",
    EXAMPLES / "astronaut.jpg",
    MEDIA / "picture.webp",
    MEDIA / "alpha.png",
    MEDIA / "rotated.jpg",
    MEDIA / "grey.png",
)


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


def load(path: Path) -> Image.Image:
    """Upright, alpha dropped: what the browser's decoder and transformers.js give."""
    with Image.open(path) as picture:
        return ImageOps.exif_transpose(picture).convert("RGB")


def pixels_of(processor: EfficientNetImageProcessor, picture: Image.Image) -> np.ndarray:
    """float32 [1, 3, 224, 224]. The processor of Python wants both sides: the short one is 256, the other follows."""
    short, side = processor.size["shortest_edge"], min(picture.size)
    size = {"height": int(short * picture.height / side), "width": int(short * picture.width / side)}
    return processor(picture, size=size, return_tensors="np")["pixel_values"].astype(np.float32)


def record(folder: Path) -> dict:
    file = folder / "onnx" / "model.onnx"
    settings = json.loads((folder / "preprocessor_config.json").read_text(encoding="utf-8"))
    names = json.loads((folder / "config.json").read_text(encoding="utf-8"))["id2label"]
    processor = EfficientNetImageProcessor(**{key: value for key, value in settings.items() if not key.endswith("_type")})
    # The processor turns {"shortest_edge"} into a square unless it is put back.
    processor.size = settings["size"]
    run, network, answers = session(file), efficientnet.network(), []
    for path in PICTURES:
        picture = load(path)
        pixels = pixels_of(processor, picture)
        scores = softmax(run.run(None, {"pixel_values": pixels})[0][0])
        with torch.no_grad():
            plain = softmax(network(torch.from_numpy(pixels))[0].numpy())
        best = np.argsort(-scores)[:5]
        answers.append(
            {
                "file": f"{path.parent.parent.name}/{path.parent.name}/{path.name}",
                "width": picture.width,
                "height": picture.height,
                "top5": [{"label": names[str(i)], "score": round(float(scores[i]), 6)} for i in best],
                "largestDifferenceToTorch": round(float(np.abs(scores - plain).max()), 6),
                "pixelValues": {
                    "sha256": hashlib.sha256(pixels.tobytes()).hexdigest(),
                    "mean": round(float(pixels.mean()), 6),
                    # Red, green, blue of the pixels (0, 0), (112, 112) and (223, 223).
                    "samples": [[round(float(x), 5) for x in pixels[0, :, i, i]] for i in (0, 112, 223)],
                },
            }
        )
    return {"model": "efficientnet-lite0", "task": "image-classification", "madeWith": made_with(file), "pictures": answers}
