"""External-data shards, named and counted as transformers.js asks for them, each below the host's cap."""

from pathlib import Path

import onnx
from onnx import ModelProto, TensorProto

from graphs import subgraphs

# Static hosts cap a file at 25 MiB.
LARGEST_BYTES = 25 * 1024 * 1024 - 65536
ALIGNMENT = 64
# Small constants stay in the graph: shape inference reads them there.
SMALLEST_BYTES = 4096


def save_in_shards(model: ModelProto, path: Path) -> int:
    """Writes the graph and `<file>_data`, `<file>_data_1`, ...; returns the number of shards."""
    shards: list[bytearray] = []
    for graph in subgraphs(model.graph):
        for tensor in graph.initializer:
            if len(tensor.raw_data) >= SMALLEST_BYTES:
                _move(tensor, shards, path.name)
    for index, shard in enumerate(shards):
        path.with_name(_name(path.name, index)).write_bytes(shard)
    onnx.save(model, path)
    return len(shards)


def _name(file: str, index: int) -> str:
    return f"{file}_data" + (f"_{index}" if index else "")


def _move(tensor: TensorProto, shards: list[bytearray], file: str) -> None:
    size = len(tensor.raw_data)
    if size > LARGEST_BYTES:
        raise ValueError(f"{tensor.name}: {size} bytes fit no shard")
    index = next((i for i, shard in enumerate(shards) if len(shard) + ALIGNMENT + size <= LARGEST_BYTES), len(shards))
    if index == len(shards):
        shards.append(bytearray())
    shard = shards[index]
    shard.extend(bytes(-len(shard) % ALIGNMENT))
    for key, value in (("location", _name(file, index)), ("offset", len(shard)), ("length", size)):
        tensor.external_data.add(key=key, value=str(value))
    shard.extend(tensor.raw_data)
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
