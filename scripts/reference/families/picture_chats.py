"""Models that chat about pictures."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import torch
import transformers as hf

from lib import picture_chat, teaching, tokenizers, weights
from lib.reference import Case, Reference

from . import chat_templates, picture_exports
from .decoders import GQA, gemma_tokenizer, llama_tokenizer, qwen_tokenizer

LENGTH = {"max_new_tokens": 12}
WHOLE = {"max_new_tokens": 40}
"""Long enough for an answer to come to its end."""
BEAMS = {"max_new_tokens": 10, "num_beams": 3}
VISION = {
    "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "image_size": 32,
    "patch_size": 8,
}  # fmt: skip


def image(name: str) -> dict:
    return {"type": "image", "url": f"media/{name}"}


def text(words: str) -> dict:
    return {"type": "text", "text": words}


def user(*parts: dict) -> dict:
    return {"role": "user", "content": list(parts)}


def model(words: str) -> dict:
    return {"role": "assistant", "content": [text(words)]}


def chats() -> list[Case]:
    """A picture whose pixels are compared is new in its case, whichever cases before it are left out."""
    asked = user(image("wide.png"), text("What is this?"))
    turns = {
        "wide": [asked],
        "tall": [user(image("tall.jpg"), text("Describe the picture."))],
        "two": [user(image("exact.png"), text("Compare it with"), image("grey.png"), text("this one."))],
        "second-turn": [asked, model("A cat sat on the mat."), user(text("And the weather?"))],
        "later": [user(text("Hello, how are you?")), model("I am fine."), user(image("alpha.png"), text("Who is she?"))],
        "system": [{"role": "system", "content": [text("Answer briefly.")]}, user(image("turned.jpg"), text("What is it?"))],
        "chinese": [user(image("large.jpg"), text("今天天气怎么样？"))],
        "last": [user(text("Look at this:"), image("tall.jpg"))],
        "words": [user(text("What is the capital of France?"))],
    }
    beams = [user(image("grey.png"), text("Tell me a story."))]
    return [
        *(Case(name, {"messages": messages}, WHOLE if name in ("wide", "words") else LENGTH) for name, messages in turns.items()),
        Case("beams", {"messages": beams}, BEAMS),
    ]


@dataclass(frozen=True)
class Chat:
    family: str
    processor: Callable[[Any], Any]
    config: Callable[[Any], Any]
    export: Callable
    logits: Callable[..., Any]
    """(model, vectors, attention, positions, labels, places): of what the text model reads."""
    cases: list[Case] = field(default_factory=chats)
    weights: dict[str, Any] = field(default_factory=lambda: {"embedding": 0.3})
    quantised: bool = False

    def reference(self) -> Reference:
        return Reference(
            family=self.family,
            task="image-text-to-text",
            make_parts=lambda folder: [self.processor(folder)],
            make_model=self.model,
            answer=picture_chat.answer,
            cases=self.cases,
            export=self.export,
            check=picture_chat.check,
            variety=12,
            accept=picture_chat.telling,
            quantised=self.quantised,
            graphs=picture_chat.GRAPHS,
            dtypes=("q8", "q4"),
            may_waver=True,
            with_onnx=picture_chat.answering_from,
        )

    def model(self, parts, seed: int):
        processor = parts[0]
        torch.manual_seed(seed)
        made = hf.AutoModelForImageTextToText.from_config(self.config(processor))
        weights.randomise(made, seed, **self.weights)
        end = processor.tokenizer.eos_token_id
        made.generation_config = hf.GenerationConfig(
            bos_token_id=processor.tokenizer.bos_token_id, eos_token_id=end, pad_token_id=processor.tokenizer.pad_token_id
        )
        picture_chat.teach(made, processor, self.cases, end, lambda *read: self.logits(made, *read))
        return made


def tiled_logits(model, vectors, attention, *_unread):
    made = model.model.text_model(inputs_embeds=vectors, attention_mask=attention, use_cache=False)
    return model.lm_head(made.last_hidden_state)


def smolvlm_processor(folder):
    files = tokenizers.byte_level(folder, [])
    tokenizer = hf.GPT2TokenizerFast(*files, model_max_length=512)
    tiles = [f"<row_{row}_col_{column}>" for row in range(1, 4) for column in range(1, 4)]
    marks = ["<fake_token_around_image>", "<image>", "<global-img>", *tiles, "<end_of_utterance>"]
    tokenizer.add_special_tokens(
        {
            "bos_token": "<|im_start|>",
            "eos_token": "<end_of_utterance>",
            "pad_token": "<|im_end|>",
            "unk_token": "<|im_end|>",
            "additional_special_tokens": marks,
        }
    )
    pictures = hf.Idefics3ImageProcessor(size={"longest_edge": 96}, max_image_size={"longest_edge": 32})
    return hf.Idefics3Processor(pictures, tokenizer, image_seq_len=4, chat_template=chat_templates.SMOLVLM)


def smolvlm_config(processor):
    tokenizer = processor.tokenizer
    ids = {"bos_token_id": tokenizer.bos_token_id, "eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id}
    return hf.Idefics3Config(
        text_config={"model_type": "llama", **GQA, "max_position_embeddings": 512, "vocab_size": len(tokenizer), **ids},
        vision_config=VISION,
        image_token_id=processor.image_token_id,
        scale_factor=2,
        pad_token_id=tokenizer.pad_token_id,
    )


def text_logits(model, vectors, attention, positions, *_unread):
    made = model.model.language_model(
        inputs_embeds=vectors, attention_mask=attention, position_ids=positions, use_cache=False
    )
    return model.lm_head(made.last_hidden_state)


def llava_processor(folder):
    tokenizer = llama_tokenizer(folder)
    tokenizer.model_max_length = 512
    tokenizer.add_special_tokens({"additional_special_tokens": ["<image>"]})
    pictures = hf.CLIPImageProcessor(size={"shortest_edge": 32}, crop_size={"height": 32, "width": 32})
    return hf.LlavaProcessor(
        pictures, tokenizer, patch_size=8, vision_feature_select_strategy="default", num_additional_image_tokens=1,
        chat_template=chat_templates.LLAVA,
    )  # fmt: skip


def llava_config(processor):
    tokenizer = processor.tokenizer
    ids = {"bos_token_id": tokenizer.bos_token_id, "eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id}
    return hf.LlavaConfig(
        text_config={"model_type": "llama", **GQA, "max_position_embeddings": 512, "vocab_size": len(tokenizer), **ids},
        vision_config={"model_type": "clip_vision_model", **VISION, "projection_dim": 32},
        image_token_id=tokenizer.convert_tokens_to_ids("<image>"),
        image_seq_length=16,
    )


def qwen2_vl_processor(folder):
    tokenizer = qwen_tokenizer(folder)
    tokenizer.model_max_length = 512
    marks = ["<|vision_start|>", "<|vision_end|>", "<|image_pad|>", "<|video_pad|>"]
    tokenizer.add_special_tokens({"additional_special_tokens": marks}, replace_additional_special_tokens=False)
    sizes = {"patch_size": 4, "min_pixels": 16 * 16, "max_pixels": 40 * 40}
    return hf.Qwen2VLProcessor(
        hf.Qwen2VLImageProcessorFast(**sizes), tokenizer, hf.Qwen2VLVideoProcessor(patch_size=4),
        chat_template=chat_templates.QWEN2_VL,
    )  # fmt: skip


def qwen2_vl_config(processor):
    tokenizer = processor.tokenizer
    id_of = tokenizer.convert_tokens_to_ids
    text = {
        **GQA, "vocab_size": len(tokenizer), "max_position_embeddings": 512, "tie_word_embeddings": False,
        "rope_scaling": {"type": "mrope", "mrope_section": [2, 1, 1]}, "pad_token_id": tokenizer.pad_token_id,
    }  # fmt: skip
    vision = {"depth": 2, "embed_dim": 32, "hidden_size": 32, "num_heads": 4, "mlp_ratio": 2, "patch_size": 4}
    return hf.Qwen2VLConfig(
        text_config=text, vision_config=vision, image_token_id=id_of("<|image_pad|>"),
        video_token_id=id_of("<|video_pad|>"), vision_start_token_id=id_of("<|vision_start|>"),
        vision_end_token_id=id_of("<|vision_end|>"),
    )  # fmt: skip


def prompts() -> list[Case]:
    """One turn each: without a template there is no conversation."""
    turns = {
        "wide": user(image("wide.png"), text("caption en")),
        "tall": user(image("tall.jpg"), text("What is this?")),
        "later": user(image("alpha.png"), text("detect cat")),
        "chinese": user(image("large.jpg"), text("今天天气怎么样？")),
        "same": user(image("large.jpg"), text("caption zh")),
        "again": user(image("large.jpg"), text("caption en")),
    }
    return [
        *(Case(name, {"messages": [turn]}, WHOLE if name == "wide" else LENGTH) for name, turn in turns.items()),
        Case("beams", {"messages": [user(image("turned.jpg"), text("caption en"))]}, BEAMS),
    ]


def prefix_logits(model, vectors, attention, _positions, labels, _places):
    """All that is not answer sees one another, as in `generate`."""
    length = attention.shape[1]
    causal = torch.ones(length, length, dtype=torch.bool).tril()
    given = (labels == teaching.IGNORED) & (attention > 0)
    allowed = (causal | given[:, None, :]) & (attention > 0)[:, None, :]
    mask = torch.where(allowed, 0.0, torch.finfo(torch.float32).min)[:, None].to(vectors.dtype)
    positions = torch.arange(1, length + 1)[None]
    made = model.model.language_model(inputs_embeds=vectors, attention_mask=mask, position_ids=positions, use_cache=False)
    return model.lm_head(made.last_hidden_state)


def paligemma_processor(folder):
    tokenizer = gemma_tokenizer(folder)
    tokenizer.chat_template = None
    tokenizer.model_max_length = 512
    pictures = hf.SiglipImageProcessor(size={"height": 32, "width": 32})
    pictures.image_seq_length = 16
    return hf.PaliGemmaProcessor(pictures, tokenizer)


def paligemma_config(processor):
    tokenizer = processor.tokenizer
    ids = {"bos_token_id": tokenizer.bos_token_id, "eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id}
    return hf.PaliGemmaConfig(
        text_config={"model_type": "gemma", **GQA, "head_dim": 16, "max_position_embeddings": 512, "vocab_size": len(tokenizer), **ids},
        vision_config={"model_type": "siglip_vision_model", **VISION, "projection_dim": 32, "vision_use_head": False},
        image_token_index=processor.image_token_id,
        projection_dim=32,
        hidden_size=32,
    )


def gemma3_processor(folder):
    tokenizer = gemma_tokenizer(folder)
    marks = {"boi_token": "<start_of_image>", "eoi_token": "<end_of_image>", "image_token": "<image_soft_token>"}
    tokenizer.add_special_tokens({"additional_special_tokens": list(marks.values())}, replace_additional_special_tokens=False)
    tokenizer.extra_special_tokens = marks
    for name, token in marks.items():
        setattr(tokenizer, name, token)
        tokenizer.init_kwargs[name] = token
        setattr(tokenizer, f"{name}_id", tokenizer.convert_tokens_to_ids(token))
    tokenizer.model_max_length = 512
    pictures = hf.Gemma3ImageProcessor(size={"height": 32, "width": 32})
    return hf.Gemma3Processor(pictures, tokenizer, chat_template=chat_templates.GEMMA3, image_seq_length=16)


def gemma3_config(processor):
    tokenizer = processor.tokenizer
    ids = {"bos_token_id": tokenizer.bos_token_id, "eos_token_id": tokenizer.eos_token_id, "pad_token_id": tokenizer.pad_token_id}
    text = {
        **GQA, "head_dim": 16, "num_hidden_layers": 3, "layer_types": ["sliding_attention", "sliding_attention", "full_attention"],
        # Shorter than a picture, whose places see one another all the same.
        "sliding_window": 8, "query_pre_attn_scalar": 16, "max_position_embeddings": 512, "vocab_size": len(tokenizer), **ids,
    }  # fmt: skip
    id_of = tokenizer.convert_tokens_to_ids
    return hf.Gemma3Config(
        text_config=text, vision_config={"model_type": "siglip_vision_model", **VISION, "patch_size": 4, "vision_use_head": False},
        mm_tokens_per_image=16, image_token_index=id_of("<image_soft_token>"), boi_token_index=id_of("<start_of_image>"),
        eoi_token_index=id_of("<end_of_image>"),
    )  # fmt: skip


def blocks_logits(model, vectors, attention, _positions, _labels, places):
    """The places of a picture see one another, the window of a layer notwithstanding."""
    text_model = model.model.language_model
    made = text_model(
        inputs_embeds=vectors, use_cache=False,
        attention_mask={
            kind: torch.where(allowed & (attention > 0)[:, None, None, :], 0.0, torch.finfo(torch.float32).min).to(vectors.dtype)
            for kind, allowed in picture_exports.blocks(places, 0, text_model.config.sliding_window).items()
        },
    )  # fmt: skip
    return model.lm_head(made.last_hidden_state)


REFERENCES = [
    Chat("idefics3", smolvlm_processor, smolvlm_config, picture_exports.idefics3, tiled_logits).reference(),
    Chat("llava", llava_processor, llava_config, picture_exports.llava, text_logits, quantised=True).reference(),
    Chat(
        "gemma3", gemma3_processor, gemma3_config, picture_exports.gemma3, blocks_logits,
        weights={"embedding": 0.3, "norm_offset": 0.0, "shifts": {r"vision_tower.*norm.*weight": 1.0}},
    ).reference(),
    Chat("qwen2_vl", qwen2_vl_processor, qwen2_vl_config, picture_exports.qwen2_vl, text_logits).reference(),
    Chat(
        "paligemma", paligemma_processor, paligemma_config, picture_exports.paligemma, prefix_logits, prompts(),
        {"embedding": 0.3, "norm_offset": 0.0, "shifts": {r"vision_tower.*norm.*weight": 1.0}},
    ).reference(),
]
