"""ONNX Runtime sessions over the shipped files, and what a recording says about how it was made."""

from pathlib import Path

import onnxruntime

from packages import sha256_of


def session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(path, options)


def made_with(*files: Path) -> dict:
    """The runtime and the graphs that gave the answers."""
    return {"onnxruntime": onnxruntime.__version__, "files": {file.name: sha256_of(file) for file in files}}
