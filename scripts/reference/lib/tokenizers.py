"""Tiny tokenizers of the real algorithms, trained on the corpus: same corpus, same bytes."""

import io
import json
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from . import bpe
from .corpus import LINES

MAX_LENGTH = 64


def word_piece(folder: Path, cls, special=("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"), size=700, more=()):
    """BERT's lower-case WordPiece. `vocab.txt` is what the class reads. `more`: texts whose letters it knows as well."""
    words = words_of(normalizers.BertNormalizer(lowercase=True), pre_tokenizers.BertPreTokenizer(), more)
    tokens, _ = bpe.train(words, size, special, prefix="##")
    file = folder / "vocab.txt"
    file.write_text("".join(f"{token}\n" for token in tokens), encoding="utf-8")
    return cls(vocab_file=str(file), do_lower_case=True, model_max_length=MAX_LENGTH)


def byte_level(folder: Path, special, size=700) -> tuple[str, str]:
    """GPT-2's byte-level BPE: the paths of `vocab.json` and `merges.txt`."""
    words = words_of(None, pre_tokenizers.ByteLevel(add_prefix_space=False))
    return bpe_files(folder, *bpe.train(words, size, special, pre_tokenizers.ByteLevel.alphabet()))


SPLIT_AS_LLAMA_3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
SPLIT_AS_BLOOM = r" ?[^(\s|[.,!?…。，、।۔،])]+"


def split_byte_level(special, split: str, begin: str | None = None, size=700) -> Tokenizer:
    """Byte-level BPE behind a regular expression, in one `tokenizer.json`, as Llama 3 and BLOOM have it."""
    pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(split), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokens, merges = bpe.train(
        words_of(None, pre_tokenizer), size, alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    first = len(special)
    vocab = {token: index for index, token in enumerate([*special, *tokens[: size - first]])}
    kept = [pair for pair in merges if "".join(pair) in vocab]
    tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=kept))
    tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special])
    byte_level = processors.ByteLevel(trim_offsets=True)
    if begin:
        template = processors.TemplateProcessing(
            single=f"{begin} $A", pair=f"{begin} $A {begin} $B:1", special_tokens=[(begin, vocab[begin])]
        )
        tokenizer.post_processor = processors.Sequence([byte_level, template])
    else:
        tokenizer.post_processor = byte_level
    return tokenizer


def modern_byte_level(size=700) -> Tokenizer:
    """ModernBERT's: the byte-level BPE of GPT-NeoX, with BERT's special tokens behind its vocabulary and around a text."""
    pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    normalizer = normalizers.NFC()
    tokens, merges = bpe.train(words_of(normalizer, pre_tokenizer), size, alphabet=pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE(vocab={token: index for index, token in enumerate(tokens)}, merges=merges))
    tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = pre_tokenizer
    tokenizer.decoder = decoders.ByteLevel()
    special = ("[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]")
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, lstrip=token == "[MASK]") for token in special])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B [SEP]",
        special_tokens=[(token, tokenizer.token_to_id(token)) for token in ("[CLS]", "[SEP]")],
    )
    return tokenizer


def lower_case(folder: Path, special, size=700) -> tuple[str, str]:
    """GPT-1's BPE: lower case, whole characters, `</w>` at the end of a word."""
    words = words_of(normalizers.BertNormalizer(lowercase=True), pre_tokenizers.BertPreTokenizer())
    return bpe_files(folder, *bpe.train(words, size, special, suffix="</w>"))


def ended_byte_level(folder: Path, special, size=900) -> tuple[str, str]:
    """CLIP's: lower-case byte-level BPE with `</w>` at the end of a word, its special tokens behind all others."""
    normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    pattern = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
    pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(pattern), "removed", invert=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    ended = [f"{character}</w>" for character in alphabet]
    tokens, merges = bpe.train(words_of(normalizer, pre_tokenizer), size, (), [*alphabet, *ended], suffix="</w>")
    return bpe_files(folder, [*tokens, *special], merges)


def words_of(normalizer, pre_tokenizer, more=()) -> Counter:
    lines = [normalizer.normalize_str(line) if normalizer else line for line in (*LINES, *more)]
    return Counter(word for line in lines for word, _ in pre_tokenizer.pre_tokenize_str(line))


def bpe_files(folder: Path, tokens: list[str], merges: list[bpe.Merge]) -> tuple[str, str]:
    vocab_file, merges_file = folder / "vocab.json", folder / "merges.txt"
    vocab = {token: index for index, token in enumerate(tokens)}
    vocab_file.write_text(json.dumps(vocab, ensure_ascii=False), encoding="utf-8")
    merges_file.write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges), encoding="utf-8")
    return str(vocab_file), str(merges_file)


def sentence_piece(file: Path, model_type: str, size: int, whole_nfkc=False, lines=LINES, **options) -> str:
    """A SentencePiece model. `whole_nfkc` normalises as the published ones do, at 600 kB a checkpoint; else a small part."""
    model = io.BytesIO()
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as rules:
        rules.write("".join(f"{source:X}\t{' '.join(f'{ord(to):X}' for to in target)}\n" for source, target in small_nfkc()))
        rules.flush()
        if not whole_nfkc:
            options.setdefault("normalization_rule_tsv", rules.name)
        if options.get("normalization_rule_name"):
            del options["normalization_rule_tsv"]
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(lines),
            model_writer=model,
            model_type=model_type,
            vocab_size=size,
            num_threads=1,
            hard_vocab_limit=False,
            minloglevel=2,
            **options,
        )
    proto = sentencepiece_model_pb2.ModelProto.FromString(model.getvalue())
    proto.normalizer_spec.normalization_rule_tsv = ""  # a path of this machine
    file.write_bytes(proto.SerializeToString(deterministic=True))
    return str(file)


def small_nfkc() -> list[tuple[int, str]]:
    """Full-width forms, ligatures, circled digits and white space."""
    sources = [*range(0xFF01, 0xFF5F), *range(0xFB00, 0xFB07), *range(0x2460, 0x2469), 0x3000, 0xA0, 0x2026]
    rules = [(source, unicodedata.normalize("NFKC", chr(source))) for source in sources]
    return [*rules, (0x9, " "), (0xA, " ")]
