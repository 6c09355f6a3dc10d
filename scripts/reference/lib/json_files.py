"""JSON as people and `--check` read it: floats of 8 significant digits, tensors as deflated base64, lists of numbers on one line."""

import base64
import json
import math
import zlib
from pathlib import Path

import numpy as np

WHOLE_TENSOR = 8_000
"""Longer tensors are recorded as every `step`-th value of the flattened array."""


def tensor(value, whole=WHOLE_TENSOR) -> dict:
    """A float tensor: its shape, and its values as base64 of deflated float32, little endian."""
    array = np.ascontiguousarray(np.asarray(value), dtype="<f4")
    step = max(1, math.ceil(array.size / whole))
    data = np.ascontiguousarray(array.ravel()[::step])
    return {"shape": list(array.shape), "step": step, "deflated": base64.b64encode(zlib.compress(data.tobytes(), 9)).decode()}


def plain(value):
    """Numpy and tuples become what JSON knows."""
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    if isinstance(value, float):
        return float(f"{value:.8g}")
    return value


def text_of(value, step="  ", indent="") -> str:
    deeper = indent + step
    if isinstance(value, dict) and value:
        entries = [f"{deeper}{json.dumps(key)}: {text_of(entry, step, deeper)}" for key, entry in value.items()]
        return "{\n" + ",\n".join(entries) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(entry, (dict, list)) for entry in value):
        return "[\n" + ",\n".join(deeper + text_of(entry, step, deeper) for entry in value) + f"\n{indent}]"
    return json.dumps(value, ensure_ascii=False)


def write(file: Path, value, step="  ") -> None:
    file.write_text(text_of(plain(value), step) + "\n", encoding="utf-8")


def pack(file: Path) -> None:
    """Without spaces and lines, which in a tokenizer are two fifths of the file."""
    file.write_text(json.dumps(read(file), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def read(file: Path):
    return json.loads(file.read_text(encoding="utf-8"))


def floats(deflated: str) -> np.ndarray:
    return np.frombuffer(zlib.decompress(base64.b64decode(deflated)), dtype="<f4")
