"""Writes zips of Python's own beside the reader that must open them: plain, with 64-bit sizes, and in a packing it refuses."""

import base64
import io
import json
import zipfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[2] / "src" / "app" / "models" / "zip.golden.json"
DAY = (2026, 1, 1, 0, 0, 0)


def entry(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, DAY)
    info.compress_type = method
    return info


def checkpoint(wide: bool) -> bytes:
    # Above it Python writes fields of 64 bits.
    zipfile.ZIP64_LIMIT = 3 if wide else (1 << 31) - 1
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        with archive.open(entry("m/config.json", zipfile.ZIP_DEFLATED), "w", force_zip64=wide) as file:
            file.write(b'{"a": "' + b"x" * 200 + b'"}')
        with archive.open(entry("m/onnx/mod\u00e8le.onnx", zipfile.ZIP_STORED), "w", force_zip64=wide) as file:
            file.write(b"graph")
        archive.writestr(entry("m/empty/", zipfile.ZIP_STORED), b"")
        archive.comment = b"made by Python"
    return buffer.getvalue()


def refused() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry("a.txt", zipfile.ZIP_BZIP2), b"a" * 50)
    return buffer.getvalue()


ZIPS = {"plain": checkpoint(False), "wide": checkpoint(True), "bzip2": refused()}
TARGET.write_text(json.dumps({name: base64.b64encode(zip).decode() for name, zip in ZIPS.items()}) + "\n")
