"""Python's own answers for segments of pictures, and how far each is from another."""

import base64
import io

import numpy as np
import torch
from transformers import pipeline
from transformers.image_utils import load_image

from . import json_files
from .media import ROOT
from .reference import MARGIN, Answer, Case

FEW = 2_000
"""Values of a recorded tensor: a family has many pictures."""
CLOSE = 3e-6
"""Classes of a pixel that are no further apart may change places on another processor."""
CLOSE_SHARE = 0.01
"""So much of the smallest segment may be as close as that."""
ROOM = 5
"""What is counted or lies between 0 and 1 moves by less than scores do: a fifth of their margin is as safe."""
CLOSE_PAIRS = 1e-4
"""So near to each other, as a share, no two pairs of query and class may be: rounding of logits is a tenth of it."""
DEFAULTS = {"threshold": 0.9, "mask_threshold": 0.5, "overlap_mask_area_threshold": 0.5}
MASK2FORMER = (384, 384)


def as_json(segments) -> list[dict]:
    """As the outside contract has them: a mask is a PNG's address."""

    def png(mask) -> str:
        file = io.BytesIO()
        mask.save(file, "PNG", optimize=True)
        return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()

    return [{"label": entry["label"], "score": entry["score"], "mask": png(entry["mask"])} for entry in segments]


def asked(model, processor, case: Case):
    image = load_image(str(ROOT / case.inputs["image"]))
    pipe = pipeline("image-segmentation", model=model, image_processor=processor, device="cpu")
    segments = pipe(image, **case.options)
    feeds = dict(processor(images=image, return_tensors="pt"))
    with torch.no_grad():
        answered = model(**feeds)
    intermediate = {"pixel_values": json_files.tensor(feeds["pixel_values"], whole=FEW)}
    return segments, feeds, answered, intermediate, (image.height, image.width)


def enlarged(maps, size):
    return torch.nn.functional.interpolate(maps[None], size=size, mode="bilinear", align_corners=False)[0]


def by_class(scores, segments) -> float:
    """How clearly each class has a pixel or has none. `scores`: [classes, height, width]."""
    best = scores.topk(2, dim=0).values
    ahead = scores - torch.where(scores == best[0], best[1], best[0])
    margin = ahead.flatten(1).max(-1).values.abs().min()
    smallest = min(np.asarray(entry["mask"]).astype(bool).sum() for entry in segments)
    close = (best[0] - best[1] < CLOSE).sum() / smallest
    return float(margin) if len(segments) >= 2 and close < CLOSE_SHARE else 0.0


def semantic(model, parts, case: Case) -> Answer:
    segments, feeds, answered, intermediate, size = asked(model, parts[0], case)
    margin = by_class(enlarged(answered.logits[0], size), segments)
    return Answer(as_json(segments), margin, intermediate, [entry["label"] for entry in segments], feeds)


def masks(model, parts, case: Case) -> Answer:
    segments, feeds, answered, intermediate, size = asked(model, parts[0], case)
    classes = answered.get("class_queries_logits", answered.get("logits"))[0]
    maps = answered.get("masks_queries_logits", answered.get("pred_masks"))[0]
    if "Mask2Former" in type(parts[0]).__name__:
        maps = enlarged(maps, MASK2FORMER)
    # DETR's things are merged as its segments are.
    instances = of_panoptic if "pred_masks" in answered else of_instances
    margin = {"semantic": of_semantic, "instance": instances, None: of_panoptic}[case.options.get("subtask")](
        classes.softmax(-1), maps, size, {**DEFAULTS, **case.options}, segments
    )
    if case.name == "none":
        margin = 1.0 if not segments else 0.0
    elif len(segments) < (1 if case.name == "overlap" else 2):
        margin = 0.0
    return Answer(as_json(segments), margin, intermediate, [entry["label"] for entry in segments], feeds)


def of_semantic(classes, maps, size, _options, segments) -> float:
    # The sums of probabilities are closer together than logits.
    return 10 * by_class(enlarged(torch.einsum("qc,qhw->chw", classes[:, :-1], maps.sigmoid()), size), segments)


def of_panoptic(classes, maps, size, options, _segments) -> float:
    scores, labels = classes.max(-1)
    second = classes.topk(2).values[:, 1]
    kept = (labels != classes.shape[-1] - 1) & (scores > options["threshold"])
    decided = [*(scores - second), *(scores - options["threshold"]).abs()]
    if kept.sum() < 2:
        return float(min(decided))
    shown = enlarged(maps[kept].sigmoid(), size) * scores[kept][:, None, None]
    winners = shown.argmax(0)
    best = shown.topk(2, dim=0).values
    areas = torch.stack([(winners == index).sum() for index in range(len(shown))])
    reach = (shown >= options["mask_threshold"]).flatten(1).sum(-1)
    # A mask that nowhere wins, or nowhere gets as far as the threshold, is dropped: by how much is decided too.
    behind = (best[0] - shown).flatten(1).min(-1).values[areas == 0]
    highest = shown.flatten(1).max(-1).values
    shares = areas / reach.clamp(min=1)
    limits = (shares - options["overlap_mask_area_threshold"]).abs()[(areas > 0) & (reach > 0)]
    decided += [*(ROOM * behind), *(ROOM * (highest - options["mask_threshold"]).abs()), *(ROOM * limits)]
    listed = areas[(reach > 0) & (shares > options["overlap_mask_area_threshold"])]
    close = (best[0] - best[1] < CLOSE).sum() + ((shown - options["mask_threshold"]).abs() < CLOSE).sum()
    return float(min(decided)) if len(listed) and close / listed.min() < CLOSE_SHARE else 0.0


def of_instances(classes, maps, size, options, segments) -> float:
    """The order of the pairs is what `torch.topk` happens to leave: close pairs would leave another."""
    pairs = classes[:, :-1].flatten().sort(descending=True).values
    count = len(classes)
    if float((1 - pairs[1:] / pairs[:-1]).min()) < CLOSE_PAIRS:
        return 0.0
    chosen = classes[:, :-1].flatten().topk(count).indices // (classes.shape[-1] - 1)
    inside = maps[chosen] > 0
    means = (maps[chosen].sigmoid() * inside).flatten(1).sum(1) / (inside.flatten(1).sum(1) + 1e-6)
    scores = pairs[:count] * means
    edge = (maps[chosen].abs() < CLOSE).sum() / max(1, min(np.asarray(entry["mask"]).astype(bool).sum() for entry in segments))
    return float((scores - options["threshold"]).abs().min()) if edge < MARGIN else 0.0
