"""Models that write about a picture."""

from dataclasses import dataclass
from collections.abc import Callable
from typing import Any

import torch
import transformers as hf

from layouts import blip as blip_layout
from layouts import git as git_layout

from lib import captions, onnx_files, seq2seq, tokenizers, weights
from lib.reference import Case, Reference

from .vision import NAMES

SIDE = 48
SIZE = {"height": SIDE, "width": SIDE}
LENGTH = {"max_new_tokens": 16}
BEAMS = {"max_new_tokens": 20, "num_beams": 4}
VISION = {
    "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 4, "image_size": SIDE,
    "patch_size": 16,
}  # fmt: skip
OPTIMUM = onnx_files.export_with_optimum("image-to-text-with-past")


def described() -> list[Case]:
    """
    One picture is for beams alone: what it is taught depends on them. No prompt is said as an empty one, so that whoever
    asks does not leave the last one standing.
    """
    plain = [name for name in NAMES if name != "exact.png"]
    return [
        *(Case(name.split(".")[0], {"image": f"media/{name}", "text": ""}, LENGTH) for name in plain),
        Case("by-itself", {"image": "media/wide.png", "text": ""}),
        Case("beams", {"image": "media/exact.png", "text": ""}, BEAMS),
        Case("beams-tuned", {"image": "media/exact.png", "text": ""}, {**BEAMS, "length_penalty": 2.0, "early_stopping": True}),
    ]


def begun() -> list[Case]:
    return [
        Case("prompt", {"image": "media/wide.png", "text": "A cat sat on"}, LENGTH),
        Case("prompt-upright", {"image": "media/tall.jpg", "text": "the weather"}, LENGTH),
        Case("prompt-chinese", {"image": "media/grey.png", "text": "今天天气"}, LENGTH),
    ]


def word_pieces(folder):
    tokenizer = tokenizers.word_piece(folder, hf.BertTokenizerFast)
    tokenizer.model_input_names = ["input_ids", "attention_mask"]
    return tokenizer


def blip_config(tokenizer, **text) -> hf.BlipConfig:
    # As the published ones: two entries more than the tokenizer knows, of which the first starts a text.
    written = {
        "vocab_size": len(tokenizer) + 2, "hidden_size": 32, "encoder_hidden_size": 32, "intermediate_size": 64,
        "num_hidden_layers": 2, "num_attention_heads": 4, "projection_dim": 32, "max_position_embeddings": 64,
        "bos_token_id": len(tokenizer), "pad_token_id": 0, "sep_token_id": tokenizer.sep_token_id,
        "eos_token_id": tokenizer.sep_token_id,
    }  # fmt: skip
    return hf.BlipConfig(text_config={**written, **text}, vision_config=VISION, projection_dim=32)


LOOK = {"embedding": 0.3, "scales": {r"patch_embedding|projection.weight|patch_embeddings": 4.0, r"crossattention": 2.0}}


def blip(parts, seed: int):
    torch.manual_seed(seed)
    model = hf.BlipForConditionalGeneration(blip_config(parts[1]))
    weights.randomise(model, seed, **LOOK)
    captions.teach(model, parts, CONDITIONAL, lambda given, ids: model(**given, input_ids=ids).logits)
    return model


def git(parts, seed: int):
    torch.manual_seed(seed)
    tokenizer = parts[1]
    config = hf.GitConfig(
        vision_config=VISION, vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=2, num_attention_heads=4,
        intermediate_size=64, max_position_embeddings=64, bos_token_id=tokenizer.cls_token_id,
        eos_token_id=tokenizer.sep_token_id, pad_token_id=0,
    )  # fmt: skip
    model = hf.GitForCausalLM(config)
    weights.randomise(model, seed, **LOOK)
    captions.teach(model, parts, CONDITIONAL, lambda given, ids: model(**given, input_ids=ids).logits)
    return model


def gpt2_tokenizer(folder):
    files = tokenizers.byte_level(folder, ("<|endoftext|>",))
    return hf.GPT2TokenizerFast(*files, model_max_length=64)


def roberta_tokenizer(folder):
    files = tokenizers.byte_level(folder, ("<s>", "<pad>", "</s>", "<unk>", "<mask>"))
    return hf.RobertaTokenizerFast(*files, model_max_length=64)


def donut_tokenizer(folder):
    file = tokenizers.sentence_piece(folder / "sentencepiece.bpe.model", "unigram", 600)
    tokenizer = hf.XLMRobertaTokenizerFast(file, model_max_length=64)
    tokenizer.add_special_tokens({"additional_special_tokens": ["<s_page>", "<s_line>", "</s_line>"]})
    return tokenizer


