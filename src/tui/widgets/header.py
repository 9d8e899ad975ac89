"""The line at the top: where the reviewer is, how far, and how fast."""

from __future__ import annotations

from textual.widget import Widget

from ...core.model import Status
from ...core.model.visible import visible
from ...core.review import Queue, ReviewSession
from ..lines import Line, Run, apart, clip, linked, width_of
from ..looks import Looks
from .panel import Panel

_BAR = 9
_NOTICEABLE_SECONDS = 0.05
_ROOMY = 100
_NARROWED = 20
_STATUS: dict[Status, Line] = {
    Status.OPEN: (),
    Status.DONE: (("✓ done", "good"), ("  ", "")),
    Status.SKIPPED: (("↷ skipped", "dim"), ("  ", "")),
    Status.FLAGGED: (("⚑ flagged", "warning"), ("  ", "")),
}
_ACTIONS = {
    Status.OPEN: "done",
    Status.DONE: "done",
    Status.SKIPPED: "skip",
    Status.FLAGGED: "flag",
}
"""What a click on a status does: the same once more, which takes it off."""


class Header(Panel):
    """Workspace, article and title on the left; progress, pace and annotator on the right."""

    def __init__(
        self, session: ReviewSession, workspace_name: str, looks: Looks, side: Widget
    ) -> None:
        """Tell where *session* is; the rule below meets the left edge of *side*."""
        super().__init__(looks, id="header")
        self._side = side
        self._session = session
        self._workspace_name = visible(workspace_name)

    def build(self, width: int, height: int) -> list[Line]:
        """The header, and below it a rule where there is room for one."""
        lines = [self._line(width)]
        if height > 1:
            edge = max(self._side.region.x - self.region.x, 0)
            lines.append((("─" * edge + "┬" + "─" * (width - edge - 1), "rule"),))
        return lines

    def _line(self, width: int) -> Line:
        session = self._session
        roomy = width >= _ROOMY
        right: list[Run] = [*linked(narrowed(session.queue), "action:queue")]
        right += linked(_STATUS[session.status], f"action:{_ACTIONS[session.status]}")
        counts = progress(session.decided, session.total, in_words=roomy)
        right += linked(counts, "action:next_pending")
        if roomy and session.pace >= _NOTICEABLE_SECONDS:
            right.append((f"  {session.pace:.1f} s each", "dim"))
        right += [("  ", ""), (visible(session.annotator), "dim"), (" ", "")]
        title = " ".join(visible(session.article.title or session.article.id).split())
        left: Line = (
            (" goldleaf  ", "accent"),
            (self._workspace_name, "dim"),
            (" ▸ ", "faint"),
            (f"{session.article_number} of {session.article_count}", "dim"),
            (" ▸ ", "faint"),
            (title, "strong"),
        )
        labels = linked(self._document_labels(), "action:document_labels")
        if width_of(left[:-1]) + _ROOMY // 4 + width_of(right) > width:
            left = left[3:]
            left = ((" ", ""), *left)
        return apart((*linked(left, "action:articles"), *labels), tuple(right), width)

    def _document_labels(self) -> Line:
        session = self._session
        # looking for them takes as long as there are decisions
        given = session.document_labels if session.scheme.document_labels else ()
        return tuple((f"  {visible(name)}", "dim") for name in sorted(given))


def narrowed(queue: Queue) -> Line:
    """``▽ GPE``: to what the review is narrowed down, if it is."""
    if not queue.is_narrowed:
        return ()
    parts = [*sorted(queue.labels), *sorted(queue.zones), *sorted(queue.suggesters)]
    if queue.below is not None:
        parts.append(f"< {queue.below:.1f}")
    return ((f"▽ {clip(visible(', '.join(parts)), _NARROWED)}", "warning"), ("  ", ""))


def progress(decided: int, total: int, *, in_words: bool) -> list[Run]:
    """``31/59 decided ▰▰▰▰▱▱▱▱▱``: full only when everything is decided."""
    if not total:
        return [("no annotations", "dim")]
    full = decided * _BAR // total
    ink = "good" if decided == total else "accent"
    words = " decided " if in_words else " "
    return [
        (f"{decided}/{total}", "strong"),
        (words, "dim"),
        ("▰" * full, ink),
        ("▱" * (_BAR - full), "faint"),
    ]
