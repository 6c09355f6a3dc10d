"""Writes tiny tokenizers, each with one thing that checkpoints seldom have, and what Python's make of a few texts.

Each is saved as a folder of a checkpoint and opened by `AutoTokenizer`, so that the rules of its class count as well.
"""

import json
import tempfile
import warnings
from itertools import product
from pathlib import Path

from jinja2 import TemplateError
from transformers import AutoTokenizer
from transformers.utils import logging

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src/workers/engine/tokenizer/classes.golden.json"


def added(content: str, token_id: int, **kwargs: bool) -> dict:
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True, **kwargs}
    return {"id": token_id, "content": content, **flags}


def token(content: str, **kwargs: bool) -> dict:
    """As `tokenizer_config.json` describes one."""
    return {"__type": "AddedToken", **{key: value for key, value in added(content, 0, **kwargs).items() if key != "id"}}


def tokenizer(model: dict, **parts: object) -> dict:
    empty = {"added_tokens": [], "normalizer": None, "pre_tokenizer": None, "post_processor": None, "decoder": None}
    return {"version": "1.0", "truncation": None, "padding": None, **empty, **parts, "model": model}


def word_level(*words: str) -> dict:
    return {"type": "WordLevel", "vocab": {word: place for place, word in enumerate(words)}, "unk_token": "[UNK]"}


def bpe(vocab: list[str], **kwargs: object) -> dict:
    keys = {"dropout": None, "unk_token": None, "continuing_subword_prefix": None, "end_of_word_suffix": None,
            "fuse_unk": False, "byte_fallback": False, "merges": []}
    return {"type": "BPE", **keys, **kwargs, "vocab": {token: place for place, token in enumerate(vocab)}}


BYTES = [f"<0x{byte:02X}>" for byte in range(256)]
LETTERS = list("abcdeé▁xy.,!ÉÀà北京")

