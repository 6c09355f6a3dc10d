"""Makes references again in a temporary folder and compares them with what is committed."""

import math
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from . import json_files, media

TOLERANCE = 1e-5
OF_THE_MACHINE = ("versions", "onnxDifference")
ROUNDED_TOLERANCE = 2e-3
"""Margins of smaller files: each processor has kernels of its own for half precision. Their answers must be equal."""


def run(chosen, root: Path, build) -> int:
    """Files byte for byte, numbers in reference.json within 1e-5. On another machine ONNX files may differ in their last
    bits: that is said and is no failure."""
    failed = 0
    with tempfile.TemporaryDirectory() as scratch:
        media.write(Path(scratch) / "media")
        failed += report("media", files_that_differ(root / "media", Path(scratch) / "media"))
        for reference in chosen:
            committed, made = root / reference.folder, Path(scratch) / reference.folder
            if not (committed / "reference.json").exists():
                failed += report(reference.folder, ["not made yet"])
                continue
            known = json_files.read(committed / "reference.json")
            try:
                build(reference, made, known["seed"])
            except Exception as error:  # the rest must still be checked
                failed += report(reference.folder, [f"{type(error).__name__}: {error}"])
                continue
            again = json_files.read(made / "reference.json")
            files = files_that_differ(committed, made)
            bits = [file for file in files if file.endswith(".onnx") and (committed / file).exists() and (made / file).exists()]
            differences = [file for file in files if file not in bits]
            differences += [f"reference.json {path}" for path in values_that_differ(known, again)]
            failed += report(reference.folder, differences, bits)
    return 1 if failed else 0


def report(name: str, differences: list[str], bits: Sequence[str] = ()) -> int:
    if differences:
        told = "DIFFERS: " + ", ".join(differences[:5])
    else:
        told = f"same answers, other bits: {', '.join(bits)}" if bits else "same"
    print(f"{name:44} {told}", flush=True)
    return 1 if differences else 0


def files_that_differ(committed: Path, made: Path) -> list[str]:
    names = {str(file.relative_to(folder)) for folder in (committed, made) for file in folder.rglob("*") if file.is_file()}
    names.discard("reference.json")
    return [name for name in sorted(names) if content(committed / name) != content(made / name)]


def content(file: Path) -> bytes | None:
    return file.read_bytes() if file.exists() else None


def values_that_differ(known, again, path="") -> list[str]:
    """Paths of values further apart than the tolerance; base64 tensors are compared as numbers."""
    if isinstance(known, dict) and isinstance(again, dict):
        if set(known) == {"shape", "step", "deflated"}:
            return [] if known["shape"] == again["shape"] and close(known["deflated"], again["deflated"]) else [path]
        keys = [key for key in {**known, **again} if path or key not in OF_THE_MACHINE]
        return [found for key in keys for found in values_that_differ(known.get(key), again.get(key), f"{path}/{key}")]
    if isinstance(known, list) and isinstance(again, list) and len(known) == len(again):
        pairs = enumerate(zip(known, again))
        return [found for index, (a, b) in pairs for found in values_that_differ(a, b, f"{path}/{index}")]
    if isinstance(known, float) and isinstance(again, (int, float)):
        tolerance = ROUNDED_TOLERANCE if "/quantised/" in path else TOLERANCE
        return [] if math.isclose(known, again, abs_tol=tolerance, rel_tol=tolerance) else [path]
    return [] if known == again else [path]


def close(known: str, again: str) -> bool:
    first, second = json_files.floats(known), json_files.floats(again)
    return first.shape == second.shape and bool(np.allclose(first, second, atol=TOLERANCE, rtol=0))
