"""brat standoff: a text file, and annotations beside it in a file of their own."""

from __future__ import annotations

from ..format import Format, Layout
from .fit import KEEPS
from .project import read_project
from .read import belongs_to, read, recognised
from .scheme import conf_text, scheme_of
from .write import BratWriter

BRAT = Format(
    name="brat",
    title="brat standoff",
    offsets="Unicode code points, a CRLF as one",
    keeps=KEEPS,
    layout=Layout.FOLDER,
    recognises=recognised,
    belongs_to=belongs_to,
    read=read,
    writer=BratWriter,
)

__all__ = ["BRAT", "conf_text", "read_project", "scheme_of"]
