"""Ids of VITS' tokenizer: letters, blanks, and a padding that is a letter."""

import json
import tempfile
from pathlib import Path

from transformers import VitsTokenizer

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tasks" / "text-to-audio" / "vits-tokenizer.golden.json"
ENGLISH = "k'zyudhesw-3cpj1mi fl0obra42nxvtq56g"
ROMANIAN = "_abcţșe ț"
TEXTS = ("The kettle is on.", "Take a kick, Kate!", "Naïve: 100 % of 42 €", " k ", "ABC ț", "a\nb")


def ids() -> list[dict]:
    cases = []
    for letters, settings in (
        (ENGLISH, {"pad_token": "k", "language": "eng"}),
        (ENGLISH, {"pad_token": "k", "language": "eng", "add_blank": False}),
        (ROMANIAN, {"pad_token": "_", "language": "ron"}),
        (ENGLISH + "T", {"pad_token": "k", "language": "eng"}),
    ):
        settings = {"unk_token": "<unk>", "add_blank": True, "normalize": True, "phonemize": False, **settings}
        vocabulary = {letter: index for index, letter in enumerate(letters)}
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "vocab.json"
            file.write_text(json.dumps(vocabulary), "utf-8")
            tokenizer = VitsTokenizer(str(file), **settings)
            for text in TEXTS:
                cases.append({"vocabulary": vocabulary, "settings": settings, "text": text, "ids": tokenizer(text)["input_ids"]})
    return cases


if __name__ == "__main__":
    SOURCE.write_text(json.dumps(ids(), ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
