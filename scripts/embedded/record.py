"""Records Python's answers on the shipped files: python scripts/embedded/record.py <name> [...], or all without names.

Writes e2e/embedded/<name>.json, which the browser tests compare with.
"""

import argparse
import importlib
import json
import os
import re

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["HF_HUB_OFFLINE"] = "1"

from paths import ANSWERS, MODELS  # noqa: E402

MODULES = {
    "multilingual-e5-small-enzh": "answers_e5",
    "efficientnet-lite0": "answers_efficientnet",
    "u2netp": "answers_u2netp",
    "whisper-base": "answers_whisper",
    "SmolLM2-135M-Instruct": "answers_smollm2",
}


def on_few_lines(answers: dict) -> str:
    """Indented JSON, lists of numbers on one line."""
    text = json.dumps(answers, ensure_ascii=False, indent=2)
    return re.sub(r"\[[-+.\de,\s]+\]", lambda match: re.sub(r"\s+", "", match[0]), text) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(MODULES))
    ANSWERS.mkdir(parents=True, exist_ok=True)
    for name in parser.parse_args().names or MODULES:
        answers = importlib.import_module(MODULES[name]).record(MODELS / name)
        (ANSWERS / f"{name}.json").write_text(on_few_lines(answers), encoding="utf-8")
        print(f"recorded {name}")


if __name__ == "__main__":
    main()
