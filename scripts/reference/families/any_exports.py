"""Graphs of Gemma 3n with the names of the Hub's exports: embeddings with those of each layer, two encoders, decoder."""

from pathlib import Path
from types import MethodType

import torch
from transformers import DynamicCache

from layouts.graphs import past_names, trace

KEYS = ("key", "value")


def read(model, input_ids):
    """Vectors of ids and of each layer's own table, as `Gemma3nModel.forward` makes them: marks of media have tables of their own."""
    inner = model.model
    vectors = inner.get_input_embeddings()(input_ids)
    known = torch.logical_and(input_ids >= 0, input_ids < inner.vocab_size_per_layer_input)
    layers = inner.language_model.get_per_layer_inputs(torch.where(known, input_ids, torch.zeros_like(input_ids)))
    first_sound = inner.embed_audio.vocab_offset
    for embedder, among in (
        (inner.embed_vision, torch.logical_and(input_ids >= inner.embed_vision.vocab_offset, input_ids < first_sound)),
        (inner.embed_audio, input_ids >= first_sound),
    ):
        stand_in = embedder.vocab_offset + embedder.vocab_size - 1
        made = embedder(input_ids=torch.where(among, input_ids, torch.full_like(input_ids, stand_in)))
        vectors = torch.where(among[..., None], made, vectors)
    return vectors, layers


class LayeredEmbeddings(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, input_ids):
        return read(self.model, input_ids)


def whole_attention(self, hidden_states, mask):
    """The library's local attention in blocks as one matrix with a band in it: blocks of a length that varies can't be traced."""
    heads, width = self.num_heads, self.head_dim
    shape = (*hidden_states.shape[:2], heads, width)
    scale = self.q_scale * torch.nn.functional.softplus(self.per_dim_scale)
    query = (self.q_proj(hidden_states).reshape(shape) * scale).transpose(1, 2)
    key, value = (each(hidden_states).reshape(shape).transpose(1, 2) for each in (self.k_proj, self.v_proj))
    relative = self.relative_position_embedding
    back, ahead = relative.max_backward, relative.max_forward
    steps = torch.arange(back, -ahead - 1, -1)
    signal = relative._get_timing_signal_1d_pos(steps[None], hidden_states.dtype)
    turned = relative.pos_proj(signal).reshape(-1, heads, width).permute(1, 2, 0)
    places = torch.arange(hidden_states.shape[1])
    apart = back - (places[:, None] - places[None, :])
    near = torch.logical_and(apart >= 0, apart <= back + ahead)
    by_step = torch.matmul(query, turned)
    chosen = apart.clamp(0, back + ahead)[None, None].expand(by_step.shape[0], heads, -1, -1)
    logits = torch.matmul(query, key.transpose(-1, -2)) + torch.gather(by_step, -1, chosen)
    logits = torch.tanh(logits / self.softcap) * self.softcap
    allowed = torch.logical_and(near[None, None], ~mask[:, None, None, :])
    logits = torch.where(allowed, logits, torch.finfo(logits.dtype).min)
    return torch.matmul(logits.softmax(-1), value).transpose(1, 2)


class SoundEncoder(torch.nn.Module):
    """Places behind the sound's end hold the vector of the last mark, as `Gemma3nModel.forward` fills them up."""

    def __init__(self, model):
        super().__init__()
        self.model, self.places = model.model, model.config.audio_soft_tokens_per_image

    def forward(self, input_features, input_features_mask):
        heard, silent = self.model.get_audio_features(input_features, ~input_features_mask)
        filler = self.model.embed_audio(input_ids=torch.tensor([[self.model.vocab_size - 1]]))
        heard = torch.where(silent[..., None], filler, heard)
        return torch.cat([heard, filler.expand(heard.shape[0], self.places, -1)], dim=1)[:, : self.places]


