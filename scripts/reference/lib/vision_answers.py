"""Python's own answers for pictures."""

import base64
import io

import numpy as np
import torch
import transformers as hf
from transformers import pipeline
from transformers.image_utils import load_image

from . import json_files, margins
from .media import ROOT
from .reference import ORDER_MARGIN, Answer, Case

FEW = 1_500
"""Values of a recorded tensor, where a family has many pictures."""
MANY = 4_000
"""Levels of a recorded picture: as bytes they are small."""


def pixels(processor, image) -> dict:
    return dict(processor(images=image, return_tensors="pt"))


def image_classification(model, parts, case: Case) -> Answer:
    image = load_image(str(ROOT / case.inputs["image"]))
    pipe = pipeline("image-classification", model=model, image_processor=parts[0], device="cpu")
    top_k = case.options.get("top_k", 5)
    output = pipe(image, **case.options)
    scores = [entry["score"] for entry in pipe(image, top_k=model.config.num_labels)]
    feeds = pixels(parts[0], image)
    shown = min(top_k, len(scores))
    intermediate = {"pixel_values": json_files.tensor(feeds["pixel_values"])}
    return Answer(output, margins.of_list(scores, shown), intermediate, [output[0]["label"]], feeds)


def object_detection(model, parts, case: Case) -> Answer:
    image = load_image(str(ROOT / case.inputs["image"]))
    pipe = pipeline("object-detection", model=model, image_processor=parts[0], device="cpu")
    output = pipe(image, **case.options)
    feeds = pixels(parts[0], image)
    with torch.no_grad():
        logits = model(**feeds).logits[0]
    scores = margins.softmax(logits.numpy())[:, :-1]
    threshold = case.options.get("threshold", 0.5)
    found = [row for row in scores if row.max() > threshold]
    margin = min([margins.between_best(row) for row in found] + [abs(row.max() - threshold) for row in scores])
    margin = margin if 2 <= len(found) < len(scores) or case.name == "none" else 0.0
    intermediate = {"pixel_values": json_files.tensor(feeds["pixel_values"])}
    feeds.pop("pixel_mask", None)
    return Answer(output, float(margin), intermediate, [entry["label"] for entry in output], feeds)


def zero_shot_image_classification(model, parts, case: Case) -> Answer:
    image = load_image(str(ROOT / case.inputs["image"]))
    processor, tokenizer = parts
    pipe = pipeline(
        "zero-shot-image-classification", model=model, image_processor=processor, tokenizer=tokenizer, device="cpu"
    )
    labels = case.inputs["candidate_labels"]
    output = pipe(image, candidate_labels=labels, **case.options)
    template = case.options.get("hypothesis_template", "This is a photo of {}.")
    padding = {"padding": True}
    if model.config.model_type == "siglip":
        padding = {"padding": "max_length", "max_length": 64, "truncation": True}
    texts = tokenizer([template.format(label) for label in labels], return_tensors="pt", **padding)
    feeds = {**pixels(processor, image), **texts}
    mask = feeds.get("attention_mask", torch.ones_like(feeds["input_ids"])).bool()
    intermediate = {
        "input_ids": [ids[row].tolist() for ids, row in zip(feeds["input_ids"], mask)],
        "pixel_values": json_files.tensor(feeds["pixel_values"]),
    }
    margin = margins.of_list([entry["score"] for entry in output], len(labels))
    return Answer(output, margin, intermediate, [output[0]["label"]], feeds)


def depth_estimation(model, parts, case: Case) -> Answer:
    image = load_image(str(ROOT / case.inputs["image"]))
    pipe = pipeline("depth-estimation", model=model, image_processor=parts[0], device="cpu")
    found = pipe(image)
    depth = found["predicted_depth"].numpy()
    feeds = pixels(parts[0], image)
    # A constant says nothing, and where it would be cut at nought neither does the shape.
    margin = None if depth.std() > 0.05 * abs(depth.mean()) and depth.min() > 0 else 0.0
    output = {
        "depth": f"data:image/png;base64,{png_of(found['depth'])}",
        "predicted_depth": json_files.tensor(depth),
    }
    return Answer(output, margin, {"pixel_values": json_files.tensor(feeds["pixel_values"])}, (), feeds)


def image_to_image(model, parts, case: Case) -> Answer:
    image = load_image(str(ROOT / case.inputs["image"]))
    pipe = pipeline("image-to-image", model=model, image_processor=parts[0], device="cpu")
    made = np.asarray(pipe(image))
    feeds = pixels(parts[0], image)
    # Most of it is neither cut off at black or white, nor of one colour.
    margin = None if made.std() > 10 and ((made == 0) | (made == 255)).mean() < 0.3 else 0.0
    output = {"image": json_files.tensor(made, whole=MANY)}
    return Answer(output, margin, {"pixel_values": json_files.tensor(feeds["pixel_values"], whole=FEW)}, (), feeds)


def image_feature_extraction(model, parts, case: Case) -> Answer:
    images = [load_image(str(ROOT / name)) for name in case.inputs["images"]]
    pipe = pipeline("image-feature-extraction", model=model, image_processor=parts[0], device="cpu")
    # The pipeline keeps a batch of one around each.
    found = [pipe(image, **case.options)[0] for image in images]
    feeds = pixels(parts[0], images[0])
    intermediate = {"pixel_values": json_files.tensor(feeds["pixel_values"])}
    return Answer(found[0] if len(found) == 1 else found, None, intermediate, (), feeds)


