"""A workspace's database that tests fill as a reviewer would."""

from array import array
from collections.abc import Sequence
from pathlib import Path

import pytest

from goldleaf.core.model import (
    Annotation,
    Article,
    Change,
    Comment,
    CommentChange,
    Decision,
    DecisionKind,
    Record,
    RecordChange,
    Segmentation,
    Status,
    StatusChange,
    Suggestion,
    Verdict,
    Zone,
)
from goldleaf.core.scheme import EntityLabel, Scheme
from goldleaf.core.store import Store

NO_SEGMENTATION = Segmentation(array("i"), array("i"), array("i"), array("i"))


class Desk:
    """A store, and short ways to put articles, suggestions and decisions into it."""

    def __init__(self, path: Path) -> None:
        self.store = Store(path)
        self.scheme = Scheme("test", document_labels=(EntityLabel("sport"), EntityLabel("war")))
        self._decisions = 0

    def add(
        self,
        id: str,
        text: str,
        suggestions: Sequence[Annotation] = (),
        *,
        zones: Sequence[Zone] = (),
        language: str = "en",
        title: str = "",
    ) -> None:
        self.store.add_article(
            Article(id, text, title, language=language), tuple(zones), NO_SEGMENTATION
        )
        self.store.put_suggestions(
            id, "rules", "1.0", [Suggestion(one, 0.75, "rules", "1.0") for one in suggestions]
        )

    def decide(self, article_id: str, *changes: Change, annotator: str = "anna") -> str:
        """Append a decision; when it was made."""
        self._decisions += 1
        at = f"2026-03-01T10:00:{self._decisions:02}.000Z"
        self.store.append(
            Decision(
                f"{self._decisions:08}", article_id, annotator, DecisionKind.ACCEPT, at, changes
            )
        )
        return at

    def accept(self, article_id: str, *annotations: Annotation, annotator: str = "anna") -> str:
        return self.decide(
            article_id,
            *(RecordChange(one.id, None, Record(one, Verdict.ACCEPTED)) for one in annotations),
            annotator=annotator,
        )

    def reject(self, article_id: str, *annotations: Annotation) -> str:
        return self.decide(
            article_id,
            *(RecordChange(one.id, None, Record(one, Verdict.REJECTED)) for one in annotations),
        )

    def mark(self, article_id: str, status: Status, annotator: str = "anna") -> str:
        return self.decide(article_id, StatusChange(Status.OPEN, status), annotator=annotator)

    def comment(self, article_id: str, comment: Comment) -> str:
        return self.decide(article_id, CommentChange(comment.id, None, comment))


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path / "goldleaf.db")
    yield desk
    desk.store.close()
