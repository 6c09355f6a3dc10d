"""`onnx/model.onnx` of a decoder, run token by token with its cache, against the logits that `generate` saw."""

from pathlib import Path

import numpy as np

from . import onnx_files

DTYPES = {"tensor(float)": np.float32, "tensor(float16)": np.float16}


def empty_past(graph, heads_batch=1) -> dict[str, np.ndarray]:
    past = {}
    for entry in graph.get_inputs():
        if entry.name.startswith("past_"):
            shape = [size if isinstance(size, int) else heads_batch if "batch" in size else 0 for size in entry.shape]
            past[entry.name] = np.zeros(shape, DTYPES[entry.type])
    return past


def present_of(name: str) -> str:
    """What becomes `past_key_values.0.key` or `past_conv.0` at the next step."""
    return name.replace("past_key_values", "present").replace("past_", "present_")


def step_feeds(ids: np.ndarray, seen: int) -> dict[str, np.ndarray]:
    length = ids.shape[1]
    return {
        "input_ids": ids,
        "attention_mask": np.ones((1, seen + length), np.int64),
        "position_ids": np.arange(seen, seen + length, dtype=np.int64)[None],
    }


def check(_model, repository: Path, answers) -> float:
    graph = onnx_files.session(repository / "onnx" / "model.onnx")
    cached = any(entry.name.startswith("past_") for entry in graph.get_inputs())
    worst = 0.0
    for answer in answers:
        expected = answer.feeds["logits"]
        if expected is None:
            continue
        ids = answer.feeds["input_ids"].numpy()
        past, seen = empty_past(graph), 0
        for row, token in zip(expected, answer.feeds["generated"]):
            outputs = onnx_files.run(graph, {**step_feeds(ids, seen), **past})
            worst = max(worst, float(np.abs(outputs["logits"][0, -1] - row).max()))
            next_id = np.array([[token]])
            if cached:
                seen += ids.shape[1]
                past = {name: outputs[present_of(name)] for name in past}
                ids = next_id
            else:
                ids = np.concatenate([ids, next_id], axis=1)
    return worst
