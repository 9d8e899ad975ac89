"""Suggestions: annotations that a reviewer then accepts, edits or rejects.

spaCy is imported when a pipeline is loaded, not before.
"""

from .pipeline import DEFAULT_PIPELINE
from .running import Progress, SuggestReport, run, suggest_articles
from .suggester import SUGGESTERS, PipelineSuggester, Suggester, suggester_named

__all__ = [
    "DEFAULT_PIPELINE",
    "SUGGESTERS",
    "PipelineSuggester",
    "Progress",
    "SuggestReport",
    "Suggester",
    "run",
    "suggest_articles",
    "suggester_named",
]
