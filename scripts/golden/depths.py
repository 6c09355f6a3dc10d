"""`post_process_depth_estimation` of Python's image processors over drawn depths, for `src/tasks/depth-estimation`."""

import json
from pathlib import Path
from types import SimpleNamespace

import torch
from transformers import DepthProImageProcessor, DPTImageProcessor, GLPNImageProcessor, ZoeDepthImageProcessor

TARGET = Path(__file__).resolve().parents[2] / "src/tasks/depth-estimation/depths.golden.json"
CASES = [
    ("DPT", DPTImageProcessor(), None),
    ("GLPN", GLPNImageProcessor(), None),
    ("ZoeDepth", ZoeDepthImageProcessor(), None),
    ("ZoeDepth", ZoeDepthImageProcessor(do_pad=False), None),
    ("DepthPro", DepthProImageProcessor(), 41.5),
    ("DepthPro", DepthProImageProcessor(), None),
]
EVERY = 7


def main() -> None:
    draw = torch.Generator().manual_seed(1)
    cases = []
    for name, processor, view in CASES:
        for (height, width), picture in [((6, 8), (23, 37)), ((9, 7), (5, 4))]:
            depth = torch.rand(1, height, width, generator=draw).round(decimals=4)
            field = None if view is None else torch.tensor([view])
            answer = SimpleNamespace(predicted_depth=depth, field_of_view=field)
            [found] = processor.post_process_depth_estimation(answer, [picture])
            cases.append({
                "processor": name, "isPadded": getattr(processor, "do_pad", False) and name == "ZoeDepth",
                "fieldOfView": view, "size": [width, height], "picture": [picture[1], picture[0]],
                "depth": [round(value, 4) for value in depth.flatten().tolist()],
                "every": EVERY, "expected": found["predicted_depth"].flatten()[::EVERY].tolist(),
            })  # fmt: skip
    TARGET.write_text(json.dumps(cases, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