@dataclass(frozen=True)
class Pair:
    """An encoder of pictures and a decoder of texts, put together by VisionEncoderDecoder."""

    encoder: Callable[[], Any]
    decoder: Callable[[Any], Any]
    start: str
    end: str

    def model(self, parts, seed: int):
        torch.manual_seed(seed)
        tokenizer = parts[1]
        encoder = hf.AutoModel.from_config(self.encoder())
        decoder = hf.AutoModelForCausalLM.from_config(self.decoder(tokenizer))
        model = hf.VisionEncoderDecoderModel(encoder=encoder, decoder=decoder)
        ids = {
            "decoder_start_token_id": tokenizer.convert_tokens_to_ids(self.start),
            "eos_token_id": tokenizer.convert_tokens_to_ids(self.end),
            "pad_token_id": tokenizer.pad_token_id if tokenizer.pad_token_id is not None else 0,
        }
        for name, value in ids.items():
            setattr(model.config, name, value)
        model.generation_config = hf.GenerationConfig(**ids)
        weights.randomise(model, seed, **LOOK)
        # TrOCR's mask is of the default type, whatever its weights are.
        torch.set_default_dtype(torch.float64)
        try:
            self.learn(model, parts)
        finally:
            torch.set_default_dtype(torch.float32)
        return model

    def learn(self, model, parts) -> None:
        def forward(given, ids):
            return model(given["pixel_values"], decoder_input_ids=ids).logits

        captions.teach(model, parts, described(), forward)


def vit_config():
    return hf.ViTConfig(**VISION)


def deit_config():
    return hf.DeiTConfig(**VISION)


def swin_config():
    return hf.DonutSwinConfig(image_size=[64, 48], patch_size=4, embed_dim=16, depths=[1, 1], num_heads=[2, 2], window_size=4)


def gpt2_config(tokenizer):
    return hf.GPT2Config(
        vocab_size=len(tokenizer), n_embd=32, n_layer=2, n_head=4, n_positions=64, is_decoder=True,
        add_cross_attention=True, bos_token_id=0, eos_token_id=0,
    )  # fmt: skip


def trocr_config(tokenizer):
    return hf.TrOCRConfig(
        vocab_size=len(tokenizer), d_model=32, decoder_layers=2, decoder_attention_heads=4, decoder_ffn_dim=64,
        max_position_embeddings=64, cross_attention_hidden_size=32, pad_token_id=1, bos_token_id=0, eos_token_id=2,
        decoder_start_token_id=2,
    )  # fmt: skip


def mbart_config(tokenizer, positions=64):
    return hf.MBartConfig(
        vocab_size=len(tokenizer), d_model=32, decoder_layers=2, decoder_attention_heads=4, decoder_ffn_dim=64,
        encoder_layers=2, encoder_attention_heads=4, encoder_ffn_dim=32, max_position_embeddings=positions, is_decoder=True,
        is_encoder_decoder=False, add_cross_attention=True, scale_embedding=True, add_final_layer_norm=True,
        pad_token_id=1, bos_token_id=0, eos_token_id=2,
    )  # fmt: skip


CONDITIONAL = [*described(), *begun()]
VIT_GPT2 = Pair(vit_config, gpt2_config, "<|endoftext|>", "<|endoftext|>")
TROCR = Pair(deit_config, trocr_config, "</s>", "</s>")
DONUT = Pair(swin_config, mbart_config, "<s_page>", "</s>")


def captioner(family: str, make_processor, make_tokenizer, make_model, cases, export=OPTIMUM) -> Reference:
    return Reference(
        family=family,
        task="image-to-text",
        make_parts=lambda folder: [make_processor(), make_tokenizer(folder)],
        make_model=make_model,
        answer=captions.image_to_text,
        cases=cases,
        export=export,
        check=captions.check,
        variety=12,
        accept=seq2seq.telling,
    )


def donut_processor():
    return hf.DonutImageProcessor(size={"height": 64, "width": 48}, do_align_long_axis=False)


REFERENCES = [
    captioner(
        "blip", lambda: hf.BlipImageProcessor(size=SIZE), word_pieces, blip, CONDITIONAL,
        lambda model, _checkpoint, target: blip_layout.captioning(model, target),
    ),
    captioner(
        "git", lambda: hf.CLIPImageProcessor(size={"shortest_edge": SIDE}, crop_size=SIZE), word_pieces, git, CONDITIONAL,
        lambda model, _checkpoint, target: git_layout.captioning(model, target),
    ),
    captioner("vision-encoder-decoder", lambda: hf.ViTImageProcessor(size=SIZE), gpt2_tokenizer, VIT_GPT2.model, described()),
    captioner("trocr", lambda: hf.DeiTImageProcessor(size=SIZE, do_center_crop=False), roberta_tokenizer, TROCR.model, described()),
    captioner("donut", donut_processor, donut_tokenizer, DONUT.model, described()),
]  # fmt: skip
