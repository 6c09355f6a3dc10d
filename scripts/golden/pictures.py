"""Pictures of every kind that readers have, and what Python sees of them: `e2e/media/kinds`."""

import json
from pathlib import Path

import numpy as np
import transformers as hf
from PIL import Image, ImageOps
from transformers.image_utils import load_image

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "e2e/media/kinds"
ORIENTATION = 0x0112
EVERY = 97
"""So many values of the model's input lie between two that are recorded."""

base = Image.open(ROOT / "e2e/reference/media/wide.png").convert("RGB").resize((48, 32), Image.Resampling.BICUBIC)
grey = np.asarray(base.convert("L"))
moved = ImageOps.mirror(base)


def sixteen_bits(mode: str) -> bytes:
    """Pillow writes no coloured PNG of 16 bits. Low bytes are noise that nobody should see."""
    import struct
    import zlib

    draw = np.random.default_rng(1)
    values = np.asarray(base if mode == "RGB" else base.convert("L")).astype(">u2")
    values = values * 256 + draw.integers(0, 120, values.shape).astype(">u2")
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in values)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", base.width, base.height, 16, 2 if mode == "RGB" else 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


FOLDER.mkdir(exist_ok=True)
base.convert("CMYK").save(FOLDER / "cmyk.jpg", quality=92)
base.save(FOLDER / "progressive.jpg", quality=90, progressive=True)
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    base.save(FOLDER / f"exif{orientation}.jpg", quality=90, exif=exif)
(FOLDER / "deep.png").write_bytes(sixteen_bits("RGB"))
(FOLDER / "deep-grey.png").write_bytes(sixteen_bits("L"))
base.quantize(24).save(FOLDER / "palette.png", optimize=True)
base.quantize(24).save(FOLDER / "still.gif")
Image.fromarray(np.dstack([grey, np.tile(np.linspace(255, 0, 48).astype(np.uint8), (32, 1))]), "LA").save(FOLDER / "grey-alpha.png")
base.save(FOLDER / "moving.gif", save_all=True, append_images=[moved], duration=200, loop=0)
base.save(FOLDER / "moving.webp", save_all=True, append_images=[moved], duration=200, loop=0, lossless=True)
base.save(FOLDER / "moving.png", save_all=True, append_images=[moved], duration=200, loop=0)
base.save(FOLDER / "still.avif", quality=95, subsampling="4:4:4")
base.save(FOLDER / "plain.bmp")
Image.new("RGB", (1, 1), (200, 40, 90)).save(FOLDER / "dot.png")
Image.fromarray(np.tile(np.linspace(0, 255, 4000).astype(np.uint8)[:, None, None], (1, 1, 3))).save(FOLDER / "thread.png", optimize=True)
Image.fromarray(np.tile(np.linspace(0, 255, 4000).astype(np.uint8)[None, :, None], (1, 1, 3))).save(FOLDER / "line.png", optimize=True)
Image.new("1", (8000, 6000), 1).save(FOLDER / "huge.png", optimize=True)
(FOLDER / "drawing.svg").write_text(
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#c8285a"/></svg>\n'
)
# The first bytes of a phone's photo; no browser but Safari would read the rest.
(FOLDER / "phone.heic").write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64))
(FOLDER / "renamed.jpg").write_text("Dear diary, today I renamed a text.\n")
(FOLDER / "empty.jpg").write_bytes(b"")

processor = hf.ViTImageProcessor(size={"height": 48, "width": 48})
seen = {}
for file in sorted(FOLDER.iterdir()):
    if file.suffix not in (".jpg", ".png", ".gif", ".webp", ".avif", ".bmp") or file.stem in ("renamed", "empty", "huge"):
        continue
    # Pillow reads a grey PNG of 16 bits as numbers up to 65,535 and makes white of all of them: its high bytes are the picture.
    image = Image.fromarray(grey) if file.stem == "deep-grey" else load_image(str(file))
    # Of one pixel Python guesses that the colours come first, and fails.
    fed = processor(image.convert("RGB"), return_tensors="np", input_data_format="channels_last")
    values = fed["pixel_values"].ravel()[::EVERY]
    seen[file.name] = [round(float(value), 4) for value in values]
(FOLDER / "seen.golden.json").write_text(
    '{"every": %d, "pixel_values": {\n%s\n}}\n'
    % (EVERY, ",\n".join(f"{json.dumps(name)}: {json.dumps(values)}" for name, values in seen.items()))
)
