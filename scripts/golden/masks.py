"""Masks as the image processors of SAM and SAM 2 bring them to the picture, for `src/tasks/mask-generation`."""

import json
from pathlib import Path

import torch
from transformers import Sam2ImageProcessorFast, SamImageProcessor

from segments import drawn, encoded, runs

TARGET = Path(__file__).resolve().parents[2] / "src/tasks/mask-generation/masks.golden.json"
SIDE = 64
MASKS = 3
PICTURES = [(48, 48), (67, 45), (41, 97), (9, 5), (301, 200), (1, 30)]
"""Width and height; smaller than the model's picture and larger, and one a pixel wide."""


def main() -> None:
    draw = torch.Generator().manual_seed(7)
    sam = SamImageProcessor(size={"longest_edge": SIDE}, pad_size={"height": SIDE, "width": SIDE})
    cases = []
    for width, height in PICTURES:
        logits = drawn(MASKS, (16, 16), draw, 4.0)[None]
        seen = sam._get_preprocess_shape((height, width), SIDE)
        found = {
            "Sam": sam.post_process_masks(logits, [(height, width)], [seen])[0],
            "Sam2": Sam2ImageProcessorFast().post_process_masks(logits, [(height, width)])[0],
        }
        cases.append({
            "picture": [width, height], "seen": [seen[1], seen[0]], "logits": encoded(logits),
            "found": {name: [runs(mask) for mask in masks[0]] for name, masks in found.items()},
        })  # fmt: skip
    TARGET.write_text(json.dumps({"side": SIDE, "mask": 16, "cases": cases}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
