"""Whether a workspace is sound: what ``goldleaf doctor`` looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from ..core.model import GoldleafError, fold
from ..core.store import Store, Workspace
from ..core.wording import counted


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, whether it is well, and a sentence on it."""

    subject: str
    well: bool
    message: str


def examine(workspace: Workspace) -> Iterator[Finding]:
    """Look at everything in *workspace*, and go on after each problem."""
    yield _looked("settings", lambda: _settings(workspace))
    yield _looked("scheme", lambda: _scheme(workspace))
    yield _looked("keys", lambda: _keys(workspace))
    if workspace.knowledge is not None:
        yield _looked("knowledge", lambda: _knowledge(workspace))
    yield _looked("pipeline", lambda: _pipeline(workspace))
    if not workspace.database.exists():
        yield Finding("database", well=True, message="there is none yet; `goldleaf add` makes it")
        return
    try:
        store = workspace.store()
    except GoldleafError as error:
        yield Finding("database", well=False, message=str(error))
        return
    with store:
        yield _looked("database", lambda: _database(store))
        yield _looked("decisions", lambda: _decisions(store))


def _looked(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject, well=True, message=look())
    except GoldleafError as error:
        return Finding(subject, well=False, message=str(error))


def _settings(workspace: Workspace) -> str:
    language = workspace.config.language
    return f"language {language}; decisions are {workspace.annotator()}'s"


def _scheme(workspace: Workspace) -> str:
    scheme = workspace.scheme_with_triggers
    labels = counted(len(scheme.labels), "entity label")
    return f"{scheme.name}: {labels}, {counted(len(scheme.event_types), 'event type')}"


def _keys(workspace: Workspace) -> str:
    from ..tui.keymap import build_keymap

    build_keymap(workspace.config.keys, workspace.scheme)
    return "none is taken twice"


def _knowledge(workspace: Workspace) -> str:
    known = workspace.knowledge
    assert known is not None
    if known.is_current:
        return f"{known.source} is indexed"
    return f"{known.source} is indexed when a review starts"


def _pipeline(workspace: Workspace) -> str:
    # looked up and not loaded: that takes a second, and says no more
    name = workspace.config.pipeline
    try:
        return f"{name} {metadata.version(name)}"
    except metadata.PackageNotFoundError:
        with suppress(ImportError, ValueError):  # a folder's path is no module's name
            if util.find_spec(name) is not None:
                return name
        if (Path(name) / "meta.json").is_file():
            return name
    raise GoldleafError(
        f"{name} is not installed, so `goldleaf suggest` cannot use it;"
        f" try `python -m pip install {name.replace('_', '-')}`, or name another in goldleaf.toml."
    )


def _database(store: Store) -> str:
    if problems := store.integrity_problems():
        raise GoldleafError(
            f"{store.path} is damaged ({'; '.join(problems)}); restore it from a copy."
        )
    for id in store.article_ids():
        store.article(id)
        store.zones(id)
        store.segmentation(id)
        store.suggestions(id, retired=True)
    size = store.path.stat().st_size / 1_000_000
    return f"{size:,.1f} MB, {counted(len(store.article_ids()), 'article')}; SQLite finds no fault"


def _decisions(store: Store) -> str:
    count = 0
    wrong: list[str] = []
    for annotator in store.annotators():
        for article_id in store.article_ids():
            log = list(store.log(article_id, annotator))
            count += len(log)
            if fold(log) != store.state(article_id, annotator):
                wrong.append(f"{annotator} on {article_id}")
    if wrong:
        raise GoldleafError(
            f"the current state is not what the log of decisions amounts to ({', '.join(wrong)});"
            " keep a copy of the database, and report this."
        )
    people = counted(len(store.annotators()), "annotator")
    return f"{counted(count, 'decision')} by {people}; the log and the current state agree"
