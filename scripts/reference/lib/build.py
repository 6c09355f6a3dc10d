"""One reference, from its seed to the files of a Hub repository."""

import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

from . import graph_names, json_files, margins, onnx_files, quantised
from .reference import Answer, Reference

PACKAGES = ("transformers", "tokenizers", "torch", "optimum", "optimum-onnx", "onnx", "onnxruntime", "pillow", "numpy")
SEEDS = 1000
QUANTISED_MARGIN = 0.01
OFF_THE_PATH = ("num_beams", "repetition_penalty", "no_repeat_ngram_size")
"""Options that lead where no model was taught: there a quantised file's margin is recorded, not demanded."""
SAVED = "saved"
WEIGHTS = ("model.safetensors",)
OF_THIS_MACHINE = ("_name_or_path", "name_or_path", "vocab_file", "merges_file", "tokenizer_file", "source_spm")


class Undecided(Exception):
    """A quantised file decides too narrowly: another seed."""


def build(reference: Reference, repository: Path, first_seed: int) -> dict:
    """Writes the repository and returns a line for the report."""
    with tempfile.TemporaryDirectory() as scratch:
        checkpoint, parts_folder, made = (Path(scratch) / name for name in ("checkpoint", "parts", "made"))
        parts_folder.mkdir()
        parts = reference.make_parts(parts_folder)
        # Now: a tokenizer that was used keeps its last truncation, and would save it.
        for part in parts:
            part.save_pretrained(parts_folder / SAVED)
        seed = first_seed
        while True:
            seed, model, answers = first_decisive(reference, parts, parts_folder / SAVED, checkpoint, seed)
            try:
                line = write_all(reference, parts, model, answers, seed, checkpoint, made)
                break
            except Undecided:
                seed += 1
        # Whole or not at all: what stood there before stays until all went well.
        shutil.rmtree(repository, ignore_errors=True)
        shutil.move(made, repository)
    return line


def write_all(reference: Reference, parts, model, answers, seed: int, checkpoint: Path, made: Path) -> dict:
    shutil.rmtree(made, ignore_errors=True)
    (made / "onnx").mkdir(parents=True)
    reference.export(model, checkpoint, made / "onnx")
    copy_configs(checkpoint, made)
    if reference.extra_files:
        reference.extra_files(model, parts, made)
    if reference.quantised:
        quantised.write_all(made / "onnx", reference.graphs, reference.dtypes)
    graph_names.shorten_all(made / "onnx")
    difference = reference.check(model, made, answers)
    if difference > onnx_files.TOLERANCE:
        raise AssertionError(f"ONNX is {difference:.1e} from torch")
    cases = [record(case, answer) for case, answer in zip(reference.cases, answers)]
    if reference.quantised:
        add_quantised(reference, made, model, parts, cases)
    smallest = min((answer.margin for answer in answers if answer.margin is not None), default=None)
    json_files.write(
        made / "reference.json",
        {
            "family": reference.family,
            "task": reference.task,
            "model": f"reference/{reference.folder}",
            "versions": {name: version(name) for name in PACKAGES},
            "seed": seed,
            "smallestMargin": smallest,
            "onnxDifference": float(f"{difference:.0e}"),
            "cases": cases,
        },
        step="",
    )
    size = sum(file.stat().st_size for file in made.rglob("*") if file.is_file())
    return {"folder": reference.folder, "seed": seed, "margin": smallest, "difference": difference, "bytes": size}


def first_decisive(reference: Reference, parts, saved: Path, checkpoint: Path, first_seed: int):
    furthest = 0
    for seed in range(first_seed, first_seed + SEEDS):
        shutil.rmtree(checkpoint, ignore_errors=True)
        made = reference.make_model(parts, seed)
        shutil.copytree(saved, checkpoint)
        made.save_pretrained(checkpoint)
        # What is not saved (sinusoidal positions) must come from the disk, as it will for everybody else.
        model = type(made).from_pretrained(checkpoint).eval()
        answers = []
        for case in reference.cases:
            answers.append(reference.answer(model, parts, case))
            if not margins.decisive([answers[-1].margin]):
                break
        else:
            decisions = {decision for answer in answers for decision in answer.decisions}
            if len(decisions) >= reference.variety and reference.accept(reference.cases, answers):
                return seed, model, answers
        furthest = max(furthest, len(answers))
    raise AssertionError(f"no decisive seed in {SEEDS}; the best went {furthest} of {len(reference.cases)} cases far")


def copy_configs(checkpoint: Path, repository: Path) -> None:
    for file in sorted(checkpoint.iterdir()):
        if file.is_dir():
            shutil.copytree(file, repository / file.name)
        elif file.name not in WEIGHTS:
            shutil.copy(file, repository / file.name)
    for file in repository.glob("*.json"):
        if file.name == "tokenizer.json":
            json_files.pack(file)
        if file.name in ("tokenizer.json", "vocab.json"):
            continue
        content = json_files.read(file)
        if any(key in content for key in OF_THIS_MACHINE):
            json_files.write(file, {key: value for key, value in content.items() if key not in OF_THIS_MACHINE})


def add_quantised(reference: Reference, repository: Path, model, parts, cases: list[dict]) -> None:
    """Python's ONNX Runtime answers from the quantised files: `outputs[dtype]` of each case that runs."""
    for dtype in reference.dtypes:
        answering = reference.with_onnx(model, repository, dtype, quantised.SUFFIXES[dtype])
        for case, recorded in zip(reference.cases, cases):
            answer = reference.answer(answering, parts, case)
            if answer.output is None:
                continue
            narrow = answer.margin is not None and answer.margin < QUANTISED_MARGIN
            if narrow and not reference.may_waver and not any(name in case.options for name in OFF_THE_PATH):
                raise Undecided
            recorded.setdefault("quantised", {})[dtype] = {"output": answer.output, "margin": answer.margin}


def record(case, answer: Answer) -> dict:
    return {
        "name": case.name,
        "inputs": case.inputs,
        "options": case.options,
        "output": answer.output,
        "margin": answer.margin,
        "intermediate": answer.intermediate,
    }
