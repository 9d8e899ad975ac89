"""The whole loop on the sample articles: in the app, or played where there is no terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import ExitStack, chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from ..core.gold import export
from ..core.ingest import add
from ..core.model import GoldleafError, Status
from ..core.review import Outcome, ReviewSession, Scope, Standing
from ..core.store import Store, Workspace
from ..core.suggest import run as suggest
from ..core.wording import counted
from .output import has_terminal, tell
from .progress import adding_bar, progress_bar
from .reports import add_lines, export_lines, suggest_line

_ANNOTATOR = "demo"
_ARTICLES = 3
_WORKSPACE_FILES = ("goldleaf.toml", "scheme.toml", "guidelines.md", "articles")


def run(into: Path | None) -> None:
    """The demo in a folder of its own, or in *into*, which is kept."""
    keep = into is not None
    with ExitStack() as stack:
        if into is None:
            into = Path(stack.enter_context(TemporaryDirectory(prefix="goldleaf-"))) / "demo"
        workspace = sample_workspace(into)
        drawn = has_terminal()
        tell(
            "The whole loop on the sample articles"
            + ("." if drawn else ", played without a terminal.")
        )
        prepare(workspace)
        if drawn:
            from ..tui.app import review

            review(workspace, _ANNOTATOR)
            kept = f"in {into}" if keep else "gone with the demo"
            tell(f"\nYour decisions are {kept}; `goldleaf init DIR` makes a workspace of your own.")
        else:
            play(workspace)


def prepare(workspace: Workspace) -> None:
    """Add and suggest, and tell about it."""
    with workspace.store() as store:
        # from inside, so that an article's source does not name a folder that goes away
        with adding_bar() as progress, chdir(workspace.root):
            added = add(
                store,
                ["articles"],
                language=workspace.config.language,
                progress=progress,
            )
        tell("\nAdd")
        _indented(add_lines(added))
        with progress_bar("Suggesting", "articles") as advance:
            suggested = suggest(
                store,
                workspace.scheme_with_triggers,
                pipeline=workspace.config.pipeline,
                progress=lambda now: advance(
                    now.articles, now.total, f"{now.words_per_second:,.0f} words/s"
                ),
            )
        tell("\nSuggest")
        _indented([suggest_line(suggested)])


def sample_workspace(into: Path) -> Workspace:
    """A copy of the sample workspace, without its database, in the folder *into*.

    Raises:
        GoldleafError: when the installation lacks it, or *into* is a workspace already.
    """
    package = Path(__file__).parent.parent
    # a wheel packs the checkout's annotations/ as goldleaf/sample
    found = (one for one in (package / "sample", package.parent / "annotations") if one.is_dir())
    sample = next(found, None)
    if sample is None:
        raise GoldleafError("this installation has no sample articles; install Goldleaf again.")
    if (into / "goldleaf.toml").exists():
        raise GoldleafError(f"{into} is a Goldleaf workspace already; name another folder.")
    into.mkdir(parents=True, exist_ok=True)
    for name in _WORKSPACE_FILES:
        source = sample / name
        if source.is_dir():
            shutil.copytree(source, into / name)
        else:
            shutil.copyfile(source, into / name)
    return Workspace.open(into.resolve())


def play(workspace: Workspace) -> None:
    """Review the first articles of *workspace* without a screen, export, and tell about it."""
    with workspace.store() as store:
        session = ReviewSession(store, workspace.scheme, _ANNOTATOR)
        for number in range(_ARTICLES):
            tell(f"\nReview of “{session.article.title or session.article.id}”")
            if number == 0:
                _try_everything(session)
            _confirm_all(session)
            _told("mark done", session.set_status(Status.DONE))
        session.close()
        tell()
        _resume(store, workspace, session)
        exports = workspace.root / "exports"
        exports.mkdir()
        for format, name in (("jsonl", "gold.jsonl"), ("spacy", "spacy")):
            tell(f"\nExport as {format}")
            report = export(store, workspace.scheme, format, exports / name, annotator=_ANNOTATOR)
            _indented(export_lines(report))


def _try_everything(session: ReviewSession) -> None:
    """One of each decision, taken back where it would spoil the gold."""
    _told("accept", session.accept())
    _told("reject", session.reject())
    _told("undo", session.undo())
    _told("redo", session.redo())
    _told("undo", session.undo())
    _told("move end", session.move_end(1))
    _told("undo", session.undo())
    _told("confirm sentence", session.confirm_sentence())


def _confirm_all(session: ReviewSession) -> None:
    sentences = 0
    article, before = session.article.id, session.decided
    while session.items.pending_count and session.article.id == article:
        target = session.target
        if target is None or target.standing is not Standing.PENDING:
            session.focus_next_pending()
        if session.confirm_sentence().scope is Scope.NONE:
            raise AssertionError("a pending annotation cannot be confirmed")
        sentences += 1
    confirmed = session.decided - before
    _line("confirm", f"{counted(sentences, 'sentence')}, {counted(confirmed, 'annotation')}")


def _resume(store: Store, workspace: Workspace, session: ReviewSession) -> None:
    again = ReviewSession(store, workspace.scheme, _ANNOTATOR)
    if (again.article, again.focus) != (session.article, session.focus):
        raise AssertionError("the review does not resume where it stopped")
    tell(f"Stopped, and resumed at “{again.article.title or again.article.id}”.")


def _told(what: str, outcome: Outcome) -> None:
    _line(what, outcome.message)


def _line(what: str, message: str) -> None:
    tell(f"  {what:<18}{message}".rstrip())


def _indented(lines: Iterable[str]) -> None:
    for line in lines:
        tell(f"  {line}")
