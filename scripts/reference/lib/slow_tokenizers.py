"""`tokenizer.json` for tokenizers that Python has only in its slow form, in the shape that the Hub's converter gives it."""

import json
from pathlib import Path

from sentencepiece import sentencepiece_model_pb2
from transformers.convert_slow_tokenizer import generate_merges

METASPACE = {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True, "prepend_scheme": "always"}


def pieces_of(file: Path) -> dict[str, float]:
    proto = sentencepiece_model_pb2.ModelProto.FromString(file.read_bytes())
    return {piece.piece: piece.score for piece in proto.pieces}


def added(tokens: dict[str, int]) -> list[dict]:
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return [{"id": index, "content": token, **flags} for token, index in sorted(tokens.items(), key=lambda item: item[1])]


def special(token: str, index: int) -> dict:
    return {token: {"id": token, "ids": [index], "tokens": [token]}}


def item(token: str, kind=0) -> dict:
    return {"SpecialToken": {"id": token, "type_id": kind}}


def text(name: str, kind=0) -> dict:
    return {"Sequence": {"id": name, "type_id": kind}}


def save(repository: Path, added_tokens: list[dict], post_processor: dict, model: dict) -> None:
    content = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added_tokens,
        "normalizer": {"type": "Precompiled", "precompiled_charsmap": None},
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, METASPACE]},
        "post_processor": post_processor,
        "decoder": METASPACE,
        "model": model,
    }
    (repository / "tokenizer.json").write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")


def marian(_model, parts, repository: Path) -> None:
    """One Unigram of the pieces of both languages: what the Hub has, though it segments otherwise than source.spm."""
    tokenizer = parts[0]
    source, target = pieces_of(repository / "source.spm"), pieces_of(repository / "target.spm")
    end, unknown = tokenizer.eos_token_id, tokenizer.unk_token_id
    vocab = [[token, source.get(token, target.get(token, 0.0))] for token in tokenizer.encoder]
    after = {
        "type": "TemplateProcessing",
        "single": [text("A"), item("</s>")],
        "pair": [text("A"), item("</s>"), text("B"), item("</s>")],
        "special_tokens": special("</s>", end),
    }
    tokens = added({"</s>": end, "<unk>": unknown, "<pad>": tokenizer.pad_token_id})
    save(repository, tokens, after, {"type": "Unigram", "unk_id": unknown, "vocab": vocab})


def m2m100(_model, parts, repository: Path) -> None:
    """The pieces of its BPE under fairseq's ids; the language stands before the text."""
    tokenizer = parts[0]
    scores = {piece: score for piece, score in pieces_of(repository / "sentencepiece.bpe.model").items()}
    vocab = {token: index for token, index in tokenizer.encoder.items()}
    merges = [" ".join(pair) for pair in generate_merges(vocab, {p: s for p, s in scores.items() if p in vocab})]
    languages = dict(tokenizer.lang_token_to_id)
    end, unknown = tokenizer.eos_token_id, tokenizer.unk_token
    after = {
        "type": "TemplateProcessing",
        "single": [item("__en__"), text("A"), item("</s>")],
        "pair": [item("__en__"), text("A"), text("B"), item("</s>")],
        "special_tokens": {**special("</s>", end), **special("__en__", languages["__en__"])},
    }
    names = ("<s>", "<pad>", "</s>", "<unk>")
    tokens = added({**{name: vocab[name] for name in names}, **languages})
    model = {"type": "BPE", "unk_token": unknown, "fuse_unk": True, "byte_fallback": False}
    save(repository, tokens, after, {**model, "vocab": vocab, "merges": merges})


def ctc(_model, parts, repository: Path) -> None:
    """Characters, as the Hub's converter writes them for Wav2Vec2."""
    tokenizer = parts[0]
    content = {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": added({token: tokenizer.encoder[token] for token in ("<pad>", "<s>", "</s>", "<unk>")}),
        "normalizer": {"type": "Replace", "pattern": {"String": " "}, "content": "|"},
        "pre_tokenizer": {"type": "Split", "pattern": {"Regex": ""}, "behavior": "Isolated", "invert": False},
        "post_processor": None,
        "decoder": {"type": "CTC", "pad_token": "<pad>", "word_delimiter_token": "|", "cleanup": True},
        "model": {"vocab": tokenizer.encoder},
    }
    (repository / "tokenizer.json").write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")
