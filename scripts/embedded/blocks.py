"""Block-wise quantised matrices: 32 neighbouring weights of a row share one scale.

A matrix is w[n, k], n = output channel (or vocabulary row), k = input channel, and
w[n, k] = scale[n, k // 32] * (code[n, k] - zero[n, k // 32]), the layout of ONNX Runtime's MatMulNBits
(its input B is [N, K / 32, bytes a block], the lower nibble first).
"""

from dataclasses import dataclass

import numpy as np

BLOCK = 32


@dataclass(frozen=True)
class Blocks:
    bits: int  # 4 or 8
    codes: np.ndarray  # uint8 [N, K]
    scales: np.ndarray  # float32 [N, K / 32]
    zeros: np.ndarray | None = None  # uint8 [N, K / 32]; None: the middle of the range, 8 or 128

    @property
    def shape(self) -> tuple[int, int]:
        return self.codes.shape

    def rows(self, start: int, stop: int | None) -> "Blocks":
        zeros = None if self.zeros is None else self.zeros[start:stop]
        return Blocks(self.bits, self.codes[start:stop], self.scales[start:stop], zeros)

    def packed_codes(self) -> np.ndarray:
        """uint8 [N, K / 32, 16 or 32]."""
        rows, columns = self.codes.shape
        codes = self.codes if self.bits == 8 else _nibbles(self.codes)
        return codes.reshape(rows, columns // BLOCK, BLOCK * self.bits // 8)

    def packed_zeros(self) -> np.ndarray:
        """uint8 [N * ceil(K / 64)] for 4 bits: two blocks a byte."""
        assert self.zeros is not None and self.bits == 4
        even = np.pad(self.zeros, ((0, 0), (0, self.zeros.shape[1] % 2)))
        return _nibbles(even).reshape(-1)

    def values(self) -> np.ndarray:
        """float32 [N, K]: the weights that the codes stand for."""
        zeros = 1 << (self.bits - 1) if self.zeros is None else self.zeros[..., None].astype(np.float32)
        grid = self.codes.reshape(*self.scales.shape, BLOCK).astype(np.float32) - zeros
        return (grid * self.scales[..., None]).reshape(self.codes.shape)


def _nibbles(codes: np.ndarray) -> np.ndarray:
    return codes[..., 0::2] | (codes[..., 1::2] << 4)


def from_q4_0(data: np.ndarray, rows: int, columns: int) -> Blocks:
    """ggml's Q4_0, exactly: fp16 scale, then 16 bytes; byte i holds weights i (low) and i + 16 (high)."""
    raw = data.reshape(rows * columns // BLOCK, 18)
    scales = raw[:, :2].copy().view(np.float16).astype(np.float32)
    codes = np.concatenate([raw[:, 2:] & 15, raw[:, 2:] >> 4], axis=1)
    return Blocks(4, codes.reshape(rows, columns), scales.reshape(rows, columns // BLOCK))


def from_q8_0(data: np.ndarray, rows: int, columns: int) -> Blocks:
    """ggml's Q8_0, exactly: fp16 scale, then 32 signed bytes."""
    raw = data.reshape(rows * columns // BLOCK, 34)
    scales = raw[:, :2].copy().view(np.float16).astype(np.float32)
    codes = (raw[:, 2:].view(np.int8).astype(np.int16) + 128).astype(np.uint8)
    return Blocks(8, codes.reshape(rows, columns), scales.reshape(rows, columns // BLOCK))


def from_q4_1(data: np.ndarray, rows: int, columns: int, extra: int) -> Blocks:
    """ggml's Q4_1 (w = d * code + minimum, both fp16) with `extra` more columns, for [x, sums of x over each block].

    MatMulNBits on WebGPU takes integer zero points only. The codes and d are kept exactly with zero = rint(-minimum / d);
    what is left of each block, one number of at most d / 2, multiplies the block's sum of x, and lies in
    the extra columns, rounded to 4 bits itself.
    """
    raw = data.reshape(rows * columns // BLOCK, 20)
    scales, minima = (raw[:, i : i + 2].copy().view(np.float16).astype(np.float32).reshape(rows, -1) for i in (0, 2))
    codes = np.concatenate([raw[:, 4:] & 15, raw[:, 4:] >> 4], axis=1).reshape(rows, columns)
    zeros = np.clip(np.rint(-minima / np.where(scales == 0, 1, scales)), 0, 15)
    rest = np.zeros((rows, extra), np.float32)
    rest[:, : columns // BLOCK] = minima + scales * zeros
    more = round_to_4_bits(rest, symmetric=False)
    return Blocks(
        4,
        np.concatenate([codes, more.codes], axis=1),
        np.concatenate([scales, more.scales], axis=1),
        np.concatenate([zeros.astype(np.uint8), more.zeros], axis=1),
    )


def round_to_4_bits(weights: np.ndarray, symmetric: bool) -> Blocks:
    """The codes of least squared error over a small search of zero points and scales, block by block."""
    parts = [_round_rows(weights[i : i + 2048], symmetric) for i in range(0, len(weights), 2048)]
    codes, scales, zeros = (np.concatenate(column) for column in zip(*parts))
    return Blocks(4, codes, scales, None if symmetric else zeros)


def _round_rows(weights: np.ndarray, symmetric: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rows, columns = weights.shape
    block = weights.astype(np.float32).reshape(-1, BLOCK)
    low, high = block.min(1), block.max(1)
    if symmetric:
        extreme = np.where(-low > high, low, high)
        candidates = [(np.full(len(block), 8.0, np.float32), extreme / -8), (np.full(len(block), 8.0, np.float32), extreme / 7)]
    else:
        low, high = np.minimum(low, 0), np.maximum(high, 0)
        middle = np.rint(-15 * low / np.maximum(high - low, 1e-12))
        zeros = [np.clip(middle + step, 0, 15).astype(np.float32) for step in (-1, 0, 1)]
        candidates = [(z, np.maximum(high / np.maximum(15 - z, 0.5), -low / np.maximum(z, 0.5))) for z in zeros]
    best = np.full(len(block), np.inf, np.float32)
    codes = np.zeros(block.shape, np.uint8)
    scales, chosen = np.zeros(len(block), np.float32), np.full(len(block), 8, np.uint8)
    for zero, full in candidates:
        for shrink in (1.0, 0.96, 0.92, 0.88, 0.84, 0.8):
            scale = (full * shrink).astype(np.float32)
            step = np.where(scale == 0, 1, scale)[:, None]
            code = np.clip(np.rint(block / step) + zero[:, None], 0, 15)
            grid = code - zero[:, None]
            # Least squares: the scale that fits these codes best.
            scale = (block * grid).sum(1) / np.maximum((grid * grid).sum(1), 1e-12)
            error = ((grid * scale[:, None] - block) ** 2).sum(1)
            better = error < best
            best[better], scales[better], chosen[better] = error[better], scale[better], zero[better]
            codes[better] = code[better]
    shape = (rows, columns // BLOCK)
    return codes.reshape(rows, columns), scales.reshape(shape), chosen.reshape(shape)
