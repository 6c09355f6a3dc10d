"""Graphs of models that chat about pictures, with the names of the Hub's exports: embeddings, encoder, decoder."""

from pathlib import Path

import torch
from transformers import DynamicCache

from layouts.graphs import past_names, trace

KEYS = ("key", "value")


class Embeddings(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.embeddings = model.get_input_embeddings()

    def forward(self, input_ids):
        return self.embeddings(input_ids)


class Decoder(torch.nn.Module):
    """The text model behind its embeddings. Masks are made here: the library's own can't be traced."""

    def __init__(self, text_model, head, layers: int, sees_ahead: bool):
        super().__init__()
        self.text_model, self.head, self.layers, self.sees_ahead = text_model, head, layers, sees_ahead
        text_model.config._attn_implementation = "eager"

    def forward(self, inputs_embeds, attention_mask, position_ids, *past):
        cache = self.cache_of(past)
        seen, fresh = past[0].shape[2], inputs_embeds.shape[1]
        places = torch.arange(attention_mask.shape[1])
        rows = torch.arange(fresh) + seen
        before = places[None, :] <= rows[:, None]
        if self.sees_ahead:
            # A prompt, which is what comes first, sees itself whole.
            before = before | (torch.zeros_like(rows) + seen == 0)[:, None]
        mask = closed(before[None, None], attention_mask)
        return self.read(inputs_embeds, mask, position_ids, cache, rows)

    def cache_of(self, past):
        return DynamicCache.from_legacy_cache([(past[2 * layer], past[2 * layer + 1]) for layer in range(self.layers)])

    def read(self, inputs_embeds, mask, position_ids, cache, rows):
        made = self.text_model(
            inputs_embeds=inputs_embeds, attention_mask=mask, position_ids=position_ids, past_key_values=cache,
            cache_position=rows, use_cache=True,
        )  # fmt: skip
        present = [tensor for pair in made.past_key_values.to_legacy_cache() for tensor in pair]
        return (self.head(made.last_hidden_state), *present)


def closed(allowed, attention_mask):
    allowed = allowed & (attention_mask[:, None, None, :] > 0)
    return torch.where(allowed, 0.0, torch.finfo(torch.float32).min)


def blocks(is_picture, seen: int, window: int) -> dict:
    """
    Who sees whom in each kind of Gemma 3's layers: [batch, 1, fresh, seen + fresh].
    @param is_picture of the fresh places: [batch, fresh]; `seen` came before them
    """
    begins = is_picture & ~torch.nn.functional.pad(is_picture, (1, 0))[:, :-1]
    number = torch.where(is_picture, torch.cumsum(begins.long(), 1), -1)
    block = (number[:, :, None] == number[:, None, :]) & is_picture[:, :, None]
    block = torch.nn.functional.pad(block, (seen, 0))[:, None]
    rows = (torch.arange(is_picture.shape[1]) + seen)[:, None]
    places = torch.arange(is_picture.shape[1] + seen)[None]
    before, near = places <= rows, places > rows - window
    return {"full_attention": before[None, None] | block, "sliding_attention": (before & near)[None, None] | block}


class BlockDecoder(Decoder):
    """Gemma 3's: the fresh places that `token_type_ids` marks see one another, picture by picture."""

    def forward(self, inputs_embeds, attention_mask, position_ids, token_type_ids, *past):
        cache = self.cache_of(past)
        seen, fresh = past[0].shape[2], inputs_embeds.shape[1]
        allowed = blocks(token_type_ids == 1, seen, self.text_model.config.sliding_window)
        mask = {kind: closed(one, attention_mask) for kind, one in allowed.items()}
        return self.read(inputs_embeds, mask, position_ids, cache, torch.arange(fresh) + seen)


def embeddings(model, target: Path) -> None:
    ids = torch.ones((1, 5), dtype=torch.long)
    axes = {"input_ids": {1: "sequence_length"}, "inputs_embeds": {1: "sequence_length"}}
    trace(Embeddings(model), {"input_ids": ids}, ["inputs_embeds"], axes, target / "embed_tokens.onnx")


def decoder(text_model, head, target: Path, axes=1, sees_ahead=False, blocked=False) -> None:
    config = text_model.config
    layers, heads = config.num_hidden_layers, config.num_key_value_heads
    width = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    past, present = past_names(layers, KEYS), past_names(layers, KEYS, "present")
    feeds = {
        "inputs_embeds": torch.randn(1, 4, config.hidden_size),
        "attention_mask": torch.ones((1, 7), dtype=torch.long),
        # Three rows where time, height and width are counted.
        "position_ids": torch.arange(3, 7)[None] if axes == 1 else torch.arange(3, 7).expand(axes, 1, -1),
        **({"token_type_ids": torch.tensor([[0, 1, 1, 0]])} if blocked else {}),
        **{name: torch.randn(1, heads, 3, width) for name in past},
    }
    dynamic = {
        "inputs_embeds": {1: "sequence_length"},
        "attention_mask": {1: "total_sequence_length"},
        "position_ids": {1: "sequence_length"} if axes == 1 else {0: "axes", 1: "batch_size", 2: "sequence_length"},
        **({"token_type_ids": {1: "sequence_length"}} if blocked else {}),
        "logits": {1: "sequence_length"},
        **{name: {2: "past_sequence_length"} for name in past},
        **{name: {2: "total_sequence_length"} for name in present},
    }
    made = (BlockDecoder if blocked else Decoder)(text_model, head, layers, sees_ahead)
    trace(made, feeds, ["logits", *present], dynamic, target / "decoder_model_merged.onnx")


class TiledEncoder(torch.nn.Module):
    """Whole tiles alone: their positions are known, where the library sorts patches into a grid that can't be traced."""

    def __init__(self, model):
        super().__init__()
        self.vision, self.connector = model.model.vision_model, model.model.connector
        self.vision.config._attn_implementation = "eager"
        side = self.vision.embeddings.num_patches_per_side
        # As the library counts them for a whole tile: the first two of a row share a number.
        boundaries = torch.arange(1 / side, 1.0, 1 / side)
        line = torch.bucketize(torch.arange(side) / side * (1 - 1e-6), boundaries, right=True)
        self.register_buffer("places", (line[:, None] * side + line).flatten())

    def forward(self, pixel_values, pixel_attention_mask):
        embed = self.vision.embeddings
        pixels = pixel_values.flatten(0, 1)
        seen = pixel_attention_mask.flatten(0, 1).to(torch.float32)
        patches = torch.nn.functional.max_pool2d(seen[:, None], embed.patch_size).flatten(1)
        hidden = embed.patch_embedding(pixels).flatten(2).transpose(1, 2)
        hidden = hidden + embed.position_embedding(self.places)[None]
        mask = (1.0 - patches)[:, None, None, :] * torch.finfo(torch.float32).min
        for layer in self.vision.encoder.layers:
            made = layer(hidden, mask)
            hidden = made[0] if isinstance(made, tuple) else made
        return self.connector(self.vision.post_layernorm(hidden))


def idefics3(model, _checkpoint: Path, target: Path) -> None:
    embeddings(model, target)
    side = model.config.vision_config.image_size
    feeds = {
        "pixel_values": torch.randn(1, 2, 3, side, side),
        "pixel_attention_mask": torch.ones((1, 2, side, side), dtype=torch.bool),
    }
    axes = {name: {1: "num_images"} for name in feeds}
    trace(TiledEncoder(model), feeds, ["image_features"], axes, target / "vision_encoder.onnx")
    decoder(model.model.text_model, model.lm_head, target)


class PatchEncoder(torch.nn.Module):
    """A vector for each patch but the class token's; `get_image_features` splits pictures by a number that is traced as fixed."""

    def __init__(self, model):
        super().__init__()
        self.vision, self.projector = model.model.vision_tower, model.model.multi_modal_projector
        self.layer = model.config.vision_feature_layer

    def forward(self, pixel_values):
        seen = self.vision(pixel_values, output_hidden_states=True).hidden_states[self.layer]
        return self.projector(seen[:, 1:])


def llava(model, _checkpoint: Path, target: Path) -> None:
    embeddings(model, target)
    side = model.config.vision_config.image_size
    feeds = {"pixel_values": torch.randn(2, 3, side, side)}
    trace(PatchEncoder(model), feeds, ["image_features"], {}, target / "vision_encoder.onnx")
    decoder(model.model.language_model, model.lm_head, target)


class GridEncoder(torch.nn.Module):
    """Qwen2-VL's for one picture, whose patches all see one another; the library sorts several by lengths that can't be traced."""

    def __init__(self, model):
        super().__init__()
        self.visual = model.model.visual

    def forward(self, pixel_values, image_grid_thw):
        visual = self.visual
        merge = visual.spatial_merge_size
        rows, columns = image_grid_thw[0, 1], image_grid_thw[0, 2]
        line = [torch.arange(rows)[:, None].expand(-1, columns), torch.arange(columns)[None].expand(rows, -1)]
        cells = [each.reshape(rows // merge, merge, columns // merge, merge).permute(0, 2, 1, 3).flatten() for each in line]
        turns = torch.cat([cell[:, None] * visual.rotary_pos_emb.inv_freq for cell in cells], dim=-1)
        turns = torch.cat([turns, turns], dim=-1)[:, None]
        hidden = visual.patch_embed(pixel_values)
        for block in visual.blocks:
            hidden = hidden + self.attend(block.attn, block.norm1(hidden), turns.cos(), turns.sin())
            hidden = hidden + block.mlp(block.norm2(hidden))
        return visual.merger(hidden)

    def attend(self, attention, hidden, cos, sin):
        shape = (hidden.shape[0], 3, attention.num_heads, -1)
        query, key, value = attention.qkv(hidden).reshape(shape).permute(1, 0, 2, 3).unbind(0)
        query, key = (each * cos + half_turned(each) * sin for each in (query, key))
        weights = query.transpose(0, 1) @ key.permute(1, 2, 0) * attention.scaling
        mixed = weights.softmax(-1) @ value.transpose(0, 1)
        return attention.proj(mixed.transpose(0, 1).flatten(1))


def half_turned(value):
    first, second = value.chunk(2, dim=-1)
    return torch.cat([-second, first], dim=-1)


def qwen2_vl(model, _checkpoint: Path, target: Path) -> None:
    embeddings(model, target)
    vision = model.config.vision_config
    length = vision.in_channels * vision.temporal_patch_size * vision.patch_size**2
    feeds = {"pixel_values": torch.randn(24, length), "image_grid_thw": torch.tensor([[1, 4, 6]])}
    dynamic = {"pixel_values": {0: "patches"}, "image_features": {0: "places"}}
    trace(GridEncoder(model), feeds, ["image_features"], {}, target / "vision_encoder.onnx", dynamic)
    decoder(model.model.language_model, model.lm_head, target, axes=3)


class ScaledEncoder(torch.nn.Module):
    """PaliGemma's, whose decoder multiplies all that it reads."""

    def __init__(self, model):
        super().__init__()
        self.vision, self.projector = model.model.vision_tower, model.model.multi_modal_projector
        self.scale = model.config.text_config.hidden_size**0.5

    def forward(self, pixel_values):
        return self.projector(self.vision(pixel_values).last_hidden_state) / self.scale


def paligemma(model, _checkpoint: Path, target: Path) -> None:
    embeddings(model, target)
    side = model.config.vision_config.image_size
    feeds = {"pixel_values": torch.randn(1, 3, side, side)}
    trace(ScaledEncoder(model), feeds, ["image_features"], {}, target / "vision_encoder.onnx")
    decoder(model.model.language_model, model.lm_head, target, sees_ahead=True)


class PooledEncoder(torch.nn.Module):
    """Gemma 3's: patches in squares, a vector for each square."""

    def __init__(self, model):
        super().__init__()
        self.vision, self.projector = model.model.vision_tower, model.model.multi_modal_projector

    def forward(self, pixel_values):
        return self.projector(self.vision(pixel_values).last_hidden_state)


def gemma3(model, _checkpoint: Path, target: Path) -> None:
    embeddings(model, target)
    side = model.config.vision_config.image_size
    feeds = {"pixel_values": torch.randn(1, 3, side, side)}
    trace(PooledEncoder(model), feeds, ["image_features"], {}, target / "vision_encoder.onnx")
    decoder(model.model.language_model, model.lm_head, target, blocked=True)


class WindowEncoder(torch.nn.Module):
    """Voxtral's for one window of sound."""

    def __init__(self, model):
        super().__init__()
        self.model = model
        model.config.audio_config._attn_implementation = "eager"

    def forward(self, audio_values):
        return self.model.get_audio_features(audio_values)


def voxtral(model, _checkpoint: Path, target: Path) -> None:
    embeddings(model, target)
    sound = model.config.audio_config
    feeds = {"audio_values": torch.randn(1, sound.num_mel_bins, 2 * sound.max_source_positions)}
    trace(WindowEncoder(model), feeds, ["audio_features"], {}, target / "audio_encoder.onnx")
    text = model.language_model
    decoder(text.model, text.lm_head, target)
