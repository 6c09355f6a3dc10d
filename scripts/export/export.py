"""Turns a PyTorch checkpoint into graphs that the playground opens: python scripts/export/export.py <Hub id or folder> <new folder>"""

import argparse
import json
import logging
import os
import shutil
import sys
import warnings
from pathlib import Path

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
logging.disable(logging.WARNING)
warnings.filterwarnings("ignore")
# How graphs become smaller is the same as for the references.
sys.path.append(str(Path(__file__).resolve().parents[1] / "reference"))

import onnx  # noqa: E402
import transformers as hf  # noqa: E402
from huggingface_hub import snapshot_download  # noqa: E402

from compare import report  # noqa: E402
from layouts import LAYOUTS  # noqa: E402
from lib.quantised import SUFFIXES, convert  # noqa: E402

KEPT = ("*.json", "*.txt", "*.model", "*.jinja")
DTYPES = ("fp32", *SUFFIXES)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", help="a Hub id, or a folder that save_pretrained wrote")
    parser.add_argument("target", type=Path, help="a folder that is not there yet")
    parser.add_argument("--dtypes", nargs="+", choices=DTYPES, default=["fp32", "fp16", "q8", "q4"])
    parser.add_argument("--check", action="store_true", help="compare with PyTorch on three pictures; told in README.md")
    arguments = parser.parse_args()
    if arguments.target.exists():
        parser.error(f"{arguments.target} is there already")

    source = folder_of(arguments.checkpoint)
    config = json.loads((source / "config.json").read_text(encoding="utf-8"))
    [name] = config["architectures"]
    if name not in LAYOUTS:
        parser.error(f"{name} is none of {', '.join(LAYOUTS)}; for others there is optimum-cli export onnx")
    model = getattr(hf, name).from_pretrained(source, attn_implementation="eager").eval()
    graphs = arguments.target / "onnx"
    graphs.mkdir(parents=True)
    copy_texts(source, arguments.target)
    bases = LAYOUTS[name](model, graphs)
    print(f"wrote {', '.join(bases)} of {name}", flush=True)
    told = report(model, arguments.target, bases) if arguments.check else None
    for base in bases:
        write_dtypes(graphs / f"{base}.onnx", arguments.dtypes)
    sizes = {file.name: file.stat().st_size for file in sorted(graphs.iterdir())}
    (arguments.target / "README.md").write_text(readme(arguments.checkpoint, name, sizes, told), encoding="utf-8")
    for file, size in sizes.items():
        print(f"{size / 1e6:8.1f} MB  onnx/{file}")
    return 0


def folder_of(checkpoint: str) -> Path:
    if Path(checkpoint).is_dir():
        return Path(checkpoint)
    return Path(snapshot_download(checkpoint, allow_patterns=[*KEPT, "*.safetensors", "pytorch_model*.bin"]))


def copy_texts(source: Path, target: Path) -> None:
    for pattern in KEPT:
        for file in source.glob(pattern):
            if not file.name.endswith(".index.json"):
                shutil.copy(file, target / file.name)
    if not (target / "tokenizer.json").exists() and (source / "tokenizer_config.json").exists():
        # The browser reads no vocabularies of slow tokenizers where a fast one can be had.
        hf.AutoTokenizer.from_pretrained(source).save_pretrained(target)


def write_dtypes(graph: Path, dtypes: list[str]) -> None:
    for dtype in dtypes:
        if dtype != "fp32":
            onnx.save(convert(onnx.load(graph), dtype), graph.with_name(f"{graph.stem}{SUFFIXES[dtype]}.onnx"))
    if "fp32" not in dtypes:
        graph.unlink()


def readme(checkpoint: str, name: str, sizes: dict[str, int], told: str | None) -> str:
    origin = Path(checkpoint).name if Path(checkpoint).is_dir() else checkpoint
    rows = "".join(f"| onnx/{file} | {size / 1e6:.1f} MB |\n" for file, size in sizes.items())
    checked = told or "Not compared with PyTorch (`--check` does).\n"
    return f"# {origin} as ONNX\n\n{name}.\n\n| file | size |\n|---|---:|\n{rows}\n{checked}"


if __name__ == "__main__":
    sys.exit(main())
