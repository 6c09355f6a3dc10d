"""Writes NumPy's answers beside the arithmetic on vectors: principal components, silhouettes, the .npy format."""

import base64
import io
import json
from pathlib import Path

import numpy as np

TARGET = Path(__file__).resolve().parents[2] / "src" / "shared" / "vectors" / "vectors.golden.json"


def components(rows: np.ndarray, count: int) -> np.ndarray:
    centred = rows - rows.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    axes = axes[:count]
    signs = np.sign(axes[np.arange(count), np.abs(axes).argmax(axis=1)])
    return centred @ (axes * signs[:, None]).T


def silhouette(rows: np.ndarray, labels: np.ndarray) -> float:
    distances = np.linalg.norm(rows[:, None] - rows[None], axis=2)
    values = []
    for row, label in enumerate(labels):
        own = (labels == label) & (np.arange(len(rows)) != row)
        if not own.any():
            values.append(0.0)
            continue
        inside = distances[row, own].mean()
        outside = min(distances[row, labels == other].mean() for other in set(labels.tolist()) - {label})
        values.append((outside - inside) / max(inside, outside))
    return float(np.mean(values))


def main() -> None:
    generator = np.random.default_rng(5)
    groups = np.repeat(generator.normal(size=(3, 6)) * 3, [7, 5, 4], axis=0)
    rows = (groups + generator.normal(size=groups.shape)).astype(np.float32)
    labels = np.repeat([0, 1, 2], [7, 5, 4])
    mixed = np.arange(len(rows)) % 4
    alone = np.array([0] * 15 + [1])
    file = io.BytesIO()
    np.save(file, rows)
    wide = rows.astype(np.float64)
    TARGET.write_text(json.dumps({
        "columns": rows.shape[1],
        "rows": rows.ravel().tolist(),
        "components": components(wide, 3).ravel().tolist(),
        "silhouettes": [{"labels": each.tolist(), "value": silhouette(wide, each)} for each in (labels, mixed, alone)],
        "groups": labels.tolist(),
        "npy": base64.b64encode(file.getvalue()).decode(),
    }, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
