"""Models that look for what they are told in words, and draw boxes."""

from pathlib import Path

import torch
import transformers as hf
from transformers.image_utils import load_image

from lib import onnx_files, teaching, tokenizers, vision_answers, weights
from lib.media import ROOT
from lib.reference import Case, Reference

from . import grounding_exports
from .contrast import LABELS, WORDS
from .vision import NAMES

SIDE = 48
SQUARE = {"height": SIDE, "width": SIDE}
PICTURE = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 64, "patch_size": 16}
LARGER = {"height": 96, "width": 96}
"""Grounding DINO looks at a 64th of a side, which must be more than one place."""
MOST_TOKENS = 16


def cases(*further: Case) -> list[Case]:
    """No two in a row ask the same: what is known of the last picture is kept, and nothing would be fed."""

    def seek(name: str) -> dict:
        return {"image": f"media/{name}", "candidate_labels": LABELS}

    return [
        *(Case(name.split(".")[0], seek(name)) for name in NAMES),
        Case("threshold", seek("wide.png"), {"threshold": 0.7}),
        Case("top-two", seek("large.jpg"), {"top_k": 2}),
        Case("none", seek("exact.png"), {"threshold": 0.999}),
        Case("signs", {"image": "media/tall.jpg", "candidate_labels": ["The Big,  RED ball!", "a dog."]}),
        Case("one-label", {"image": "media/grey.png", "candidate_labels": ["dog"]}),
        *further,
    ]


def clip_tokenizer(folder):
    vocab, merges = tokenizers.ended_byte_level(folder, ("<|startoftext|>", "<|endoftext|>"))
    return hf.CLIPTokenizerFast(vocab, merges, model_max_length=MOST_TOKENS)


def bert_tokenizer(folder: Path):
    """Its special tokens and the signs that end a label have the numbers of BERT's vocabulary: the model knows them by these."""
    made = tokenizers.word_piece(folder, hf.BertTokenizerFast)
    at = {"[PAD]": 0, "[UNK]": 100, "[CLS]": 101, "[SEP]": 102, "[MASK]": 103, ".": 1012, "?": 1029}
    known = sorted(made.get_vocab(), key=made.get_vocab().get)
    others = iter([token for token in known if token not in at])
    by_id = {place: token for token, place in at.items()}
    lines = [by_id.get(place) or (place > 103 and next(others, None)) or f"[unused{place}]" for place in range(1030)]
    file = folder / "vocab.txt"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return hf.BertTokenizerFast(vocab_file=str(file), do_lower_case=True, model_max_length=512)


def owl(config_of, model_of):
    def make(parts, seed: int):
        torch.manual_seed(seed)
        tokenizer = parts[1]
        text = {
            **WORDS, "vocab_size": len(tokenizer), "max_position_embeddings": MOST_TOKENS,
            "pad_token_id": tokenizer.pad_token_id, "bos_token_id": tokenizer.bos_token_id,
            "eos_token_id": tokenizer.eos_token_id,
        }  # fmt: skip
        config = config_of(text_config=text, vision_config={**PICTURE, "image_size": SIDE}, projection_dim=32)
        model = model_of(config)
        weights.randomise(model, seed, {r"patch_embedding": 4.0})
        look_for_words(model, parts, seed)
        return model

    return make


def asked_of(every: list[Case]) -> dict[str, list[str]]:
    """All labels that any case asks about, by picture."""
    asked: dict[str, list[str]] = {}
    for case in every:
        labels = asked.setdefault(case.inputs["image"], [])
        labels.extend(label for label in case.inputs["candidate_labels"] if label not in labels)
    return asked


def aims_of(place: int) -> tuple[float, float, float]:
    """
    Of the best three places for a label one is to be above 0.7 and two between the thresholds, all others below 0.1. `place`
    tells labels of one picture apart, so that none is as sure as another.
    """
    return 1.4 + 0.2 * place, 0.3 - 0.1 * place, -0.5 - 0.1 * place


NOTHING = (-1e4, -3.0)
"""Between these logits lies what was not found."""


def wanted(scores: torch.Tensor, place: int) -> tuple[torch.Tensor, torch.Tensor]:
    best = scores.topk(3, dim=-1).indices
    aims = torch.tensor(aims_of(place)).to(scores)
    least, most = (torch.full_like(scores, bound).scatter(-1, best, aims) for bound in NOTHING)
    return least, most


