"""Makes the reference checkpoints: python scripts/reference/export.py [family or folder ...] [--check]"""

import argparse
import logging
import os
import sys
import warnings
from pathlib import Path

# Threads change the order of sums, and with it the last bits of every answer.
os.environ.update(OMP_NUM_THREADS="1", TOKENIZERS_PARALLELISM="false", HF_HUB_OFFLINE="1", TRANSFORMERS_VERBOSITY="error")

if os.environ.get("PYTHONHASHSEED") != "0":
    # The order of sets decides the order of a merged decoder's weights.
    os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, "PYTHONHASHSEED": "0"})
# The exporters tell at length what they skip.
logging.disable(logging.WARNING)
warnings.filterwarnings("ignore")

import torch  # noqa: E402

# What writes the graphs of families that optimum does not know.
sys.path.append(str(Path(__file__).resolve().parents[1] / "export"))

from families import REFERENCES, module_of  # noqa: E402
from lib import check, json_files, listing, media  # noqa: E402
from lib.build import build  # noqa: E402

ROOT = Path(__file__).resolve().parents[2] / "e2e" / "reference"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="families (bert) or folders (bert-fill-mask); all without any")
    parser.add_argument("--check", action="store_true", help="make them again elsewhere and compare")
    parser.add_argument("--list", action="store_true", help="print the names")
    arguments = parser.parse_args()
    torch.set_num_threads(1)

    chosen = [entry for entry in REFERENCES if chosen_by(arguments.names, entry)]
    if not chosen:
        parser.error(f"nothing is called {' '.join(arguments.names)}")
    listing.agree(REFERENCES)
    if arguments.list:
        print("\n".join(f"{entry.folder}\t{module_of(entry)}" for entry in chosen))
        return 0
    if arguments.check:
        return check.run(chosen, ROOT, build)
    media.write(ROOT / "media")
    failed = 0
    for entry in chosen:
        repository = ROOT / entry.folder
        known = repository / "reference.json"
        first_seed = json_files.read(known)["seed"] if known.exists() else 0
        try:
            line = build(entry, repository, first_seed)
        except Exception as error:  # one family that fails must not take the others with it
            print(f"FAILED {entry.folder}: {type(error).__name__}: {error}", flush=True)
            failed += 1
            continue
        margin = "-" if line["margin"] is None else f"{line['margin']:.3f}"
        print(
            f"{line['folder']:44} seed {line['seed']:3} margin {margin:>6} "
            f"onnx {line['difference']:.0e} {line['bytes'] / 1e3:6.0f} kB",
            flush=True,
        )
    return 1 if failed else 0


def chosen_by(names: list[str], entry) -> bool:
    return not names or entry.family in names or entry.folder in names


if __name__ == "__main__":
    sys.exit(main())
