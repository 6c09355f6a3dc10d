"""Python's own answers for models that cut out what points and a box mean."""

import base64
import io

import numpy as np
import torch
from PIL import Image
from transformers.image_utils import load_image

from . import json_files, onnx_files
from .media import ROOT
from .reference import ORDER_MARGIN, Answer, Case

FEW = 1_500
"""Values of a recorded tensor: a family has many pictures."""
CLOSE = 1e-4
"""So near to zero, a pixel of a mask may be on the other side on another processor."""
CLOSE_SHARE = 0.01
"""So much of the smallest mask may be as close as that."""
LEAST_SHARE = 0.02
"""So much of the picture a mask has at least, unless it has nothing of it."""


def asked_in(case: Case) -> dict:
    """Points and box as the processor takes them."""
    points, box = case.options.get("points", []), case.options.get("box")
    asked = {}
    if points:
        asked["input_points"] = [[[[float(point["x"]), float(point["y"])] for point in points]]]
        asked["input_labels"] = [[[point["label"] for point in points]]]
    if box:
        asked["input_boxes"] = [[[float(box[side]) for side in ("xmin", "ymin", "xmax", "ymax")]]]
    return asked


def prepared(processor, case: Case) -> dict:
    image = load_image(str(ROOT / case.inputs["image"])).convert("RGB")
    made = processor(image, **asked_in(case), return_tensors="pt")
    # NumPy's numbers are float64; the graphs take what the model itself goes on with.
    return {name: value.float() if value.is_floating_point() else value for name, value in made.items()}


def model_feeds(given: dict) -> dict:
    return {name: given[name] for name in ("pixel_values", "input_points", "input_labels", "input_boxes") if name in given}


@torch.no_grad()
def masks(model, parts, case: Case) -> Answer:
    [processor] = parts
    given = prepared(processor, case)
    feeds = model_feeds(given)
    # SAM 2 writes over the boxes that it is given.
    answered = model(**{name: value.clone() for name, value in feeds.items()})
    sizes = [given["original_sizes"]]
    # SAM 2 stretches pictures, and has no padding to cut off.
    if not hasattr(model.config.vision_config, "backbone_config"):
        sizes.append(given["reshaped_input_sizes"])
    [found] = processor.post_process_masks(answered.pred_masks, *sizes)
    [heights] = processor.post_process_masks(answered.pred_masks, *sizes, binarize=False)
    scores = answered.iou_scores[0, 0]
    order = scores.argsort(descending=True)
    output = [{"score": float(scores[place]), "mask": png(found[0, place].numpy())} for place in order]
    intermediate = {"pixel_values": json_files.tensor(feeds["pixel_values"], whole=FEW)}
    return Answer(output, margin_of(scores[order], found[0], heights[0]), intermediate, shapes(found[0, order]), feeds)


def margin_of(scores: torch.Tensor, found: torch.Tensor, heights: torch.Tensor) -> float:
    """How far the masks' scores are apart; 0 where a mask is too small or not decided."""
    areas = found.flatten(1).float().mean(-1)
    close = (heights.abs() < CLOSE).flatten(1).float().mean(-1)
    if (scores[:-1] - scores[1:]).min() < ORDER_MARGIN:
        return 0.0
    if ((areas > 0) & (areas < LEAST_SHARE)).any() or areas.max() == 0 or (close > CLOSE_SHARE * areas).any():
        return 0.0
    return float((scores[:-1] - scores[1:]).min())


def shapes(found: torch.Tensor) -> list[str]:
    """Coarse pictures of the masks: a model that always cuts out the same proves little."""
    small = torch.nn.functional.adaptive_avg_pool2d(found.float(), 6) > 0.5
    return ["".join(str(int(one)) for one in mask.flatten()) for mask in small]


def png(mask: np.ndarray) -> str:
    file = io.BytesIO()
    Image.fromarray(mask.astype(np.uint8) * 255).save(file, "PNG", optimize=True)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


@torch.no_grad()
def check(model, repository, answers) -> float:
    """Both graphs, one after the other, against the model's `forward`."""
    vision, decoder = (
        onnx_files.session(repository / "onnx" / f"{name}.onnx") for name in ("vision_encoder", "prompt_encoder_mask_decoder")
    )
    worst = 0.0
    for answer in answers:
        expected = model(**{name: value.clone() for name, value in answer.feeds.items()})
        seen = onnx_files.run(vision, answer.feeds)
        for name, value in onnx_files.run(decoder, {**none_of(decoder), **answer.feeds, **seen}).items():
            worst = max(worst, float(np.abs(value - expected[name].numpy()).max()))
    return worst


def none_of(decoder) -> dict:
    """No points and no box, as tensors without an entry."""
    empty = {
        "input_points": torch.zeros(1, 1, 0, 2),
        "input_labels": torch.zeros(1, 1, 0, dtype=torch.int64),
        "input_boxes": torch.zeros(1, 0, 4),
    }
    wanted = {entry.name for entry in decoder.get_inputs()}
    return {name: value for name, value in empty.items() if name in wanted}
