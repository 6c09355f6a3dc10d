"""`post_process_object_detection` of Python's image processors over drawn logits, for `src/tasks/object-detection`."""

import json
from pathlib import Path
from types import SimpleNamespace

import torch
from transformers import ConditionalDetrImageProcessor, DetrImageProcessor, RTDetrImageProcessor, YolosImageProcessor

TARGET = Path(__file__).resolve().parents[2] / "src/tasks/object-detection/detections.golden.json"
PROCESSORS = {
    "Detr": DetrImageProcessor, "Yolos": YolosImageProcessor, "ConditionalDetr": ConditionalDetrImageProcessor,
    "RTDetr": RTDetrImageProcessor,
}  # fmt: skip


def main() -> None:
    draw = torch.Generator().manual_seed(1)
    cases = []
    for name, processor in PROCESSORS.items():
        for queries, (width, height), threshold in [(7, (64, 43), 0.5), (30, (1001, 333), 0.3)]:
            logits = (torch.randn(1, queries, 5, generator=draw) * 2).round(decimals=5)
            boxes = torch.rand(1, queries, 4, generator=draw).round(decimals=4)
            answer = SimpleNamespace(logits=logits, pred_boxes=boxes)
            [found] = processor().post_process_object_detection(answer, threshold, [(height, width)])
            cases.append({
                "processor": name, "width": width, "height": height, "threshold": threshold, "queries": queries,
                "logits": [round(x, 5) for x in logits.flatten().tolist()],
                "boxes": [round(x, 4) for x in boxes.flatten().tolist()],
                "expected": [
                    {"label": f"LABEL_{label}", "score": score,
                     "box": dict(zip(("xmin", "ymin", "xmax", "ymax"), box.int().tolist()))}
                    for label, score, box in zip(found["labels"].tolist(), found["scores"].tolist(), found["boxes"])
                ],
            })  # fmt: skip
    TARGET.write_text(json.dumps(cases, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
