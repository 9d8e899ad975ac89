"""W3C Web Annotation, as JSON-LD (https://www.w3.org/TR/annotation-model/).

A text is a file, and beside it stands a collection of annotations about it. Of a
``TextPositionSelector`` the recommendation says that positions count Unicode code points, the
end not included; a ``TextQuoteSelector`` beside it tells the surface string and what is around.

- entity: motivation and purpose ``tagging`` with the label; the link has the purpose
  ``identifying``, an attribute ``describing``. The parts of a discontinuous one are the items
  of an ``oa:Composite``, from the non-normative part of the vocabulary.
- event: the same, with a body of the purpose ``classifying`` that says ``schema:Event``.
- argument and relation: motivation ``linking``, from the target to the body of that purpose, with
  the role or type as a tag; an argument is classified as ``schema:Role``.
- document label: ``classifying`` the whole text; a zone: a stretch of it.
- comment: ``commenting`` on an annotation, the text, or a stretch of it.
- status: ``assessing``, and ``meta``: ``describing`` the text, as JSON. What else is known of the
  article are properties of the collection.
"""

from __future__ import annotations

from ..format import Format, Layout
from ..keeps import EVERYTHING
from .files import belongs_to
from .read import read
from .recognising import recognised
from .write import WebAnnotationWriter

WEB_ANNOTATION = Format(
    name="web-annotation",
    title="W3C Web Annotation",
    offsets="Unicode code points",
    keeps=EVERYTHING,
    layout=Layout.FOLDER,
    recognises=recognised,
    belongs_to=belongs_to,
    read=read,
    writer=WebAnnotationWriter,
)

__all__ = ["WEB_ANNOTATION"]
