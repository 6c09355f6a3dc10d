"""Models that make a larger picture of a picture."""

from pathlib import Path

import torch
import transformers as hf
from transformers.image_utils import load_image

from lib import onnx_files, packed, teaching, vision_answers, weights
from lib.media import ROOT
from lib.reference import Reference

from .vision import NAMES, pictures

WINDOW = 4
LIGHT = "pixelshuffledirect"
"""The one that is small enough to be taught; the others have 64 channels at the size of what they make."""
SMALL = ("exact", "wide", "tall", "grey", "alpha", "turned")
TINY = ("small.png", "small-grey.png")


def swin2sr(parts, seed: int, upsampler: str, upscale: int):
    torch.manual_seed(seed)
    config = hf.Swin2SRConfig(
        image_size=16, embed_dim=16, depths=[2], num_heads=[2], window_size=WINDOW, upscale=upscale, upsampler=upsampler
    )
    model = hf.Swin2SRForImageSuperResolution(config)
    # Most of what comes out lies between black and white.
    weights.randomise(model, seed, {r"patch_embed": 2.0, r"final_convolution": 0.25})
    if upsampler == LIGHT:
        enlarge(model, parts[0])
    packed.round_weights(model)
    return model


def enlarge(model, processor) -> None:
    """Random weights make noise; these learn what a few pictures were before they were made smaller."""
    seen = []
    for name in NAMES:
        small = load_image(str(ROOT / "media" / name))
        small.thumbnail((48, 48))
        pixels = processor(small, return_tensors="pt")["pixel_values"].double()
        wanted = torch.nn.functional.interpolate(pixels, scale_factor=model.upscale, mode="bicubic").clamp(0, 1)
        seen.append((pixels, wanted))

    def loss_of():
        return sum((model(pixel_values=pixels).reconstruction - wanted).abs().mean() for pixels, wanted in seen) / len(seen)

    teaching.fit(model, loss_of, until=0.04, steps=120, rate=6e-3, clip=1.0)


def export(model, checkpoint: Path, target: Path) -> None:
    onnx_files.export_with_optimum("image-to-image")(model, checkpoint, target)
    packed.pack(target / "model.onnx")


def enlarger(make_processor, upsampler: str, upscale: int, variant="") -> Reference:
    return Reference(
        family="swin2sr",
        task="image-to-image",
        make_parts=lambda _folder: [make_processor()],
        make_model=lambda parts, seed: swin2sr(parts, seed, upsampler, upscale),
        answer=vision_answers.image_to_image,
        # On a software adapter a large picture takes minutes; with 64 channels at four times its sides all but tiny ones do.
        cases=pictures(TINY) if upscale == 4 else [case for case in pictures() if case.name in SMALL],
        export=export,
        check=onnx_files.check_single,
        variant=variant,
    )


REFERENCES = [
    enlarger(lambda: hf.Swin2SRImageProcessor(), "pixelshuffle", 2),
    # The fast processor, and whole windows as they are.
    enlarger(lambda: hf.Swin2SRImageProcessorFast(size_divisor=WINDOW), LIGHT, 3, "lightweight"),
    enlarger(lambda: hf.Swin2SRImageProcessor(), "nearest+conv", 4, "realworld"),
]
