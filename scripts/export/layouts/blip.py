"""BLIP: a picture's encoder, for questions an encoder of the question beside it, and a decoder with its cache."""

from pathlib import Path

import torch
from transformers.cache_utils import DynamicCache, EncoderDecoderCache

from .graphs import PARTS, merged, past_names, trace

VOCABULARY_START = 1000


class Vision(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model.vision_model

    def forward(self, pixel_values):
        return self.model(pixel_values=pixel_values).last_hidden_state


class Question(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model.text_encoder

    def forward(self, input_ids, attention_mask, image_embeds):
        outputs = self.model(
            input_ids=input_ids, attention_mask=attention_mask, encoder_hidden_states=image_embeds, return_dict=False
        )
        return outputs[0]


def entries_of(cache: EncoderDecoderCache, parts: int) -> list[torch.Tensor]:
    layers = zip(cache.self_attention_cache.layers, cache.cross_attention_cache.layers)
    return [entry for own, other in layers for entry in (own.keys, own.values, other.keys, other.values)[:parts]]


class FirstStep(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model.text_decoder

    def forward(self, input_ids, encoder_hidden_states):
        cache = EncoderDecoderCache(DynamicCache(), DynamicCache())
        logits = self.model(
            input_ids, encoder_hidden_states=encoder_hidden_states, past_key_values=cache, use_cache=True
        ).logits
        return logits, *entries_of(cache, 4)


class LaterStep(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model.text_decoder

    def forward(self, input_ids, *past):
        own, other = DynamicCache(), DynamicCache()
        for layer in range(len(past) // 4):
            keys, values, seen_keys, seen_values = past[4 * layer : 4 * layer + 4]
            own.update(keys, values, layer)
            other.update(seen_keys, seen_values, layer)
        cache = EncoderDecoderCache(own, other)
        # Of the encoder only the length is asked: its keys and values are there.
        seen = past[2].transpose(1, 2).flatten(2)
        logits = self.model(input_ids, encoder_hidden_states=seen, past_key_values=cache, use_cache=True).logits
        return logits, *entries_of(cache, 2)


def decoder(model, target: Path) -> None:
    text = model.config.text_config
    layers = text.num_hidden_layers
    ids = torch.tensor([[VOCABULARY_START % text.vocab_size, 7, 9]])
    seen = torch.randn(1, 5, text.encoder_hidden_size)
    first = FirstStep(model)
    with torch.no_grad():
        past = first(ids, seen)[1:]
    own, every = PARTS[:2], past_names(layers, PARTS)
    presents = past_names(layers, PARTS, "present")
    lengths = {
        name: {2: "encoder_sequence_length" if ".encoder." in name else "past_decoder_sequence_length"}
        for name in [*every, *presents]
    }
    axes = {
        **lengths,
        "input_ids": {1: "decoder_sequence_length"},
        "logits": {1: "decoder_sequence_length"},
        "encoder_hidden_states": {1: "encoder_sequence_length"},
    }
    merged(
        (first, {"input_ids": ids, "encoder_hidden_states": seen}, ["logits", *presents], axes),
        (
            LaterStep(model),
            {"input_ids": ids[:, :1], **dict(zip(every, past))},
            ["logits", *past_names(layers, own, "present")],
            axes,
        ),
        target / "decoder_model_merged.onnx",
    )


def pixels_of(model) -> torch.Tensor:
    side = model.config.vision_config.image_size
    return torch.randn(1, 3, side, side)


def captioning(model, target: Path) -> list[str]:
    """BlipForConditionalGeneration: as optimum lays out an encoder and a decoder."""
    trace(Vision(model), {"pixel_values": pixels_of(model)}, ["last_hidden_state"], {}, target / "encoder_model.onnx")
    decoder(model, target)
    return ["encoder_model", "decoder_model_merged"]


def answering(model, target: Path) -> list[str]:
    """BlipForQuestionAnswering: the picture apart from the question, so that many can be asked of one picture."""
    pixels = pixels_of(model)
    vision = Vision(model)
    trace(vision, {"pixel_values": pixels}, ["image_embeds"], {}, target / "vision_encoder.onnx")
    with torch.no_grad():
        seen = vision(pixels)
    ids = torch.tensor([[3, 7, 9, 11]])
    places = {1: "sequence_length"}
    trace(
        Question(model),
        {"input_ids": ids, "attention_mask": torch.ones_like(ids), "image_embeds": seen},
        ["last_hidden_state"],
        {"input_ids": places, "attention_mask": places, "last_hidden_state": places, "image_embeds": {1: "patches"}},
        target / "encoder_model.onnx",
    )
    decoder(model, target)
    return ["vision_encoder", "encoder_model", "decoder_model_merged"]
