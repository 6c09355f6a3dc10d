"""GIT: a picture's encoder, and one graph that writes behind the picture's places with their keys and values kept."""

import math
from pathlib import Path

import torch

from .graphs import past_names, trace


class Vision(torch.nn.Module):
    def __init__(self, model):
        super().__init__()
        self.encoder = model.git.image_encoder
        self.projection = model.git.visual_projection

    def forward(self, pixel_values):
        return self.projection(self.encoder(pixel_values).last_hidden_state)


class Writer(torch.nn.Module):
    """
    Places of the picture see one another, those of the text the picture and what stands before them. Python keeps no keys
    of the picture and reads it again at each step; here they are the first of what is kept.
    """

    def __init__(self, model):
        super().__init__()
        self.git = model.git
        self.head = model.output

    def forward(self, input_ids, image_features, *past):
        kept = torch._shape_as_tensor(past[0])[2]
        picture = torch._shape_as_tensor(image_features)[1]
        # Nothing is left of the picture once it was read.
        fresh = image_features[:, kept:]
        spoken = torch.clamp(kept - picture, min=0)
        text = self.git.embeddings(input_ids, position_ids=torch.cumsum(torch.ones_like(input_ids), 1) - 1 + spoken)
        hidden = torch.cat([fresh, text], dim=1)
        new = torch._shape_as_tensor(hidden)[1]
        rows = kept + torch.arange(new)[:, None]
        columns = torch.arange(kept + new)[None, :]
        mask = torch.where((columns <= rows) | (columns < picture), 0.0, torch.finfo(torch.float32).min)
        present = []
        for layer, own in enumerate(self.git.encoder.layer):
            hidden, keys, values = attend(own, hidden, mask, past[2 * layer], past[2 * layer + 1])
            present += [keys, values]
        return self.head(hidden[:, torch._shape_as_tensor(fresh)[1] :]), *present


def attend(layer, hidden, mask, past_keys, past_values):
    own = layer.attention.self

    def heads(linear):
        return linear(hidden).unflatten(-1, (own.num_attention_heads, own.attention_head_size)).transpose(1, 2)

    keys = torch.cat([past_keys, heads(own.key)], dim=2)
    values = torch.cat([past_values, heads(own.value)], dim=2)
    scores = heads(own.query) @ keys.transpose(-1, -2) / math.sqrt(own.attention_head_size) + mask
    seen = (torch.softmax(scores, dim=-1) @ values).transpose(1, 2).flatten(2)
    attended = layer.attention.output(seen, hidden)
    return layer.output(layer.intermediate(attended), attended), keys, values


def captioning(model, target: Path) -> list[str]:
    """GitForCausalLM of one picture."""
    config = model.config
    if config.num_image_with_embedding:
        raise ValueError("This checkpoint describes videos; only those for one picture can be exported.")
    vision = Vision(model)
    side = config.vision_config.image_size
    pixels = torch.randn(1, 3, side, side)
    trace(vision, {"pixel_values": pixels}, ["image_features"], {}, target / "vision_encoder.onnx")
    writer, layers = Writer(model), config.num_hidden_layers
    names, presents = (past_names(layers, ("key", "value"), start) for start in ("past_key_values", "present"))
    heads, width = config.num_attention_heads, config.hidden_size // config.num_attention_heads
    with torch.no_grad():
        features = vision(pixels)
        empty = [torch.zeros(1, heads, 0, width)] * len(names)
        past = writer(torch.tensor([[3, 5]]), features, *empty)[1:]
    trace(
        writer,
        {"input_ids": torch.tensor([[7, 9]]), "image_features": features, **dict(zip(names, past))},
        ["logits", *presents],
        {
            "input_ids": {1: "sequence_length"},
            "image_features": {1: "patches"},
            "logits": {1: "sequence_length"},
            **{name: {2: "past_sequence_length"} for name in names},
            **{name: {2: "total_sequence_length"} for name in presents},
        },
        target / "model.onnx",
    )
    return ["vision_encoder", "model"]
