"""ONNX files with the Hub's names, and the proof that they answer as torch does."""

import logging
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from transformers.utils import ModelOutput

from optimum.exporters.onnx import main_export

TOLERANCE = 1e-4
HUB_NAMES = ("model.onnx", "encoder_model.onnx", "decoder_model_merged.onnx")


def export_with_optimum(onnx_task: str, **options):
    """An exporter for families that optimum knows. `onnx_task` is optimum's own name, `-with-past` for generation."""

    def export(_model, checkpoint: Path, target: Path) -> None:
        logging.getLogger("optimum").setLevel(logging.ERROR)
        with tempfile.TemporaryDirectory() as scratch:
            main_export(
                str(checkpoint), scratch, task=onnx_task, do_validation=False, library_name="transformers", **options
            )
            for name in HUB_NAMES:
                if (Path(scratch) / name).exists():
                    shutil.copy(Path(scratch) / name, target / name)

    return export


def session_options() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # x64 without VNNI saturates signed 8-bit products; browsers don't.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return options


def session(file: Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(str(file), session_options(), providers=["CPUExecutionProvider"])


def run(graph: onnxruntime.InferenceSession, feeds: dict) -> dict[str, np.ndarray]:
    """Feeds may hold more than the graph wants, torch or numpy."""
    wanted = {entry.name: entry.type for entry in graph.get_inputs()}
    arrays = {name: np.asarray(value) for name, value in feeds.items() if name in wanted}
    missing = set(wanted) - set(arrays)
    if missing:
        raise ValueError(f"the graph wants {missing}")
    names = [entry.name for entry in graph.get_outputs()]
    return dict(zip(names, graph.run(names, arrays)))


@torch.no_grad()
def check_single(model, repository: Path, answers) -> float:
    """`onnx/model.onnx` against the model's `forward`, on what each case fed it."""
    graph = session(repository / "onnx" / "model.onnx")
    worst = 0.0
    for answer in answers:
        expected = model(**answer.feeds)
        for name, value in run(graph, answer.feeds).items():
            if expected.get(name) is not None:
                worst = max(worst, float(np.abs(value - np.asarray(expected[name])).max()))
    return worst


def answering_from(model, repository: Path, _dtype: str, suffix: str):
    """The same model, whose `forward` runs a quantised file: Python's pipelines then answer from that file."""
    graph = session(repository / "onnx" / f"model{suffix}.onnx")

    def forward(input_ids=None, attention_mask=None, token_type_ids=None, pixel_values=None, **_unused):
        given = {
            "input_ids": input_ids,
            "attention_mask": attention_mask,
            "token_type_ids": token_type_ids,
            "pixel_values": pixel_values,
        }
        outputs = run(graph, {name: value for name, value in given.items() if value is not None})
        return ModelOutput({name: torch.from_numpy(value.astype(np.float32)) for name, value in outputs.items()})

    model.forward = forward
    return model
