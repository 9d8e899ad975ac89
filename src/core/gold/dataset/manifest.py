"""``manifest.json``: every file of a dataset with its digest, and how the dataset was made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ...model import UsageError
from ...model.safe_json import safe_json
from .card_file import CARD, has_front_matter, read_card

MANIFEST = "manifest.json"


def manifest_text(facts: Mapping[str, Any], files: Mapping[str, Mapping[str, Any]]) -> str:
    """The manifest of a dataset with *files*, of which ``sha256`` and ``bytes`` are told."""
    told = {name: dict(files[name]) for name in sorted(files)}
    return safe_json({"goldleaf": version("goldleaf"), **facts, "files": told}, indent=2) + "\n"


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of the dataset in *folder*; empty where there is nothing.

    Raises:
        UsageError: when *folder* holds files that are not a dataset's, such as a README.
    """
    path = folder / MANIFEST
    if not path.is_file():
        if folder.is_dir() and not _is_new(folder):
            raise UsageError(
                f"{folder} holds files already and no dataset of Goldleaf's; name a new folder, or"
                " one that an earlier export made."
            )
        return {}
    try:
        value = json.loads(path.read_text("utf-8"))
    except ValueError:
        value = None
    if not isinstance(value, dict) or not isinstance(value.get("files"), dict):
        raise UsageError(
            f"{path} is not the manifest of a dataset of Goldleaf's; name a new folder, or bring"
            " the manifest back."
        )
    return value


def stale_files(folder: Path, manifest: Mapping[str, Any], written: Collection[str]) -> list[str]:
    """The files of an earlier dataset that are none of *written*, and as *manifest* tells them."""
    return [
        name
        for name, told in manifest.get("files", {}).items()
        if name not in written and isinstance(told, dict) and _is_as_told(folder / name, told)
    ]


def _is_as_told(path: Path, told: Mapping[str, Any]) -> bool:
    if not path.is_file() or path.stat().st_size != told.get("bytes"):
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == told.get("sha256")


def _is_new(folder: Path) -> bool:
    """Whether *folder* has nothing yet but what the Hub or git put into a new dataset."""
    names = {one.name for one in folder.iterdir() if not one.name.startswith(".")}
    if CARD in names and not has_front_matter(read_card(folder) or ""):
        return False
    return names <= {CARD, "LICENSE", "LICENSE.txt", "LICENSE.md"}
