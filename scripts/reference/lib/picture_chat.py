"""Python's own answers for models that chat about pictures, and the proof of their ONNX files."""

import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from transformers import pipeline
from transformers.image_utils import load_image

from . import generation, json_files, margins, onnx_files, teaching
from .decoder_check import empty_past, present_of
from .media import ROOT
from .reference import MARGIN, Answer, Case

TOLD = "wide"
"""The case whose every step is recorded."""
FIRST = {"paligemma": 1}
"""What positions are counted from, where it is not 0."""
GRAPHS = ("embed_tokens", "vision_encoder", "decoder_model_merged")
NEW = ("wide", "tall", "system", "later")
"""Cases with a picture that no case before them has: one that was seen is not fed again."""


def messages_of(case: Case) -> list[dict]:
    """The pictures as Python finds them here."""
    found = copy.deepcopy(case.inputs["messages"])
    for part in pictures_in(found):
        part["url"] = str(ROOT / part["url"])
    return found


def prompt_of(case: Case):
    """What a model without a chat template is given of its one turn."""
    parts = case.inputs["messages"][0]["content"]
    images = [load_image(str(ROOT / part["url"])) for part in parts if part["type"] == "image"]
    return "".join(part["text"] for part in parts if part["type"] == "text"), images


def pictures_in(messages: list[dict]) -> list[dict]:
    return [part for message in messages for part in message["content"] if part["type"] == "image"]


def feeds_of(processor, case: Case) -> dict:
    if processor.chat_template is None:
        words, images = prompt_of(case)
        return dict(processor(text=words, images=images, return_tensors="pt"))
    made = processor.apply_chat_template(
        messages_of(case), add_generation_prompt=True, tokenize=True, return_dict=True, return_tensors="pt"
    )
    return dict(made)


@dataclass(frozen=True)
class Files:
    """Answers greedily from quantised files, of families whose positions are counted on."""

    model: Any
    graphs: tuple

    def answer(self, processor, case: Case) -> Answer:
        options = generation.options_of(case)
        if options["num_beams"] > 1:
            return Answer(None, 0.0, {})
        feeds = feeds_of(processor, case)
        ends = np.ravel(self.model.generation_config.eos_token_id)
        placed = self.model.config.image_token_id if pictures_in(case.inputs["messages"]) else None
        steps = decoded(self.graphs, {**feeds, "placed": placed, "positions": np.arange(feeds["input_ids"].shape[1])[None]})
        row, written, narrowest = next(steps), [], 1.0
        while len(written) < options["max_new_tokens"]:
            written.append(int(row.argmax()))
            narrowest = min(narrowest, margins.between_best(margins.softmax(row)))
            if written[-1] in ends:
                break
            row = steps.send(written[-1])
        reply = {"role": "assistant", "content": processor.tokenizer.decode(written, skip_special_tokens=True)}
        return Answer([{"generated_text": [*case.inputs["messages"], reply]}], narrowest, {})


def answering_from(model, repository: Path, _dtype: str, suffix: str) -> Files:
    return Files(model, tuple(onnx_files.session(repository / "onnx" / f"{name}{suffix}.onnx") for name in GRAPHS))


def decoded(graphs, feeds: dict, looks_of=None):
    """Logits of the last place, step by step, of files: each is answered with the token that comes next."""
    embed, encoder, decoder = graphs
    ids = np.asarray(feeds["input_ids"])
    vectors = onnx_files.run(embed, {"input_ids": ids})["inputs_embeds"]
    if feeds["placed"] is not None:
        seen = [next(iter(onnx_files.run(encoder, look).values())) for look in (looks_of or looks)(feeds)]
        vectors[ids == feeds["placed"]] = np.concatenate([each.reshape(-1, vectors.shape[-1]) for each in seen])
    past, length = empty_past(decoder), 0
    types = np.asarray(feeds.get("token_type_ids", ids * 0))
    positions = feeds["positions"]
    while True:
        fresh = vectors.shape[1]
        outputs = onnx_files.run(
            decoder,
            {
                "inputs_embeds": vectors,
                "attention_mask": np.ones((1, length + fresh), np.int64),
                "position_ids": positions,
                "token_type_ids": types,
                **past,
            },
        )
        token = yield outputs["logits"][0, -1]
        past = {name: outputs[present_of(name)] for name in past}
        length += fresh
        types = np.zeros((1, 1), np.int64)
        positions = positions[..., -1:] * 0 + positions.max() + 1
        vectors = onnx_files.run(embed, {"input_ids": np.array([[token]])})["inputs_embeds"]


