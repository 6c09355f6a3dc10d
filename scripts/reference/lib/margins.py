"""How far each decision is from going the other way."""

import numpy as np

from .reference import MARGIN, ORDER_MARGIN


def softmax(logits, axis=-1) -> np.ndarray:
    logits = np.asarray(logits, dtype=np.float64)
    exponents = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return exponents / exponents.sum(axis=axis, keepdims=True)


def between_best(scores) -> float:
    best = np.sort(np.asarray(scores, dtype=np.float64).ravel())[::-1]
    return float(best[0] - best[1]) if len(best) > 1 else float(best[0])


def of_list(scores, shown: int) -> float:
    """The margin of a sorted list of which `shown` entries are given: best against second, and its order."""
    ordered = sorted(scores, reverse=True)[: shown + 1]
    gaps = [first - second for first, second in zip(ordered, ordered[1:])]
    if not gaps:
        return 1.0
    if min(gaps) < ORDER_MARGIN:
        return 0.0
    return float(gaps[0])


def decisive(margins) -> bool:
    return all(margin is None or margin >= MARGIN for margin in margins)