def wanted_of_words(logits: torch.Tensor, place: int) -> tuple[torch.Tensor, torch.Tensor]:
    """[pictures, queries, tokens]: a query that finds something finds a word of the text, and the next one nearly as well."""
    least, most = (torch.full_like(logits, bound) for bound in NOTHING)
    last = logits.shape[-1] - 1
    for picture, best in enumerate(logits.max(-1).values.topk(3).indices):
        for turn, (query, aim) in enumerate(zip(best, aims_of(place))):
            word = 1 + (place + picture + turn) % (last - 1)
            for token in range(word, min(word + 2, last)):
                least[picture, query, token] = most[picture, query, token] = aim - 0.1 * (token - word)
    return least, most


def beyond(scores: torch.Tensor, least: torch.Tensor, most: torch.Tensor) -> torch.Tensor:
    return ((least - scores).clamp(min=0) + (scores - most).clamp(min=0)).square().sum()


def look_for_words(model, parts, seed: int) -> None:
    processor, tokenizer = parts
    draw = torch.Generator().manual_seed(seed)
    asked = asked_of(cases())
    texts = sorted({label for labels in asked.values() for label in labels})
    feeds = tokenizer(texts, padding=True, return_tensors="pt")
    pictures = [load_image(str(ROOT / name)) for name in asked]
    pixels = processor(pictures, return_tensors="pt")["pixel_values"].double()
    repeated = {name: feeds[name].repeat(len(pictures), 1) for name in ("input_ids", "attention_mask")}
    pairs = torch.tensor([[text in labels for text in texts] for labels in asked.values()])
    patches = (SIDE // PICTURE["patch_size"]) ** 2
    drawn = torch.randn((int(pairs.sum()), patches), generator=draw, dtype=torch.float64)
    aims = [wanted(row, int(place)) for row, place in zip(drawn, pairs.nonzero()[:, 1])]
    least, most = (torch.stack(each) for each in zip(*aims))

    def loss_of():
        logits = model(pixel_values=pixels, **repeated).logits.transpose(1, 2)[pairs]
        return beyond(logits, least, most)

    # The mask of what comes later is made in the default.
    torch.set_default_dtype(torch.float64)
    try:
        teaching.fit(model, loss_of, until=0.02, steps=600)
    finally:
        torch.set_default_dtype(torch.float32)


QUERIES = 8


def grounding_dino(parts, seed: int):
    torch.manual_seed(seed)
    backbone = hf.ResNetConfig(
        embedding_size=16, hidden_sizes=[16, 16, 24, 32], depths=[1, 1, 1, 1], layer_type="basic",
        out_features=["stage2", "stage3", "stage4"],
    )  # fmt: skip
    text = hf.BertConfig(
        hidden_size=32, num_hidden_layers=1, num_attention_heads=4, intermediate_size=64, vocab_size=len(parts[1]),
        max_position_embeddings=64,
    )  # fmt: skip
    config = hf.GroundingDinoConfig(
        backbone_config=backbone, backbone=None, use_timm_backbone=False, use_pretrained_backbone=False, text_config=text,
        num_queries=QUERIES, d_model=32, encoder_layers=1, decoder_layers=2, encoder_attention_heads=4,
        decoder_attention_heads=4, encoder_ffn_dim=48, decoder_ffn_dim=48, encoder_n_points=2, decoder_n_points=2,
        max_text_len=64, is_encoder_decoder=True,
    )  # fmt: skip
    model = hf.GroundingDinoForObjectDetection(config)
    weights.randomise(model, seed, {r"query_position": 2.0, r"text_projection": 0.2, r"bbox_embed": 0.6})
    ground_words(model, parts)
    return model


def ground_words(model, parts) -> None:
    """Only the decoder learns: the encoder ranks the places of a picture by the words, and the best become queries."""
    processor, tokenizer = parts
    by_words: dict[str, list[str]] = {}
    for name, labels in asked_of(cases()).items():
        for words in labels:
            by_words.setdefault(words, []).append(name)
    for case in GROUNDED:
        by_words.setdefault(vision_answers.merged(case.inputs["candidate_labels"]), []).append(case.inputs["image"])
    seen = []
    model.eval()
    for place, (words, names) in enumerate(by_words.items()):
        pictures = processor([load_image(str(ROOT / name)) for name in names], return_tensors="pt")
        given, logits = asked_of_decoder(model, {**pictures, **tokenizer([words] * len(names), return_tensors="pt")})
        seen.append((given, *wanted_of_words(logits, place % len(LABELS))))
    model.requires_grad_(False)
    model.model.decoder.requires_grad_(True)

    def loss_of():
        return sum(beyond(decoded(model, given), least, most) for given, least, most in seen)

    teaching.fit(model, loss_of, until=3.0, steps=600)


@torch.no_grad()
def asked_of_decoder(model, feeds: dict) -> tuple[dict, torch.Tensor]:
    """What the decoder is given, in float64, and how well each query fits each token now."""
    given = {}

    def note(_module, _arguments, options):
        given.update(options)

    hook = model.model.decoder.register_forward_pre_hook(note, with_kwargs=True)
    tokens = feeds["input_ids"].shape[1]
    logits = model(**feeds).logits[..., :tokens].double()
    hook.remove()

    def wide(value):
        return value.double() if isinstance(value, torch.Tensor) and value.is_floating_point() else value

    return {name: wide(value) for name, value in given.items()}, logits


def decoded(model, given: dict) -> torch.Tensor:
    hidden = model.model.decoder(**given).intermediate_hidden_states[:, -1]
    return hidden @ given["text_encoder_hidden_states"].transpose(-1, -2)


@torch.no_grad()
def check_shares(model, repository: Path, answers) -> float:
    """As `check_single`, for what is read of the logits: where a text has no more tokens they are minus infinity."""
    graph = onnx_files.session(repository / "onnx" / "model.onnx")
    worst = 0.0
    for answer in answers:
        expected = model(**answer.feeds)
        given = {name: torch.from_numpy(value) for name, value in onnx_files.run(graph, answer.feeds).items()}
        shares = (given["logits"].sigmoid() - expected.logits.sigmoid()).abs().max()
        worst = max(worst, float(shares), float((given["pred_boxes"] - expected.pred_boxes).abs().max()))
    return worst


def seeker(family: str, make_parts, make_model, export, check, *further: Case) -> Reference:
    return Reference(
        family=family,
        task="zero-shot-object-detection",
        make_parts=make_parts,
        make_model=make_model,
        answer=vision_answers.zero_shot_object_detection,
        cases=cases(*further),
        export=export,
        check=check,
        variety=3,
    )


WITH_OPTIMUM = onnx_files.export_with_optimum("zero-shot-object-detection")
TOGETHER = {"together": True}
GROUNDED = [
    Case("together", {"image": "media/wide.png", "candidate_labels": LABELS}, TOGETHER),
    Case("together-signs", {"image": "media/turned.jpg", "candidate_labels": [" A Dog ", "big RED ball"]}, TOGETHER),
    Case(
        "text-threshold",
        {"image": "media/large.jpg", "candidate_labels": LABELS},
        {**TOGETHER, "threshold": 0.2, "text_threshold": 0.1},
    ),
]

REFERENCES = [
    seeker(
        "owlvit",
        lambda folder: [hf.OwlViTImageProcessor(size=SQUARE, crop_size=SQUARE), clip_tokenizer(folder)],
        owl(hf.OwlViTConfig, hf.OwlViTForObjectDetection),
        WITH_OPTIMUM,
        onnx_files.check_single,
    ),
    seeker(
        "owlv2",
        lambda folder: [hf.Owlv2ImageProcessor(size=SQUARE), clip_tokenizer(folder)],
        owl(hf.Owlv2Config, hf.Owlv2ForObjectDetection),
        WITH_OPTIMUM,
        onnx_files.check_single,
    ),
    seeker(
        "grounding-dino",
        lambda folder: [hf.GroundingDinoImageProcessor(size=LARGER), bert_tokenizer(folder)],
        grounding_dino,
        lambda model, _checkpoint, target: grounding_exports.detecting(model, target, LARGER["height"]),
        check_shares,
        *GROUNDED,
    ),
]