def answer(model, parts, case: Case) -> Answer:
    processor = parts[0]
    if isinstance(model, Files):
        return model.answer(processor, case)
    tokenizer = processor.tokenizer
    options = generation.options_of(case)
    feeds = feeds_of(processor, case)
    sequence, made, margin = generation.generate(model, feeds, options)
    if margin < MARGIN:
        return Answer(None, margin, {})
    start = feeds["input_ids"].shape[1]
    generated = sequence[start:].tolist()
    pipe = pipeline("image-text-to-text", model=model, processor=processor, device="cpu")
    written = tokenizer.decode(generated, skip_special_tokens=True)
    if processor.chat_template is None:
        words, images = prompt_of(case)
        output = pipe(images=images, text=words, generate_kwargs=options)
        assert output[0]["generated_text"] == words + written, "the pipeline said something else"
        output = [{"generated_text": words + written}]
    else:
        reply = pipe(text=messages_of(case), generate_kwargs=options)[0]["generated_text"][-1]
        assert reply["content"] == written, "the pipeline said something else"
        output = [{"generated_text": [*case.inputs["messages"], reply]}]
    intermediate = {
        "input_ids": feeds["input_ids"][0].tolist(),
        "generated_ids": generated,
        "ended": generation.ended(model, generated),
    }
    if case.name == TOLD:
        intermediate["steps"] = generation.steps_of(made.logits, generated, tokenizer)
    pictures = pictures_in(case.inputs["messages"])
    if case.name in NEW:
        # The first tile: the app shows the encoder one after the other.
        intermediate["pixel_values"] = json_files.tensor(first_look(feeds["pixel_values"]))
    told = {
        **feeds,
        "logits": [row[0].numpy() for row in made.logits] if options["num_beams"] == 1 else None,
        "generated": generated,
        "positions": numbered(model, feeds) + FIRST.get(model.config.model_type, 0),
        "placed": model.config.image_token_id if pictures else None,
    }
    plain = generation.plain_ids(model, feeds, options)
    return Answer(output, margin, intermediate, generated, told, plain and plain[start:])


def numbered(model, feeds: dict) -> np.ndarray:
    ids = feeds["input_ids"]
    plain = np.arange(ids.shape[1], dtype=np.int64)[None]
    if not hasattr(model.model, "get_rope_index"):
        return plain
    grids = [feeds["image_grid_thw"]] if "image_grid_thw" in feeds else []
    made = positions_of(model, ids, grids, feeds["attention_mask"])
    return np.broadcast_to(plain, (3, 1, ids.shape[1])) if made is None else made.numpy()


def first_look(pixels):
    """Of tiles the first; cases that record their pixels have one picture."""
    return pixels[:, :1] if pixels.ndim == 5 else pixels


def teach(model, processor, cases, end: int, logits_of, feeds=None, features=None, place=None, **options) -> None:
    """
    Each conversation learns a line of its own as its answer. What the encoder sees is left as it is, so that it is looked
    once: `logits_of(vectors, attention, positions, labels, places)` is the part that learns, for all of them side by side.
    """
    model.double().eval()
    tokenizer = processor.tokenizer
    rows, seen, grids = [], [], []
    for index, case in enumerate(cases):
        given = {name: widened(value) for name, value in (feeds or feeds_of)(processor, case).items()}
        made = (features or features_of)(model, given)
        for line in generation.targets(case, index):
            rows.append(teaching.continuation(tokenizer, given["input_ids"][0].tolist(), line, end))
            seen.append(made)
            grids.append(given.get("image_grid_thw"))
    batch = teaching.padded(rows, tokenizer.pad_token_id)
    ids, wanted = batch["input_ids"], batch["labels"][:, 1:]
    places = (ids == (model.config.image_token_id if place is None else place))[..., None]
    vectors_seen = torch.cat([each for each in seen if each is not None])

    positions = positions_of(model, ids, [grid for grid in grids if grid is not None], batch["attention_mask"])

    def loss_of():
        vectors = model.get_input_embeddings()(ids)
        vectors = vectors.masked_scatter(places, vectors_seen.to(vectors.dtype))
        logits = logits_of(vectors, batch["attention_mask"], positions, batch["labels"], places[..., 0])[:, :-1]
        return torch.nn.functional.cross_entropy(logits.flatten(0, 1), wanted.flatten())

    teaching.fit(model, loss_of, **options)


def positions_of(model, ids, grids: list, attention):
    """In three rows, of families that number a picture's places by row and column; None of all others."""
    if not grids:
        return None
    return model.model.get_rope_index(ids, torch.cat(grids), None, attention_mask=attention)[0]


@torch.no_grad()
def features_of(model, given: dict):
    if "pixel_values" not in given:
        return None
    extra = {name: given[name] for name in ("pixel_attention_mask", "image_grid_thw") if name in given}
    with teaching.in_float64():
        made = model.get_image_features(given["pixel_values"], **extra)
    return torch.cat(list(made)).flatten(0, -2) if isinstance(made, (list, tuple)) else made.flatten(0, -2)


def widened(value):
    return value.double() if value.is_floating_point() else value


def telling(_cases, answers) -> bool:
    return any(answer.intermediate["ended"] for answer in answers)


def check(_model, repository, answers, encoding="vision_encoder", looks_of=None) -> float:
    """Pictures and ids become vectors, then the decoder step by step, against the logits that `generate` saw."""
    folder = repository / "onnx"
    names = ("embed_tokens", encoding, "decoder_model_merged")
    graphs = tuple(onnx_files.session(folder / f"{name}.onnx") for name in names)
    worst = 0.0
    for answer in answers:
        feeds = answer.feeds
        if feeds["logits"] is None:
            continue
        steps = decoded(graphs, feeds, looks_of)
        row = next(steps)
        for index, (expected, token) in enumerate(zip(feeds["logits"], feeds["generated"])):
            worst = max(worst, float(np.abs(row - expected).max()))
            if index + 1 < len(feeds["generated"]):
                row = steps.send(token)
    return worst


def looks(feeds: dict) -> list[dict]:
    """What the encoder is shown: all at once, or one picture after the other where grids say which patches are whose."""
    mask, grids = feeds.get("pixel_attention_mask"), feeds.get("image_grid_thw")
    if grids is None:
        return [{**feeds, **({"pixel_attention_mask": mask.to(torch.bool)} if mask is not None else {})}]
    parts = feeds["pixel_values"].split(grids.prod(-1).tolist())
    return [{"pixel_values": part, "image_grid_thw": grid[None]} for part, grid in zip(parts, grids)]
