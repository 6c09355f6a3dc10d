"""What Python's tokenizers make of repositories of old: files of a slow tokenizer alone, and tokens in files of their own.

The files are those of `e2e/reference`, changed as each case says; the test beside the golden file opens the same.
"""

import json
import shutil
import tempfile
import warnings
from pathlib import Path

from transformers import AutoTokenizer
from transformers.utils import logging

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "e2e/reference"
TARGET = ROOT / "src/workers/engine/slow/old.golden.json"
SLOW = ("config.json", "vocab.txt", "vocab.json", "merges.txt", "spiece.model", "spm.model", "sentencepiece.bpe.model")
SETTINGS, MAP, ADDED = "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"
TEXTS = ["Hello world", "  <mask>  a [MASK] b", "x [TOK] y", "a  <s></s> <pad>[P] [U]", " ``q'' don't"]


def described(content: str, **flags: bool) -> dict:
    return {"content": content, "lstrip": False, "rstrip": False, "normalized": False, "single_word": False, **flags}


def read(reference: str, file: str) -> dict:
    return json.loads((REFERENCE / reference / file).read_text())


def old(reference: str, **more: object) -> dict:
    """Settings of the time before `added_tokens_decoder`."""
    settings = read(reference, SETTINGS)
    return {**{key: value for key, value in settings.items() if key != "added_tokens_decoder"}, **more}


def cases() -> list[tuple[str, str, dict]]:
    found = []
    for reference in ("albert-fill-mask", "xlm-roberta-fill-mask", "deberta-v2-text-classification", "t5-text2text-generation", "bert-fill-mask",
                      "gpt2-text-generation", "roberta-fill-mask"):
        kept = {MAP: read(reference, MAP)}
        objects = {key: described(value, lstrip=True) for key, value in kept[MAP].items() if isinstance(value, str) and key == "mask_token"}
        found += [
            (reference, "its class alone", {SETTINGS: {"tokenizer_class": read(reference, SETTINGS)["tokenizer_class"]}}),
            (reference, "old settings and the map", {SETTINGS: old(reference), **kept}),
            (reference, "a mask that the map describes", {SETTINGS: old(reference), MAP: {**kept[MAP], **objects}}),
            (reference, "settings that say otherwise than the map", {SETTINGS: old(reference, unk_token="[U]", pad_token={"__type": "AddedToken", **described("[P]")}), **kept}),
            (reference, "added_tokens.json", {SETTINGS: old(reference), **kept, ADDED: {"[P]": 9999, "[TOK]": 700}}),
            (reference, "further tokens in both files",
             {SETTINGS: old(reference, additional_special_tokens=["[TOK]"]), MAP: {**kept[MAP], "additional_special_tokens": ["[U]"]}}),
            (reference, "no space in front", {SETTINGS: {**read(reference, SETTINGS), "add_prefix_space": False}, **kept}),
            (reference, "legacy", {SETTINGS: {**read(reference, SETTINGS), "legacy": False}, **kept}),
        ]
    return found


def main() -> None:
    warnings.filterwarnings("ignore")
    logging.set_verbosity_error()
    answers = []
    for reference, name, files in cases():
        with tempfile.TemporaryDirectory() as folder:
            for file in SLOW:
                if (REFERENCE / reference / file).exists():
                    shutil.copy(REFERENCE / reference / file, folder)
            for file, content in files.items():
                Path(folder, file).write_text(json.dumps(content))
            python = AutoTokenizer.from_pretrained(folder)
        answers.append({"reference": reference, "name": name, "files": files, "ids": [python(text)["input_ids"] for text in TEXTS]})
    TARGET.write_text(json.dumps({"texts": TEXTS, "cases": answers}, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(len(answers), "cases,", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
