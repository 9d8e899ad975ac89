"""The formats there are, in the order in which a file is asked whether it is one of them."""

from __future__ import annotations

from .brat import BRAT
from .cas import CAS_JSON, CAS_XMI
from .csv_tables import CSV
from .doccano import DOCCANO
from .format import Format
from .jsonl import JSONL
from .label_studio import LABEL_STUDIO
from .prodigy import PRODIGY
from .source import Head
from .spacy_docbin import SPACY
from .tokens.columns import CONLL2003, IOB2, IOBES
from .tokens.conllu import CONLLU
from .tokens.dygie import DYGIE
from .tokens.maven import MAVEN, MAVEN_ARG
from .tokens.oneie import ONEIE
from .tokens.ontonotes import ONTONOTES
from .tokens.tagged_json import TAGGED_JSON
from .web_annotation import WEB_ANNOTATION
from .webanno import WEBANNO

FORMATS: tuple[Format, ...] = (
    SPACY,
    BRAT,
    CAS_XMI,
    CAS_JSON,
    WEBANNO,
    CSV,
    WEB_ANNOTATION,
    PRODIGY,
    DOCCANO,
    LABEL_STUDIO,
    CONLLU,
    ONTONOTES,
    CONLL2003,
    IOBES,
    IOB2,
    DYGIE,
    ONEIE,
    MAVEN,
    MAVEN_ARG,
    TAGGED_JSON,
    JSONL,
)
"""A format that is told by more than another comes before it."""


def format_named(name: str) -> Format | None:
    """The format called *name*, if there is one."""
    return next((one for one in FORMATS if one.name == name), None)


def recognised(head: Head) -> Format | None:
    """The format of a file that begins with *head*, if it is one of these."""
    return next((one for one in FORMATS if one.read and one.recognises(head)), None)
