"""spaCy's binary training data, ``DocBin`` (https://spacy.io/api/docbin).

Written are ``train.spacy``, ``dev.spacy`` and ``test.spacy``, tokenised by the blank tokenizer of
each article's language; a part of many tokens is a folder of such files, as ``spacy train``
reads them.

- ``ents``: the entities, of overlapping ones the longest (then the first), since
  spaCy admits no overlap there. Tokens of boilerplate are *missing*, not outside:
  nobody looks for entities there, so a model should not learn that there are none.
- ``spans["sc"]``: all entities, nested and overlapping ones too, by annotation id.
- ``spans["triggers"]``: the triggers of the events, labelled with the event type.
- ``cats``: the document labels of the scheme, 1.0 where the article has the label.
- ``user_data``: the id of the article as ``article`` and what else is known of it, and the
  attributes of entities and events as spaCy keeps those of extensions.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..format import Format, Layout
from ..source import Source
from .read import read, recognised
from .write import CONFIG_NAME, KEEPS, SpacyWriter


def belongs_to(source: Source) -> Iterator[Source]:
    """The files that the configuration which *source* is was made for."""
    if source.path is not None and source.path.name == CONFIG_NAME:
        for path in source.path.parent.rglob("*.spacy"):
            yield Source(str(path), path)


SPACY = Format(
    name="spacy",
    title="spaCy DocBin",
    offsets="tokens",
    keeps=KEEPS,
    layout=Layout.FOLDER,
    divided=True,
    binary=True,
    recognises=recognised,
    belongs_to=belongs_to,
    read=read,
    writer=SpacyWriter,
)

__all__ = ["CONFIG_NAME", "SPACY"]
