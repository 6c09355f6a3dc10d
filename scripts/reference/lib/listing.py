"""`families.json` says what exists; the exporter must not know better."""

from pathlib import Path

from . import json_files

FILE = Path(__file__).resolve().parents[1] / "families.json"
STATES = ("reference", "pending", "none")


def agree(references) -> None:
    """Stops where the list and the code name different references, or a state lacks its reason."""
    entries = json_files.read(FILE)["families"]
    listed = {folder for entry in entries for folder in entry.get("folders", [])}
    made = {reference.folder for reference in references}
    if listed != made:
        raise SystemExit(f"families.json and the exporter differ: {sorted(listed ^ made)}")
    for entry in entries:
        complete = {
            "reference": bool(entry.get("folders")),
            "pending": isinstance(entry.get("issue"), (int, str)),
            "none": bool(entry.get("why")),
        }
        if not complete.get(entry["state"], False):
            raise SystemExit(f"families.json: {entry['family']} / {entry['task']} lacks what its state needs")
