"""A checkpoint's folder in the Hub's layout, with its README.md and SOURCE.json."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from packages import Package, sha256_of
from shards import LARGEST_BYTES


@dataclass(frozen=True)
class Origin:
    """Where a checkpoint comes from and what was done to it."""

    title: str
    summary: str
    task: str
    packages: tuple[Package, ...]
    file: str  # the weights inside the package
    sha256: str  # of that file (of the joined parts where it was cut)
    licence: str  # SPDX id of what ships
    licence_package: str
    licence_upstream: str
    changes: tuple[str, ...]


def empty(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "onnx").mkdir(parents=True)


def write_json(path: Path, value: object, compact: bool = False) -> None:
    style = {"separators": (",", ":")} if compact else {"indent": 2}
    path.write_text(json.dumps(value, ensure_ascii=False, **style) + ("" if compact else "\n"), encoding="utf-8")


def check_source(path: Path, origin: Origin) -> None:
    found = sha256_of(path)
    if found != origin.sha256:
        raise SystemExit(f"{path.name}: sha256 {found}, expected {origin.sha256}")


def finish(folder: Path, origin: Origin) -> None:
    """Writes SOURCE.json and README.md; refuses files that a static host would not serve."""
    listed = {
        path.relative_to(folder).as_posix(): {"bytes": path.stat().st_size, "sha256": sha256_of(path)}
        for path in _files(folder)
    }
    for name, entry in listed.items():
        if entry["bytes"] > LARGEST_BYTES:
            raise SystemExit(f"{name}: {entry['bytes']} bytes are more than a shard may have")
    write_json(
        folder / "SOURCE.json",
        {
            "id": f"embedded/{folder.name}",
            "title": origin.title,
            "task": origin.task,
            "packages": [
                {"registry": package.registry, "name": package.name, "version": package.version, "sha256": package.sha256}
                for package in origin.packages
            ],
            "file": origin.file,
            "sha256": origin.sha256,
            "licence": origin.licence,
            "licencePackage": origin.licence_package,
            "licenceUpstream": origin.licence_upstream,
            "note": " ".join(origin.changes),
            "totalBytes": sum(entry["bytes"] for entry in listed.values()),
            "files": listed,
        },
    )
    (folder / "README.md").write_text(_readme(folder, origin, listed), encoding="utf-8")


def _files(folder: Path) -> Iterable[Path]:
    """All shipped files but the two that describe the others."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in paths if path.name not in ("README.md", "SOURCE.json"))


def _readme(folder: Path, origin: Origin, listed: dict[str, dict]) -> str:
    lines = [f"# {origin.title}", "", origin.summary, ""]
    lines += [f"- Task: {origin.task}"]
    if origin.packages:
        lines += [f"- Source: {'; '.join(package.label for package in origin.packages)}"]
        lines += [f"- Weights: `{origin.file}`, sha256 `{origin.sha256}`"]
    lines += [f"- Licence: {origin.licence}. Package: {origin.licence_package}. Upstream: {origin.licence_upstream}."]
    lines += [f"- Made by: `python scripts/embedded/build.py {folder.name}`", "", "## What was changed", ""]
    lines += [f"- {change}" for change in origin.changes]
    lines += ["", "## Files", "", "| file | bytes | sha256 |", "|---|---:|---|"]
    lines += [f"| {name} | {entry['bytes']:,} | `{entry['sha256']}` |" for name, entry in listed.items()]
    return "\n".join(lines) + "\n"
