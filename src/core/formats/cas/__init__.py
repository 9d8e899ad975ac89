"""UIMA CAS with the layers of INCEpTION and DKPro, in XML (XMI) and JSON."""

from __future__ import annotations

from functools import partial

from ..format import Format, Layout
from .fit import KEEPS
from .read import belongs_to, is_json, is_xmi, read_json, read_xmi
from .write import CasWriter

CAS_XMI = Format(
    name="cas-xmi",
    title="UIMA CAS XMI",
    offsets="UTF-16 code units",
    keeps=KEEPS,
    layout=Layout.FOLDER,
    recognises=is_xmi,
    belongs_to=belongs_to,
    read=read_xmi,
    writer=partial(CasWriter, xml=True),
)
CAS_JSON = Format(
    name="cas-json",
    title="UIMA CAS JSON",
    offsets="UTF-16 code units",
    keeps=KEEPS,
    layout=Layout.FOLDER,
    recognises=is_json,
    read=read_json,
    writer=partial(CasWriter, xml=False),
)

__all__ = ["CAS_JSON", "CAS_XMI"]
