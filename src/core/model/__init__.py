"""The values Goldleaf works on: frozen, and without input or output."""

from .annotated import AnnotatedArticle
from .annotation import (
    Annotation,
    Argument,
    DocumentLabel,
    Entity,
    Event,
    Relation,
    Suggestion,
)
from .article import Article, Segmentation, Zone, ZoneKind
from .decision import (
    Change,
    Comment,
    CommentChange,
    Decision,
    DecisionKind,
    Record,
    RecordChange,
    Status,
    StatusChange,
    Verdict,
    ZonesChange,
    inverses,
)
from .errors import GoldleafError, UsageError
from .ids import next_id
from .span import Span
from .state import ArticleState, fold

__all__ = [
    "AnnotatedArticle",
    "Annotation",
    "Argument",
    "Article",
    "ArticleState",
    "Change",
    "Comment",
    "CommentChange",
    "Decision",
    "DecisionKind",
    "DocumentLabel",
    "Entity",
    "Event",
    "GoldleafError",
    "Record",
    "RecordChange",
    "Relation",
    "Segmentation",
    "Span",
    "Status",
    "StatusChange",
    "Suggestion",
    "UsageError",
    "Verdict",
    "Zone",
    "ZoneKind",
    "ZonesChange",
    "fold",
    "inverses",
    "next_id",
]
