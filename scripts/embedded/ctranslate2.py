"""Reader of CTranslate2's model.bin: named arrays. Little-endian; strings are length-prefixed and end with a zero."""

import struct

import numpy as np

TYPES = {0: np.float32, 1: np.int8, 2: np.int16, 3: np.int32, 4: np.float16}


def read(data: bytes) -> dict[str, np.ndarray]:
    position = 0

    def number(layout: str) -> int:
        nonlocal position
        (value,) = struct.unpack_from("<" + layout, data, position)
        position += struct.calcsize("<" + layout)
        return value

    def text() -> str:
        nonlocal position
        length = number("H")
        value = data[position : position + length]
        position += length
        return value.rstrip(b"\0").decode()

    _version, _specification, _revision = number("I"), text(), number("I")
    arrays = {}
    for _ in range(number("I")):
        name = text()
        shape = [number("I") for _ in range(number("B"))]
        kind, size = np.dtype(TYPES[number("B")]), number("I")
        arrays[name] = np.frombuffer(data, kind, size // kind.itemsize, position).reshape(shape)
        position += size
    return arrays