class PictureEncoder(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model.model

    def forward(self, pixel_values):
        return self.model.get_image_features(pixel_values)


class LayeredDecoder(torch.nn.Module):
    """The last layers read the keys and values of earlier ones: there is a past of those alone."""

    def __init__(self, model):
        super().__init__()
        self.text, self.head = model.model.language_model, model.lm_head
        config = self.text.config
        config._attn_implementation = "eager"
        self.kept = kept_layers(config)
        self.window, self.cap = config.sliding_window, config.final_logit_softcapping

    def forward(self, inputs_embeds, per_layer_inputs, attention_mask, position_ids, *past):
        pairs = [(past[2 * layer], past[2 * layer + 1]) for layer in range(self.kept)]
        cache = DynamicCache.from_legacy_cache(pairs)
        seen, fresh = past[0].shape[2], inputs_embeds.shape[1]
        places = torch.arange(attention_mask.shape[1])
        rows = torch.arange(fresh) + seen
        before = torch.logical_and(places[None, :] <= rows[:, None], attention_mask[0, None, :] > 0)
        near = torch.logical_and(before, places[None, :] > rows[:, None] - self.window)
        lowest = torch.finfo(torch.float32).min
        masks = {
            "full_attention": torch.where(before[None, None], 0.0, lowest),
            "sliding_attention": torch.where(near[None, None], 0.0, lowest),
        }
        made = self.text(
            inputs_embeds=inputs_embeds, per_layer_inputs=per_layer_inputs, attention_mask=masks,
            position_ids=position_ids, past_key_values=cache, cache_position=rows, use_cache=True,
        )  # fmt: skip
        present = [tensor for pair in made.past_key_values.to_legacy_cache() for tensor in pair]
        logits = torch.tanh(self.head(made.last_hidden_state) / self.cap) * self.cap
        return (logits, *present)


def kept_layers(config) -> int:
    return config.num_hidden_layers - config.num_kv_shared_layers


def gemma3n(model, _checkpoint: Path, target: Path) -> None:
    config = model.config.text_config
    ids = torch.ones((1, 5), dtype=torch.long)
    length = {1: "sequence_length"}
    names = ["inputs_embeds", "per_layer_inputs"]
    axes = {name: length for name in ("input_ids", *names)}
    trace(LayeredEmbeddings(model), {"input_ids": ids}, names, axes, target / "embed_tokens.onnx")

    side = model.config.vision_config.image_size
    trace(PictureEncoder(model), {"pixel_values": torch.randn(1, 3, side, side)}, ["image_features"], {}, target / "vision_encoder.onnx")

    attentions = [block.attention.attn for block in model.model.audio_tower.conformer]
    for attention in attentions:
        attention.forward = MethodType(whole_attention, attention)
    try:
        frames = 70
        feeds = {
            "input_features": torch.randn(1, frames, model.config.audio_config.input_feat_size),
            "input_features_mask": torch.arange(frames)[None] < frames - 9,
        }
        trace(SoundEncoder(model), feeds, ["audio_features"], {name: {1: "frames"} for name in feeds}, target / "audio_encoder.onnx")
    finally:
        for attention in attentions:
            del attention.forward

    layers = kept_layers(config)
    past, present = past_names(layers, KEYS), past_names(layers, KEYS, "present")
    feeds = {
        "inputs_embeds": torch.randn(1, 4, config.hidden_size),
        "per_layer_inputs": torch.randn(1, 4, config.num_hidden_layers, config.hidden_size_per_layer_input),
        "attention_mask": torch.ones((1, 7), dtype=torch.long),
        "position_ids": torch.arange(3, 7)[None],
        **{name: torch.randn(1, config.num_key_value_heads, 3, config.head_dim) for name in past},
    }
    dynamic = {
        **{name: length for name in ("inputs_embeds", "per_layer_inputs", "position_ids", "logits")},
        "attention_mask": {1: "total_sequence_length"},
        **{name: {2: "past_sequence_length"} for name in past},
        **{name: {2: "total_sequence_length"} for name in present},
    }
    trace(LayeredDecoder(model), feeds, ["logits", *present], dynamic, target / "decoder_model_merged.onnx")