def png_of(image) -> str:
    file = io.BytesIO()
    image.save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def focal_detection(model, parts, case: Case) -> Answer:
    """Detectors without a class for nothing: every query's every label is a candidate, and the best are shown."""
    image = load_image(str(ROOT / case.inputs["image"]))
    pipe = pipeline("object-detection", model=model, image_processor=parts[0], device="cpu")
    output = pipe(image, **case.options)
    feeds = pixels(parts[0], image)
    with torch.no_grad():
        answered = model(**feeds)
    scores = answered.logits[0].sigmoid().numpy()
    found = [entry["score"] for entry in output]
    # Which places of the picture are asked at all is a decision too.
    asked = answered.enc_outputs_class[0].max(-1).values.sigmoid().sort(descending=True).values
    last = float(asked[model.config.num_queries - 1] - asked[model.config.num_queries])
    margin = float(abs(scores - case.options.get("threshold", 0.5)).min())
    if not 2 <= len(found) < scores.size or margins.of_list(found, len(found)) == 0.0 or last < ORDER_MARGIN:
        margin = 0.0
    intermediate = {"pixel_values": json_files.tensor(feeds["pixel_values"], whole=FEW)}
    return Answer(output, margin, intermediate, [entry["label"] for entry in output], feeds)


def merged(labels) -> str:
    """Labels as one text, as Grounding DINO's processor joins them."""
    return ". ".join(label.strip().lower() for label in labels) + "."


def zero_shot_object_detection(model, parts, case: Case) -> Answer:
    image = load_image(str(ROOT / case.inputs["image"]))
    if case.options.get("together"):
        return grounded_detection(model, parts, case, image)
    processor, tokenizer = parts
    pipe = pipeline(
        "zero-shot-object-detection", model=model, image_processor=processor, tokenizer=tokenizer, device="cpu"
    )
    labels = case.inputs["candidate_labels"]
    output = pipe(image, candidate_labels=labels, **case.options)
    feeds = pixels(processor, image)
    words = [dict(tokenizer(label, return_tensors="pt")) for label in labels]
    with torch.no_grad():
        answered = [model(**feeds, **each) for each in words]
    scores = torch.cat([each.logits.max(-1).values.sigmoid().flatten() for each in answered]).numpy()
    intermediate = {
        "input_ids": [each["input_ids"][0].tolist() for each in words],
        "pixel_values": json_files.tensor(feeds["pixel_values"], whole=FEW),
    }
    threshold = case.options.get("threshold", 0.1)
    margin = least_distance(scores, threshold, [narrowest_choice(model, each) for each in answered])
    return Answer(output, margin, intermediate, [entry["label"] for entry in output], {**feeds, **words[0]})


def grounded_detection(model, parts, case: Case, image) -> Answer:
    """What the processor of Grounding DINO makes of all labels in one text, best first as the pipeline has it."""
    processor, tokenizer = parts
    whole = hf.GroundingDinoProcessor(processor, tokenizer)
    feeds = dict(whole(images=image, text=case.inputs["candidate_labels"], return_tensors="pt"))
    with torch.no_grad():
        answered = model(**feeds)
    threshold, words = case.options.get("threshold", 0.1), case.options.get("text_threshold", 0.25)
    found = whole.post_process_grounded_object_detection(
        answered, feeds["input_ids"], threshold=threshold, text_threshold=words, target_sizes=[image.size[::-1]]
    )[0]
    output = [
        {"score": score.item(), "label": label, "box": dict(zip(("xmin", "ymin", "xmax", "ymax"), box.int().tolist()))}
        for score, label, box in zip(found["scores"], found["text_labels"], found["boxes"])
    ]
    shares = answered.logits[0].sigmoid()
    margin = least_distance(shares.max(-1).values.numpy(), threshold, [narrowest_choice(model, answered)])
    shown = shares[shares.max(-1).values > threshold]
    margin = min(margin, float((shown - words).abs().min())) if len(shown) else 0.0
    intermediate = {
        "input_ids": feeds["input_ids"].tolist(),
        "pixel_values": json_files.tensor(feeds["pixel_values"], whole=FEW),
    }
    output.sort(key=lambda entry: -entry["score"])
    return Answer(output, margin, intermediate, [entry["label"] for entry in output], feeds)


def least_distance(scores, threshold: float, choices) -> float:
    """How far scores are from the threshold, where those above it are in a clear order."""
    found = [score for score in scores if score > threshold]
    if min(choices) < ORDER_MARGIN or (found and margins.of_list(found, len(found)) == 0.0):
        return 0.0
    return float(abs(scores - threshold).min())


def narrowest_choice(model, answered) -> float:
    """How clearly the places of a picture that become queries are better than the next, where a model chooses."""
    ranked = answered.get("enc_outputs_class")
    if ranked is None:
        return 1.0
    best = ranked[0].max(-1).values.sort(descending=True).values
    return float(best[model.config.num_queries - 1] - best[model.config.num_queries])