llama = tokenizer(
    bpe(["<unk>", "<s>", "</s>", *BYTES, *LETTERS], unk_token="<unk>", fuse_unk=True, byte_fallback=True),
    added_tokens=[added("<unk>", 0), added("<s>", 1), added("</s>", 2)],
    normalizer={"type": "Sequence", "normalizers": [
        {"type": "Prepend", "prepend": "▁"}, {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]},
    decoder={"type": "Sequence", "decoders": [
        {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"},
        {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
)
ENDS = {"tokenizer_class": "LlamaTokenizer", "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}

CHARACTERS = [chr(code) for code in [*range(33, 127), *range(161, 173), *range(174, 256), *range(256, 324)]]
byte_level = tokenizer(
    bpe(CHARACTERS),
    added_tokens=[added(token, len(CHARACTERS) + place) for place, token in enumerate(["<s>", "</s>", "<pad>", "<unk>", "<mask>"])],
    pre_tokenizer={"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True},
    post_processor={"type": "RobertaProcessing", "sep": ["</s>", 257], "cls": ["<s>", 256], "trim_offsets": True,
                    "add_prefix_space": False},
    decoder={"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
)
only_bytes = {**byte_level, "post_processor": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False}}

bert = tokenizer(
    {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100,
     "vocab": {token: place for place, token in enumerate(
         ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "Été", "été", "ete", "Ete", "北", "京", "北京", "##京", "a", "A",
          "σασ", "σας", "σ", "ς", "𠮷", "𠀀", "##𠀀", "##a", "𠮷𠀀"])}},
    added_tokens=[added(token, place) for place, token in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"])],
    normalizer={"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True},
    pre_tokenizer={"type": "BertPreTokenizer"},
    post_processor={"type": "TemplateProcessing",
                    "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                               {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
                    "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}},
                             {"SpecialToken": {"id": "[SEP]", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}},
                             {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
                    "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
                                       "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
    decoder={"type": "WordPiece", "prefix": "##", "cleanup": True},
)
# As BLOOM's and Cohere's are: bytes behind another step.
stepwise = {**only_bytes, "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
    {"type": "Split", "pattern": {"Regex": " ?[^(\\s|[.,!?…。，、।۔،])]+"}, "behavior": "Isolated", "invert": False},
    {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}]}}
BERT_TOKENS = {"unk_token": "[UNK]", "sep_token": "[SEP]", "pad_token": "[PAD]", "cls_token": "[CLS]", "mask_token": "[MASK]"}

unigram = tokenizer(
    {"type": "Unigram", "unk_id": 0, "byte_fallback": True,
     "vocab": [["<unk>", 0.0], ["<s>", 0.0], ["</s>", 0.0], *[[byte, 0.0] for byte in BYTES],
               ["▁", -2.0], ["a", -3.0], ["b", -3.5], ["▁a", -2.5], ["ab", -4.0]]},
    added_tokens=[added("<unk>", 0), added("<s>", 1), added("</s>", 2)],
    pre_tokenizer={"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": False},
    decoder={"type": "Sequence", "decoders": [
        {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"},
        {"type": "Strip", "content": " ", "start": 1, "stop": 0}]},
)


# As transformers wrote it before there were schemes.
old_spaces = {**unigram, "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "add_prefix_space": True}}


# Of mBART and NLLB: a token for each language.
coded = {**unigram, "added_tokens": [*unigram["added_tokens"], *(added(code, 264 + place) for place, code in enumerate(["en_XX", "fr_XX", "eng_Latn", "<pad>", "<mask>"]))]}


def splitting(behavior: str, invert: bool) -> dict:
    return tokenizer(
        word_level("[UNK]", "ab", "--", "-", "cd", "ab-", "-cd", "--cd", "ab--", "ef", "--cd--", "-ef", "cd-", " ef", "---"),
        pre_tokenizer={"type": "Split", "pattern": {"String": "-"}, "behavior": behavior, "invert": invert},
    )


def cut_by(pre_tokenizer: dict, *known: str) -> dict:
    return tokenizer(word_level("[UNK]", *known), pre_tokenizer=pre_tokenizer)


SIGNS = ["a", "b", ",", "!", "!!", "a,", ",b", ", b", "…", "„a“", "„", "“", "$", "+", "a+", "¿", "，", " ", " b", "!!b", "a,b"]
WORDS = ["a", "é", "e\u0301", "e", "\u0301", "北京", "a_b", "a‿b", "½", "٣", "Ⅳ", "a½", "½b", "x²", "x", "²", "b", "!?", "!", "?", "'", "don", "t", "ⓐ", "क्षि", "\u200d",
         "a\u200db", "𝟘", "😀", "😀!"]


words = tokenizer(
    word_level("[UNK]", "a", "b", "ab"),
    added_tokens=[added("<one>", 4, single_word=True), added("<left>", 5, lstrip=True), added("ab", 3, single_word=True, special=False)],
    pre_tokenizer={"type": "WhitespaceSplit"},
)

old_roberta = {**byte_level, "added_tokens": [token for token in byte_level["added_tokens"] if token["content"] != "<mask>"]
               + [added("[M]", 260, lstrip=True)]}

PLAIN = ["abc", " a b", "a\tb", "éÉ北京", "a<s>b", "", "x  y"]
CUT = [["<0xE4>"], ["<0xE4>", "<0xBA>"], ["a", "<0xE4>", "<0xBA>", "b"], ["<0xE4>", "<0xBA>", "<0xAC>", "<0xF0>"], ["<0xFF>", "<0x41>"]]
PAIRS = [["a", "b"], ["a", ""], ["", "b"], ["", ""]]
BEHAVIORS = ["Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"]
ACCENTS = ["Été", "ÉTÉ a", "北京", "A北京a"]
FAR = ["ΣΑΣ", "ΣΑΣ. Σ", "σας", "𠮷", "a𠮷𠀀a", "𠮷 𠀀"]
"""Letters that scripts of browsers lower otherwise, or take for two."""

CASES: list[tuple[str, dict, dict, dict]] = [
    *[(f"Llama with {ends or 'the defaults of its class'}", llama, {**ENDS, **ends}, {"texts": PLAIN[:3], "pairs": PAIRS})
      for ends in ({}, {"add_bos_token": False}, {"add_eos_token": True}, {"add_bos_token": False, "add_eos_token": True})],
    ("bytes cut in mid-character", llama, ENDS, {"texts": PLAIN, "cut": CUT}),
    ("Unigram with byte_fallback", unigram, {"tokenizer_class": "PreTrainedTokenizerFast", "unk_token": "<unk>"},
     {"texts": ["a\tb", "\t", "a c", "ccc ab", "é", "", "\n\n"], "cut": CUT[:2]}),
    *[(f"RoBERTa with add_prefix_space {value}", byte_level, {"tokenizer_class": "RobertaTokenizer", "add_prefix_space": value},
       {"texts": ["a b", " a", "", "<mask> a"], "pairs": PAIRS}) for value in (False, True)],
    ("GPT-2 with add_prefix_space", only_bytes, {"tokenizer_class": "GPT2Tokenizer", "add_prefix_space": True}, {"texts": ["a b", " a"]}),
    *[(f"{name} with add_prefix_space {value}", file, {"tokenizer_class": f"{name}Tokenizer", **({} if value is None else {"add_prefix_space": value})},
       {"texts": ["a b, c!", " a", ",x", "x"]})
      for name, file in (("Bloom", stepwise), ("Cohere", stepwise), ("Qwen2", stepwise), ("Bloom", only_bytes)) for value in (None, True, False)],
    *[(f"{name} with a Metaspace of old and add_prefix_space {value}", old_spaces, {"tokenizer_class": f"{name}Tokenizer", "unk_token": "<unk>",
       **({} if value is None else {"add_prefix_space": value})}, {"texts": ["a b", " a", "", "ab"]})
      for name in ("XLMRoberta", "Albert") for value in (None, True, False)],
    ("a pair where the post-processor is only ByteLevel", only_bytes,
     {"tokenizer_class": "GPT2Tokenizer"}, {"texts": ["a b"], "pairs": PAIRS}),
    *[(f"BERT with {keys or 'the defaults of its class'}", bert, {"tokenizer_class": "BertTokenizer", **BERT_TOKENS, **keys},
       {"texts": [*ACCENTS, *FAR], "pairs": PAIRS[:2]})
      for keys in ({}, {"do_lower_case": False}, {"strip_accents": False}, {"do_lower_case": False, "strip_accents": True},
                   {"tokenize_chinese_chars": False}, {"strip_accents": None})],
    *[(f"{name} with {keys or 'nothing said'} and which text a token is of", bert, {"tokenizer_class": name, **BERT_TOKENS, **keys}, {"texts": ACCENTS[:1], "pairs": PAIRS[:1]})
      for name, keys in (("DistilBertTokenizer", {}), ("PreTrainedTokenizerFast", {}),
                         ("PreTrainedTokenizerFast", {"model_input_names": ["input_ids", "attention_mask"]}),
                         ("DistilBertTokenizer", {"model_input_names": ["input_ids", "token_type_ids"]}))],
    *[(f"a mask that its class does not know, of {name}", file, {"tokenizer_class": f"{name}Tokenizer", "unk_token": "<unk>", "mask_token": "[M]"},
       {"texts": ["a [M] b", "a  [M][M]"]}) for name, file in (("Roberta", byte_level), ("XLMRoberta", unigram), ("Albert", unigram), ("GPT2", only_bytes))],
    *[(f"{name} with {keys or 'nothing said'} of languages", coded, {"tokenizer_class": f"{name}Tokenizer", "unk_token": "<unk>", **keys}, {"texts": ["a b", ""], "pairs": PAIRS})
      for name in ("MBart", "MBart50", "Nllb")
      for keys in ({}, {"src_lang": "fr_XX"}, {"src_lang": None}, {"eos_token": "b"}, *([{"legacy_behaviour": True}] if name == "Nllb" else []))],
    ("Pegasus, which overlooks added_tokens_decoder", unigram, {"tokenizer_class": "PegasusTokenizer", "added_tokens_decoder": {"300": added("zz", 300)}}, {"texts": ["a zz b"]}),
    *[(f"Split {behavior}{' inverted' if invert else ''}", splitting(behavior, invert),
       {"tokenizer_class": "PreTrainedTokenizerFast", "unk_token": "[UNK]"}, {"texts": ["ab--cd-ef", "-ab-", "---", "abcd"]})
      for behavior in BEHAVIORS for invert in (False, True)],
    *[(f"Punctuation {behavior}", cut_by({"type": "Punctuation", "behavior": behavior}, *SIGNS), {"tokenizer_class": "PreTrainedTokenizerFast", "unk_token": "[UNK]"},
       {"texts": ["a,b", "a, b", "a!!b", "„a“", "a+b", "$a", "¿a", "a，b", "…!!"]}) for behavior in BEHAVIORS],
    ("Whitespace, whose words are Unicode's", cut_by({"type": "Whitespace"}, *WORDS), {"tokenizer_class": "PreTrainedTokenizerFast", "unk_token": "[UNK]"},
     {"texts": ["e\u0301 é", "a_b a‿b", "½ a½ ½b x²", "٣ Ⅳ 𝟘", "don't", "ⓐ क्षि", "a\u200db \u200d", "a!?b", "😀! 北京", "a\u0085b a\ufeffb"]}),
    ("added tokens that are words of their own", words, {"tokenizer_class": "PreTrainedTokenizerFast", "unk_token": "[UNK]"},
     {"texts": ["a <one> b", "a<one>b", "<one>", "a  <left> b", "xab ab abx", "ab-ab", "_ab ab_", "ab.", "éab ab é"]}),
    ("no unknown token", words, {"tokenizer_class": "PreTrainedTokenizerFast", "unk_token": None}, {"texts": ["a x"]}),
    ("special tokens with names of their own", words,
     {"tokenizer_class": "PreTrainedTokenizerFast", "unk_token": "[UNK]", "max_len": 12, "extra_special_tokens": {"image_token": "<image>"}},
     {"texts": ["a <image>b", "<image> a"]}),
    ("new special tokens that take spaces", words,
     {"tokenizer_class": "PreTrainedTokenizerFast", "unk_token": "[UNK]", "bos_token": token("<s>"),
      "eos_token": token("</s>", lstrip=True), "additional_special_tokens": ["<x>", token("<y>", rstrip=True)]},
     {"texts": ["a </s> b", "<s> a <x> b", "<y> a"]}),
    ("special tokens in special_tokens_map.json", old_roberta, {"tokenizer_class": "RobertaTokenizer"},
     {"texts": ["a [M] b", "<mask>"], "map": {"mask_token": {"content": "[M]", "lstrip": True, "rstrip": False,
                                                              "normalized": False, "single_word": False}, "pad_token": "<pad>"}}),
]

FLAGS = ("lstrip", "normalized", "special")
WRITTEN = {"added_tokens_decoder": lambda token: {"5": token}, "mask_token": lambda token: {"__type": "AddedToken", **token},
           "additional_special_tokens": lambda token: [{"__type": "AddedToken", **token}]}
lowering = tokenizer(word_level("[UNK]", "a", "b", " ", "[t]", "[T]"), normalizer={"type": "Lowercase"},
                     pre_tokenizer={"type": "Split", "pattern": {"String": " "}, "behavior": "Isolated", "invert": False})


def twice() -> dict:
    """A token that both files describe, each in its own way: `lstrip`, `normalized` and `special` as 0 and 1."""
    cases = []
    for (key, write), *both in product(WRITTEN.items(), product((0, 1), repeat=3), product((0, 1), repeat=3)):
        ours, theirs = ({name: bool(value) for name, value in zip(FLAGS, flags)} for flags in both)
        if key != "added_tokens_decoder" and not theirs["special"]:
            continue
        file = {**lowering, "added_tokens": [added("[T]", 5, **ours)]}
        settings = {"tokenizer_class": "PreTrainedTokenizerFast", "unk_token": "[UNK]", key: write(token("[T]", **theirs))}
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "tokenizer.json").write_text(json.dumps(file))
            Path(folder, "tokenizer_config.json").write_text(json.dumps(settings))
            python = AutoTokenizer.from_pretrained(folder)
        cases.append({"added": file["added_tokens"], "settings": settings, "ids": [python(text)["input_ids"] for text in ("a [T] b", "a [t] b")],
                      "decoded": python.decode([1, 5], skip_special_tokens=True)})
    return {"file": lowering, "cases": cases}


USER = {"role": "user", "content": "Hi there"}
MESSAGES = {
    "one turn": [USER],
    "with instructions": [{"role": "system", "content": "Be short."}, USER],
    "twice the reader": [USER, USER],
}
STRICT = (
    "{% for message in messages %}"
    "{% if message.role == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}"
    "{% if (message.role == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('Conversation roles must alternate user/assistant/...') }}{% endif %}"
    "{{ bos_token + message.role + ': ' + message.content | trim + '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ 'assistant:' }}{% endif %}"
)
TEMPLATES = [
    ("a template that is strict", STRICT, None),
    ("several templates with names", [{"name": "tool_use", "template": "tools"}, {"name": "default", "template": STRICT}], None),
    ("a file beside the settings", STRICT, "{% for message in messages %}<{{ message.role }}>{{ message.content }}{% endfor %}"),
]


def templates() -> list[dict]:
    """What Python writes of conversations, or the words with which a template refuses them."""
    cases = []
    for name, written, file in TEMPLATES:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "tokenizer.json").write_text(json.dumps(llama))
            Path(folder, "tokenizer_config.json").write_text(json.dumps({**ENDS, "chat_template": written}))
            if file is not None:
                Path(folder, "chat_template.jinja").write_text(file)
            python = AutoTokenizer.from_pretrained(folder)
        for kind, messages in MESSAGES.items():
            case = {"name": f"{name}, {kind}", "written": written, "file": file, "messages": messages}
            try:
                cases.append({**case, "ids": python.apply_chat_template(messages, add_generation_prompt=True)})
            except TemplateError as refused:
                cases.append({**case, "refused": str(refused)})
    return cases


def main() -> None:
    warnings.filterwarnings("ignore")
    logging.set_verbosity_error()
    # Several cases share a file.
    files: list[dict] = []
    cases = []
    for name, file, settings, asked in CASES:
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "tokenizer.json").write_text(json.dumps(file))
            Path(folder, "tokenizer_config.json").write_text(json.dumps(settings))
            if "map" in asked:
                Path(folder, "special_tokens_map.json").write_text(json.dumps(asked["map"]))
            python = AutoTokenizer.from_pretrained(folder)
        if file not in files:
            files.append(file)
        ids_of = lambda *texts: python(*texts)["input_ids"]
        cut = [[python.convert_tokens_to_ids(token) for token in tokens] for tokens in asked.get("cut", [])]
        cases.append({
            "name": name, "file": files.index(file), "settings": settings, "specialTokens": asked.get("map"),
            "mask": python.mask_token, "cls": python.cls_token_id, "unknown": python.unk_token_id,
            "maxLength": python.model_max_length if python.model_max_length < 1e9 else None,
            "texts": [{"text": text, "ids": ids_of(text), "decoded": python.decode(ids_of(text), skip_special_tokens=True)}
                      for text in asked["texts"]],
            # As a batch of one: alone, Python takes an empty pair for none.
            "pairs": [{"text": text, "pair": pair, "ids": pairs["input_ids"][0], "typeIds": pairs.get("token_type_ids", [[0] * len(pairs["input_ids"][0])])[0]}
                      for text, pair in asked.get("pairs", []) for pairs in [python([(text, pair)])]],
            "cut": [{"ids": ids, "decoded": python.decode(ids)} for ids in cut],
        })
    TARGET.write_text(json.dumps({"files": files, "cases": cases, "templates": {"file": files.index(llama), "cases": templates()}, "twice": twice()}, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(len(cases), "cases,", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
