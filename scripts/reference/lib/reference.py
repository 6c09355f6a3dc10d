"""What a family has to say about one of its tasks. The rest (`build.py`) is the same for all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MARGIN = 0.02
"""The least distance between the best and the second at any decision."""
ORDER_MARGIN = 5e-4
"""The least distance between neighbours of a sorted list, so that rounding can't swap them."""


@dataclass(frozen=True)
class Case:
    name: str
    inputs: dict[str, Any]
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    output: Any
    margin: float | None
    """None where nothing is decided, as in an embedding."""
    intermediate: dict[str, Any]
    decisions: Sequence[Any] = ()
    """What was chosen: labels, tokens. See `Reference.variety`."""
    feeds: dict[str, Any] | None = None
    """What the model's `forward` was given: the ONNX file is checked with it."""
    plain: Sequence[int] | None = None
    """The ids without beams, penalties and the like, where the case has such options: they must make a difference."""


@dataclass(frozen=True)
class Reference:
    family: str
    task: str
    make_parts: Callable[[Path], Sequence[Any]]
    """Tokenizer, image processor, feature extractor: whatever `save_pretrained` writes beside a model."""
    make_model: Callable[[Sequence[Any], int], Any]
    answer: Callable[[Any, Sequence[Any], Case], Answer]
    cases: Sequence[Case]
    export: Callable[[Any, Path, Path], None]
    """(model, checkpoint folder, onnx folder): writes the files with the names that the Hub uses."""
    check: Callable[[Any, Path, Sequence[Answer]], float]
    """The largest difference between torch and the ONNX files."""
    variety: int = 0
    """The least number of different decisions in all cases together: a model that always says the same proves little."""
    accept: Callable[[Sequence[Case], Sequence[Answer]], bool] = lambda _cases, _answers: True
    """What else the answers of a seed must show, such as a question without an answer."""
    quantised: bool = False
    graphs: Sequence[str] = ("model",)
    """Files that are quantised."""
    dtypes: Sequence[str] = ("fp16", "q8", "q4", "q4f16")
    may_waver: bool = False
    """A quantised file that decides narrowly is recorded, and not asked; else another seed is taken."""
    with_onnx: Callable[[Any, Path, str, str], Any] | None = None
    """(model, repository folder, dtype, file suffix): a model which answers from the quantised files."""
    extra_files: Callable[[Any, Sequence[Any], Path], None] | None = None
    """Writes what `save_pretrained` leaves out and the Hub has."""
    variant: str = ""

    @property
    def folder(self) -> str:
        return "-".join(filter(None, [self.family, self.task, self.variant]))
