"""Where things are: the project's folders and the scratch folder."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
MODELS = PROJECT / "public" / "models"
EXAMPLES = PROJECT / "public" / "examples"
ANSWERS = PROJECT / "e2e" / "embedded"
MEDIA = PROJECT / "e2e" / "media"

# Downloads and intermediate graphs: about 2 GB after all five builds, never in the project.
WORK = Path(os.environ.get("EMBEDDED_WORK", Path.home() / ".cache" / "embedded-models"))


def scratch(*parts: str) -> Path:
    """A fresh path under the scratch folder whose parent exists."""
    path = WORK.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
