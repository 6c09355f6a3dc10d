"""scikit-learn's logistic regression on scaled features: `src/learn/head/regression.golden.json`."""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from chance import mulberry


def case(rows, columns, labels, c, seed):
    chance = mulberry(seed)
    targets = np.arange(rows) % labels
    # A column that never changes among them, and columns of very different sizes.
    sizes = np.array([0 if column == 1 else 10.0 ** (column % 4 - 2) for column in range(columns)])
    data = np.array([[next(chance) - 0.5 for _ in range(columns)] for _ in range(rows)])
    data = np.float32((data + 0.3 * (targets[:, None] == np.arange(columns) % labels)) * sizes + 0.25).astype(np.float64)
    scaled = StandardScaler().fit_transform(data)
    fitted = LogisticRegression(C=c, tol=1e-9, max_iter=10_000).fit(scaled, targets)
    probabilities = fitted.predict_proba(scaled)
    cross_entropy = -np.log(probabilities[np.arange(rows), targets]).mean()
    objective = cross_entropy + (fitted.coef_**2).sum() / (2 * c * rows)
    return {
        "rows": rows, "columns": columns, "labels": labels, "c": c, "seed": seed, "loss": cross_entropy, "objective": objective,
        "first": probabilities[0].tolist(), "weights": (fitted.coef_ / StandardScaler().fit(data).scale_)[-1][:4].tolist(),
    }  # fmt: skip


cases = [case(24, 8, 3, 1.0, 1), case(20, 40, 2, 1.0, 2), case(60, 12, 4, 100.0, 3), case(30, 384, 3, 0.01, 4)]
target = Path(__file__).parents[2] / "src/learn/head/regression.golden.json"
target.write_text(json.dumps(cases) + "\n")
