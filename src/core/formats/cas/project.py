"""Where a file stands in a project that INCEpTION or WebAnno exported, and what that tells."""

from __future__ import annotations

from ..source import Source

_OF_PROJECT = frozenset(("annotation", "curation"))
_INITIAL = "INITIAL_CAS"


def document_and_annotator(source: Source) -> tuple[str, str]:
    """What *source* is of, and who annotated it, where its place in an exported project tells.

    INCEpTION and WebAnno put that of each annotator into ``annotation/DOCUMENT/ANNOTATOR.xmi``
    (or ``.tsv``…), or a folder below, and what was curated into ``curation``.
    ``INITIAL_CAS`` is nobody's.
    """
    if source.path is not None:
        for folder in list(source.path.absolute().parents)[:2]:
            # the folder of a document is called like its file
            if folder.parent.name in _OF_PROJECT and folder.suffix:
                return folder.stem, "" if source.stem == _INITIAL else source.stem
    return source.stem, ""
