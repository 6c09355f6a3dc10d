"""Python's own answers for models that chat about sounds. It has no pipeline for them: the shape is that of pictures'."""

from types import SimpleNamespace

import numpy as np
import torch
from transformers.models.voxtral.processing_voxtral import VoxtralProcessor

from . import audio_answers, generation, json_files, picture_chat, teaching
from .reference import Answer, Case

TOLD = "tones"
"""The case whose every step is recorded."""
NEW = ("tones", "two", "long")
"""Cases whose first window is recorded: no case before them has the sound."""
FEATURES = 3000


class Processor:
    """
    What `VoxtralProcessor` does, whose tokenizer needs mistral-common and the Hub's own file: the template leaves a mark
    for each sound, which is written out for its windows; the features are the library's.
    """

    def __init__(self, extractor, tokenizer, frames: int, places: int):
        """`frames` of a spectrogram are a window, which takes `places`: 3000 and 375 of the published ones."""
        self.feature_extractor, self.tokenizer, self.frames, self.places = extractor, tokenizer, frames, places

    def save_pretrained(self, folder) -> None:
        self.tokenizer.save_pretrained(folder)
        self.feature_extractor.save_pretrained(folder)

    def windows(self, name: str) -> torch.Tensor:
        extractor = self.feature_extractor
        return VoxtralProcessor._retrieve_input_features(
            SimpleNamespace(feature_extractor=extractor), [audio_answers.samples_of(extractor, name)], self.frames,
            sampling_rate=extractor.sampling_rate, padding=True, truncation=False,
            pad_to_multiple_of=self.frames * extractor.hop_length, return_tensors="pt",
        )  # fmt: skip

    def feeds(self, messages: list[dict]) -> dict:
        text = self.tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        parts = [part for message in messages for part in message["content"] if part["type"] == "audio"]
        heard = [self.windows(part["url"]) for part in parts]
        head, *others = text.split("[AUDIO]")
        for windows, words in zip(heard, others, strict=True):
            head += "[BEGIN_AUDIO]" + "[AUDIO]" * (self.places * len(windows)) + words
        feeds = dict(self.tokenizer(head, add_special_tokens=False, return_tensors="pt"))
        feeds.pop("token_type_ids", None)
        return {**feeds, **({"input_features": torch.cat(heard)} if heard else {})}


def feeds_of(processor: Processor, case: Case) -> dict:
    return processor.feeds(case.inputs["messages"])


def answer(model, parts, case: Case) -> Answer:
    processor = parts[0]
    feeds = feeds_of(processor, case)
    # The app shows the encoder one window after the other.
    recorded = {"audio_values": json_files.tensor(feeds["input_features"][:1], FEATURES)} if case.name in NEW else {}
    further = {
        "positions": np.arange(feeds["input_ids"].shape[1], dtype=np.int64)[None],
        "placed": model.config.audio_token_id if "input_features" in feeds else None,
    }
    return generation.turn(model, processor.tokenizer, feeds, case, TOLD, recorded, further)


@torch.no_grad()
def features_of(model, given: dict):
    if "input_features" not in given:
        return None
    with teaching.in_float64():
        return model.get_audio_features(given["input_features"])


def windows_of(feeds: dict) -> list[dict]:
    return [{"audio_values": window[None]} for window in feeds["input_features"]]


def check(model, repository, answers) -> float:
    return picture_chat.check(model, repository, answers, "audio_encoder", windows_of)
