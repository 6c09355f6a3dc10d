"""Models that hold a picture against texts that nobody taught them as labels."""

import torch
import transformers as hf

from lib import corpus, onnx_files, tokenizers, vision_answers, weights
from lib.reference import Case, Reference

from .vision import NAMES

SIDE = 48
PICTURE = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64, "patch_size": 8}
WORDS = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64}
LABELS = ["cat", "big red ball", "house by the sea"]


def cases(*further: Case) -> list[Case]:
    return [
        *(Case(name.split(".")[0], {"image": f"media/{name}", "candidate_labels": LABELS}) for name in NAMES),
        Case(
            "template",
            {"image": "media/wide.png", "candidate_labels": LABELS[:2]},
            {"hypothesis_template": "A picture in which {} can be seen"},
        ),
        Case("signs", {"image": "media/tall.jpg", "candidate_labels": ["The Big,  RED ball!", "don't play", "Müller 1599"]}),
        Case(
            "chinese",
            {"image": "media/large.jpg", "candidate_labels": ["小女孩", "海洋", "公园"]},
            {"hypothesis_template": "这是{}。"},
        ),
        Case("one-label", {"image": "media/grey.png", "candidate_labels": ["dog"]}),
        *further,
    ]


def clip_tokenizer(folder):
    vocab, merges = tokenizers.ended_byte_level(folder, ("<|startoftext|>", "<|endoftext|>"))
    return hf.CLIPTokenizerFast(vocab, merges, model_max_length=40)


def siglip_tokenizer(folder):
    file = tokenizers.sentence_piece(
        folder / "spiece.model", "unigram", 600, pad_id=0, eos_id=1, unk_id=2, bos_id=-1,
        lines=[line.lower() for line in corpus.LINES],
    )  # fmt: skip
    # As on the Hub: no mask, padding is read like any other token.
    return hf.SiglipTokenizer(file, model_max_length=64, model_input_names=["input_ids"])


def clip(parts, seed: int):
    torch.manual_seed(seed)
    tokenizer = parts[1]
    config = hf.CLIPConfig(
        text_config={
            **WORDS, "vocab_size": len(tokenizer), "max_position_embeddings": 40, "pad_token_id": tokenizer.pad_token_id,
            "bos_token_id": tokenizer.bos_token_id, "eos_token_id": tokenizer.eos_token_id,
        },
        vision_config={**PICTURE, "image_size": SIDE},
        projection_dim=16,
    )  # fmt: skip
    model = hf.CLIPModel(config)
    weights.randomise(model, seed, {r"patch_embedding": 4.0}, {r"logit_scale": 2.5})
    return model


def siglip(parts, seed: int):
    torch.manual_seed(seed)
    config = hf.SiglipConfig(
        text_config={**WORDS, "vocab_size": parts[1].vocab_size, "max_position_embeddings": 64, "projection_size": 32},
        vision_config={**PICTURE, "image_size": SIDE},
    )
    model = hf.SiglipModel(config)
    # The place that is read, the last, is padding whatever the text: what it is and where it stands must not drown the rest.
    scales = {r"patch_embedding": 4.0, r"text_model.*position_embedding": 0.2, r"text_model.*[qk]_proj": 2.0}
    weights.randomise(model, seed, scales, {r"logit_scale": 3.0, r"logit_bias": -0.5})
    return model


def chinese_clip(parts, seed: int):
    torch.manual_seed(seed)
    config = hf.ChineseCLIPConfig(
        text_config={**WORDS, "vocab_size": len(parts[1]), "max_position_embeddings": 64},
        vision_config={**PICTURE, "image_size": SIDE},
        projection_dim=16,
    )
    model = hf.ChineseCLIPModel(config)
    weights.randomise(model, seed, {r"patch_embedding": 4.0}, {r"logit_scale": 2.5})
    return model


def contrast(family: str, make_processor, make_tokenizer, make_model, further=()) -> Reference:
    return Reference(
        family=family,
        task="zero-shot-image-classification",
        make_parts=lambda folder: [make_processor(), make_tokenizer(folder)],
        make_model=make_model,
        answer=vision_answers.zero_shot_image_classification,
        cases=cases(*further),
        export=onnx_files.export_with_optimum("zero-shot-image-classification"),
        check=onnx_files.check_single,
        variety=3,
    )


LONG = Case("long", {"image": "media/exact.png", "candidate_labels": [corpus.ARTICLE, corpus.FOX]})
REFERENCES = [
    contrast(
        "clip",
        lambda: hf.CLIPImageProcessor(size={"shortest_edge": SIDE}, crop_size=SIDE),
        clip_tokenizer,
        clip,
    ),
    contrast(
        "siglip",
        lambda: hf.SiglipImageProcessor(size={"height": SIDE, "width": SIDE}),
        siglip_tokenizer,
        siglip,
        [LONG],
    ),
    contrast(
        "chinese_clip",
        lambda: hf.ChineseCLIPImageProcessor(size={"height": SIDE, "width": SIDE}, do_center_crop=False),
        lambda folder: tokenizers.word_piece(folder, hf.BertTokenizerFast),
        chinese_clip,
    ),
]
