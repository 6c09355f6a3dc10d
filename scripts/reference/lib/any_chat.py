"""Python's own answers for models that chat about pictures and sounds. It has no pipeline for them: the shape is that of pictures'."""

import copy

import numpy as np
import torch

from . import generation, json_files, onnx_files, teaching
from .decoder_check import empty_past, present_of
from .media import ROOT
from .reference import Answer, Case

TOLD = "both"
"""The case whose every step is recorded."""
NEW = {"both": ("pixel_values", "input_features"), "picture": ("pixel_values",), "sound": ("input_features",)}
"""What is recorded of cases whose media no case before them has."""
FEATURES = 3000


def feeds_of(processor, case: Case) -> dict:
    messages = copy.deepcopy(case.inputs["messages"])
    for message in messages:
        for part in message["content"]:
            if "url" in part:
                part["url"] = str(ROOT / part["url"])
    made = processor.apply_chat_template(
        messages, add_generation_prompt=True, tokenize=True, return_dict=True, return_tensors="pt"
    )
    return dict(made)


def answer(model, parts, case: Case) -> Answer:
    processor = parts[0]
    feeds = feeds_of(processor, case)
    recorded = {name: json_files.tensor(feeds[name], FEATURES) for name in NEW.get(case.name, ())}
    return generation.turn(model, processor.tokenizer, feeds, case, TOLD, recorded, {})


@torch.no_grad()
def seen_and_heard(model, feeds: dict, encode) -> list:
    """Pairs of the id of places and the vectors that take them. `encode` holds a function for each encoder."""
    found = []
    if "pixel_values" in feeds:
        found.append((model.config.image_token_id, encode["vision"](feeds["pixel_values"])))
    for features, mask in zip(feeds.get("input_features", ()), feeds.get("input_features_mask", ())):
        # Python fills the shorter of several sounds up to the longest; so filled up, each says alone what it says beside the others.
        found.append((model.config.audio_token_id, encode["audio"](features[None], mask[None])))
    return found


def placed(vectors, ids, found: list):
    for place in {id for id, _ in found}:
        rows = torch.cat([each.flatten(0, -2) for id, each in found if id == place])
        vectors = vectors.masked_scatter((ids == place)[..., None], rows.to(vectors.dtype))
    return vectors


def teach(model, processor, cases, end: int, read, encoders, logits_of) -> None:
    """
    Each conversation learns a line of its own as its answer; encoders are left as they are. `read(model, ids)` gives the
    vectors of ids and of their layers, `logits_of(vectors, layers, attention)` is the part that learns.
    """
    model.double().eval()
    rows, found = [], []
    with teaching.in_float64():
        for index, case in enumerate(cases):
            given = {name: widened(value) for name, value in feeds_of(processor, case).items()}
            media = seen_and_heard(model, given, encoders(model))
            line = generation.targets(case, index)[0]
            rows.append(teaching.continuation(processor.tokenizer, given["input_ids"][0].tolist(), line, end))
            found.append(media)
    batch = teaching.padded(rows, processor.tokenizer.pad_token_id)
    ids, wanted = batch["input_ids"], batch["labels"][:, 1:]

    def loss_of():
        vectors, layers = read(model, ids)
        vectors = torch.cat([placed(vectors[row : row + 1], ids[row : row + 1], media) for row, media in enumerate(found)])
        logits = logits_of(vectors, layers, batch["attention_mask"])[:, :-1]
        return torch.nn.functional.cross_entropy(logits.flatten(0, 1), wanted.flatten())

    # It learns in a few dozen steps; at the usual end every other answer is still undecided.
    teaching.fit(model, loss_of, until=0.04, rate=2e-2)


def widened(value):
    return value.double() if value.is_floating_point() else value


def check(model, repository, answers) -> float:
    """Media and ids become vectors, then the decoder step by step, against the logits that `generate` saw."""
    folder = repository / "onnx"
    embed, vision, audio, decoder = (
        onnx_files.session(folder / f"{name}.onnx")
        for name in ("embed_tokens", "vision_encoder", "audio_encoder", "decoder_model_merged")
    )

    def only(graph, **feeds):
        return torch.from_numpy(next(iter(onnx_files.run(graph, feeds).values())))

    encode = {
        "vision": lambda pixels: only(vision, pixel_values=pixels),
        "audio": lambda features, mask: only(audio, input_features=features, input_features_mask=mask),
    }
    worst = 0.0
    for told in answers:
        feeds = told.feeds
        if feeds["logits"] is None:
            continue
        ids = feeds["input_ids"]
        made = onnx_files.run(embed, {"input_ids": ids})
        vectors = placed(torch.from_numpy(made["inputs_embeds"]), ids, seen_and_heard(model, feeds, encode)).numpy()
        layers, past, length = made["per_layer_inputs"], empty_past(decoder), 0
        for row, token in zip(feeds["logits"], feeds["generated"]):
            fresh = vectors.shape[1]
            outputs = onnx_files.run(
                decoder,
                {
                    "inputs_embeds": vectors,
                    "per_layer_inputs": layers,
                    "attention_mask": np.ones((1, length + fresh), np.int64),
                    "position_ids": np.arange(length, length + fresh)[None],
                    **past,
                },
            )
            worst = max(worst, float(np.abs(outputs["logits"][0, -1] - row).max()))
            past = {name: outputs[present_of(name)] for name in past}
            length += fresh
            made = onnx_files.run(embed, {"input_ids": np.array([[token]])})
            vectors, layers = made["inputs_embeds"], made["per_layer_inputs"]
    return worst
