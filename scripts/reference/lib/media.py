"""Pictures and sounds for the cases: drawn and computed, small, and of the kinds that go wrong."""

import math
from pathlib import Path

import numpy as np
import soundfile
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[3] / "e2e" / "reference"
ORIENTATION = 0x0112


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    scene(48, 48, 1).save(folder / "exact.png")
    scene(67, 45, 2).save(folder / "wide.png")
    scene(41, 97, 3).save(folder / "tall.jpg", quality=90)
    scene(240, 161, 4).save(folder / "large.jpg", quality=85)
    scene(53, 53, 5).convert("L").save(folder / "grey.png")
    with_alpha(59, 44, 6).save(folder / "alpha.png")
    turned = Image.Exif()
    turned[ORIENTATION] = 6
    scene(80, 52, 7).save(folder / "turned.jpg", quality=90, exif=turned)
    # For what takes a software adapter minutes of any other.
    with_alpha(16, 12, 8).save(folder / "small.png")
    scene(13, 9, 9).convert("L").save(folder / "small-grey.png")

    save(folder / "tones.wav", [melody(1.5, 16000, [330, 550, 440])], 16000)
    save(folder / "noisy.wav", [melody(1.2, 16000, [700, 250], noise=0.2)], 16000)
    save(folder / "short.wav", [melody(0.4, 16000, [500])], 16000)
    left, right = melody(0.9, 44100, [300, 900]), melody(0.9, 44100, [450], noise=0.05)
    save(folder / "stereo.wav", [left, 0.6 * right], 44100)
    save(folder / "studio.wav", [melody(0.5, 48000, [620, 380])], 48000)
    save(folder / "brief.wav", [melody(0.3, 16000, [410, 820])], 16000)
    save(folder / "silence.wav", [np.zeros(8000)], 16000)
    # Longer than a window of any of the models here.
    save(folder / "long.wav", [melody(3.2, 8000, [350, 700, 260, 520], noise=0.02)], 8000)


def scene(width: int, height: int, seed: int) -> Image.Image:
    """A gradient, some noise and a few shapes with sharp edges."""
    draw = np.random.default_rng(seed)
    down, across = np.mgrid[0:height, 0:width]
    colours = draw.integers(40, 216, (3, 3))
    pixels = np.stack(
        [colours[0, c] + (colours[1, c] - 128) * across / width + (colours[2, c] - 128) * down / height for c in range(3)],
        axis=-1,
    )
    pixels += draw.normal(0, 12, pixels.shape)
    image = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8), "RGB")
    brush = ImageDraw.Draw(image)
    for index in range(5):
        x, y = int(draw.integers(0, width)), int(draw.integers(0, height))
        size = int(draw.integers(min(width, height) // 6, min(width, height) // 2))
        colour = tuple(int(value) for value in draw.integers(0, 256, 3))
        (brush.ellipse if index % 2 else brush.rectangle)([x, y, x + size, y + size], fill=colour)
    return image


def with_alpha(width: int, height: int, seed: int) -> Image.Image:
    image = scene(width, height, seed).convert("RGBA")
    image.putalpha(Image.fromarray(np.tile(np.linspace(0, 255, width).astype(np.uint8), (height, 1)), "L"))
    return image


def melody(seconds: float, rate: int, hertz: list[int], noise=0.0) -> np.ndarray:
    """Notes one after the other, each dying away."""
    length = round(seconds * rate)
    time = np.arange(length) / rate
    note = np.minimum((time / seconds * len(hertz)).astype(int), len(hertz) - 1)
    since = time - note * seconds / len(hertz)
    tone = 0.5 * np.sin(2 * math.pi * np.array(hertz)[note] * time) * np.exp(-3 * since)
    return tone + noise * np.random.default_rng(len(hertz)).uniform(-1, 1, length)


def save(file: Path, channels: list[np.ndarray], rate: int) -> None:
    soundfile.write(file, np.stack(channels, axis=-1), rate, subtype="PCM_16")
