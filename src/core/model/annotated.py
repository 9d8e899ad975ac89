"""An article together with everything that is said about it: what files carry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .annotation import Annotation
from .article import Article, Segmentation, Zone
from .decision import Comment, Status


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """One article with its zones and annotations, as read from or written to a file.

    ``provenance`` gives, by annotation id, JSON values on where the annotation
    comes from (suggester, version, score, annotator, decision time, how decided).
    ``annotator`` and ``status`` are empty where the file does not say. ``segmentation``
    is that of the workspace, or of a file that divides the text itself; it takes no part
    in comparisons, since it says nothing of the annotations.
    """

    article: Article
    zones: tuple[Zone, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    provenance: Mapping[str, Mapping[str, object]] = field(default_factory=dict, hash=False)
    comments: tuple[Comment, ...] = ()
    status: Status | None = None
    annotator: str = ""
    segmentation: Segmentation | None = field(default=None, compare=False, repr=False)
