"""Segments as Python's image processors read them off drawn logits, for `src/tasks/image-segmentation` and what it uses."""

import base64
import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import torch
from transformers import (
    DetrImageProcessor,
    Mask2FormerImageProcessor,
    MaskFormerImageProcessor,
    SegformerImageProcessor,
)

SOURCE = Path(__file__).resolve().parents[2] / "src"
CLASSES = 5
QUERIES = 7
PROCESSORS = {"Detr": DetrImageProcessor, "MaskFormer": MaskFormerImageProcessor, "Mask2Former": Mask2FormerImageProcessor}
SIZES = [((12, 9), (64, 43)), ((24, 20), (11, 17)), ((16, 16), (1, 30)), ((7, 5), (151, 103))]
"""(width, height) of the model's maps and of the picture; one picture is smaller than its maps."""


def encoded(values) -> str:
    return base64.b64encode(np.ascontiguousarray(values, dtype="<f4").tobytes()).decode()


def drawn(count: int, size, draw: torch.Generator, scale: float) -> torch.Tensor:
    """Hills and valleys, [1, count, height, width]: noise would make a region of every pixel."""
    coarse = torch.randn(1, count, 4, 4, generator=draw) * scale
    return torch.nn.functional.interpolate(coarse, size=size[::-1], mode="bicubic", align_corners=True)


def runs(segmentation) -> list[int]:
    """How often each value is repeated, value and count in turn."""
    flat = segmentation.flatten().to(torch.int64)
    values, counts = torch.unique_consecutive(flat, return_counts=True)
    return torch.stack([values, counts], dim=-1).flatten().tolist()


def semantic(draw: torch.Generator) -> list[dict]:
    cases = []
    for size, picture in SIZES:
        logits = drawn(CLASSES, size, draw, 3.0)
        [found] = SegformerImageProcessor().post_process_semantic_segmentation(
            SimpleNamespace(logits=logits), [picture[::-1]]
        )
        cases.append({"size": size, "picture": picture, "logits": encoded(logits), "map": runs(found)})
    return cases


def queries(draw: torch.Generator) -> list[dict]:
    cases = []
    for name, processor in PROCESSORS.items():
        for size, picture in SIZES:
            classes = torch.randn(1, QUERIES, CLASSES + 1, generator=draw) * 3
            masks = drawn(QUERIES, size, draw, 4.0)
            answered = SimpleNamespace(
                logits=classes, pred_masks=masks, class_queries_logits=classes, masks_queries_logits=masks
            )
            answers = []
            for subtask, limits in [
                ("panoptic", (0.3, 0.5, 0.5)), ("panoptic", (0.3, 0.3, 0.8)), ("panoptic", (0.999, 0.5, 0.5)),
                ("instance", (0.2, 0.5, 0.5)), ("semantic", (0.5, 0.5, 0.5)),
            ]:  # fmt: skip
                threshold, mask, overlap = limits
                if subtask == "semantic":
                    [found] = processor().post_process_semantic_segmentation(answered, [picture[::-1]])
                    found = {"segmentation": found, "segments_info": None}
                else:
                    [found] = getattr(processor(), f"post_process_{subtask}_segmentation")(
                        answered, threshold=threshold, mask_threshold=mask, overlap_mask_area_threshold=overlap,
                        target_sizes=[picture[::-1]],
                    )  # fmt: skip
                segments = found["segments_info"] and [
                    {key: segment[key] for key in ("id", "label_id", "score")} for segment in found["segments_info"]
                ]
                answers.append({
                    "subtask": subtask, "threshold": threshold, "mask_threshold": mask,
                    "overlap_mask_area_threshold": overlap, "map": runs(found["segmentation"]), "segments": segments,
                })  # fmt: skip
            cases.append({
                "processor": name, "size": size, "picture": picture, "classes": encoded(classes),
                "masks": encoded(masks), "answers": answers,
            })  # fmt: skip
    return cases


def topk(draw: torch.Generator) -> list[dict]:
    cases = []
    for count, k in [(1, 1), (3, 3), (4, 2), (48, 8), (100, 20), (700, 100), (600, 100), (1300, 100), (6400, 100)]:
        values = torch.randn(count, generator=draw).softmax(-1)
        order = values.topk(k, sorted=False).indices.tolist()
        cases.append({"values": encoded(values), "order": order})
    return cases


def main() -> None:
    draw = torch.Generator().manual_seed(1)
    segments = {"semantic": semantic(draw), "queries": queries(draw)}
    for path, value in [("tasks/image-segmentation/segments.golden.json", segments), ("shared/torch-topk.golden.json", topk(draw))]:
        (SOURCE / path).write_text(json.dumps(value, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
