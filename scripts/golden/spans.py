"""Writes what Python's fast tokenizers say of each token: its id, its place in the text, its word; windows of pairs too."""

import json
from pathlib import Path

from tokenizers import Tokenizer

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "src/workers/engine/tokenizer/spans.golden.json"
REFERENCES = [
    "bert-token-classification", "roberta-question-answering", "albert-text-classification",
    "deberta-v2-text-classification", "t5-text2text-generation", "gpt2-text-generation",
    "pegasus-summarization", "gemma-text-generation",
    "modernbert-fill-mask", "xlm-roberta-fill-mask",
]
# The others' models have no token types, and the crate gives further windows other types than the first.
READ_TYPES = ("bert", "albert", "deberta")
TEXTS = [
    "Hello world",
    "Angela Merkel met Barack Obama in Berlin; it's unbelievable.",
    "  two  spaces,\ttab and\nline ",
    "北京是中国的首都，上海 is big。",
    "I love this movie 😀🎉 so much!",
    "👩‍👩‍👧 family and 🇨🇳 flag",
    "Müller Mu\u0308ller café cafe\u0301 Ångström A\u030angstro\u0308m",
    "a\u0323\u0302 \u1ead Việt Nam",
    "ﬁne ½ ① ｆｕｌｌ Ⅳ ㎏ İstanbul Straße ΟΔΥΣΣΕΥΣ",
    "zqxjkv ☃ unknown 𝔘𝔫𝔦 한국어 한국어 にほんご",
    "zero\u200bwidth soft\u00adhyphen nb\u00a0space \ufffd x\u0000y",
    "don't we'll 1,000.50 --- ...  x",
    "",
    " ",
]
SPECIALS = ["before {mask}after {sep} end {mask}"]
QUESTION = "Where does Angela Merkel live?"
CONTEXT = "Angela Merkel met Barack Obama in Berlin on Tuesday. 北京是中国的首都。 Hugging Face is a company 😀 based in New York City, cafe\u0301 unbelievable."


def told(encoding: object, reads_types: bool) -> dict[str, object]:
    return {
        "ids": encoding.ids, "types": encoding.type_ids if reads_types else None, "offsets": [list(o) for o in encoding.offsets],
        "words": encoding.word_ids, "sequences": encoding.sequence_ids,
    }


def main() -> None:
    cases = []
    for name in REFERENCES:
        folder = ROOT / "e2e/reference" / name
        if not folder.is_dir():
            print("not there:", name)
            continue
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        config = json.loads((folder / "tokenizer_config.json").read_text())
        reads_types = name.startswith(READ_TYPES)
        mask, sep = config.get("mask_token"), config.get("sep_token")
        texts = [*TEXTS, *(text.format(mask=mask, sep=sep) for text in SPECIALS if isinstance(mask, str) and isinstance(sep, str))]
        for text in texts:
            cases.append({"reference": name, "text": text, "windows": [told(tokenizer.encode(text), reads_types)]})
        for text, pair, size, stride in [(QUESTION, CONTEXT, 60, 9), (QUESTION, CONTEXT, 50, 0), (CONTEXT, None, 16, 4), (CONTEXT, None, 12, 9)]:
            tokenizer.enable_truncation(size, stride=stride, strategy="only_second" if pair else "longest_first")
            found = tokenizer.encode(text, pair) if pair else tokenizer.encode(text)
            cases.append({
                "reference": name, "text": text, "pair": pair, "maxLength": size, "stride": stride,
                "windows": [told(e, reads_types) for e in [found, *found.overflowing]],
            })
            tokenizer.no_truncation()
    TARGET.write_text(json.dumps(cases, ensure_ascii=True, separators=(",", ":")) + "\n")
    print(len(cases), "cases,", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
