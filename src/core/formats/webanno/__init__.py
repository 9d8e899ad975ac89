"""WebAnno TSV 3.3: the tab-separated files that INCEpTION and WebAnno export and import.

The format is that of the appendix of INCEpTION's user guide
(https://inception-project.github.io), read as its own reader and writer take it.
"""

from __future__ import annotations

from ..format import Format, Layout
from .fit import KEEPS
from .read import read, recognised
from .write import WebAnnoWriter

WEBANNO = Format(
    name="webanno-tsv",
    title="WebAnno TSV 3.3",
    offsets="UTF-16 code units",
    keeps=KEEPS,
    layout=Layout.FOLDER,
    recognises=recognised,
    read=read,
    writer=WebAnnoWriter,
)

__all__ = ["WEBANNO"]
