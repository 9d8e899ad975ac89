"""The layers that INCEpTION and DKPro have for what Goldleaf knows, as UIMA types.

Where INCEpTION has a layer of its own it is that; the others are custom layers in the
form that it gives those (https://inception-project.github.io).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from ...model import UsageError

if TYPE_CHECKING:
    from cassis import TypeSystem

DKPRO = "de.tudarmstadt.ukp.dkpro.core.api"
"""The package of DKPro's types, linguistic ones among them."""

TOKEN = f"{DKPRO}.segmentation.type.Token"
SENTENCE = f"{DKPRO}.segmentation.type.Sentence"
ENTITY = f"{DKPRO}.ner.type.NamedEntity"
CHAIN = f"{DKPRO}.coref.type.CoreferenceChain"
CHAIN_LINK = f"{DKPRO}.coref.type.CoreferenceLink"
METADATA = f"{DKPRO}.metadata.type.DocumentMetaData"
FIELD = f"{DKPRO}.metadata.type.MetaDataStringField"
SEMANTIC_ARGUMENT = f"{DKPRO}.semantics.type.SemArg"
SEMANTIC_PREDICATE = f"{DKPRO}.semantics.type.SemPred"
EVENT = "webanno.custom.Event"
EVENT_LINK = "webanno.custom.EventArgumentsLink"
BARE_SPAN = "webanno.custom.Argument"
RELATION = "webanno.custom.Relation"
ZONE = "webanno.custom.Zone"
DOCUMENT_LABEL = "webanno.custom.DocumentLabel"
COMMENT = "webanno.custom.Comment"
COMMENT_LINK = "webanno.custom.CommentOnLink"
DOCUMENT_COMMENT = "webanno.custom.DocumentComment"
ANNOTATION = "uima.tcas.Annotation"
DOCUMENT = "uima.tcas.DocumentAnnotation"
STRING = "uima.cas.String"
PUBLISHED = "published"
"""The key of the metadata field that holds an article's day of publication."""

_UNFIT = re.compile(r"[^A-Za-z0-9_]")
# of UIMA, of INCEpTION (which refuses them), and those that the layers have anyway
_TAKEN = """
    begin end sofa value identifier arguments address coveredText cas CAS class type view
"""


def feature_name(attribute: str) -> str:
    """*attribute* as UIMA can call a feature: letters of ASCII, digits and ``_``."""
    name = _UNFIT.sub("_", attribute)
    if not name[:1].isalpha():
        name = f"a_{name}"
    return f"{name}_" if name in _TAKEN.split() else name


def require_cassis() -> None:
    """Raise ``UsageError`` where the library for UIMA's files is not installed."""
    try:
        import cassis  # noqa: F401, PLC0415  an extra
    except ImportError:
        raise UsageError(
            "UIMA CAS needs the package dkpro-cassis; install it with"
            " `pip install 'goldleaf[cas]'`."
        ) from None


def type_system(entity_features: Iterable[str], event_features: Iterable[str]) -> TypeSystem:
    """The types, with a feature for each attribute."""
    return _type_system(tuple(sorted(entity_features)), tuple(sorted(event_features)))


@lru_cache(maxsize=64)
def _type_system(entity_features: tuple[str, ...], event_features: tuple[str, ...]) -> TypeSystem:
    from cassis import TypeSystem  # noqa: PLC0415  an extra

    made = TypeSystem()

    def add(name: str, features: dict[str, str], parent: str = ANNOTATION) -> None:
        type_ = made.create_type(name, supertypeName=parent)
        for feature, range_ in features.items():
            made.create_feature(type_, feature, range_)

    strings = dict.fromkeys
    add(SENTENCE, {"id": STRING})
    add(TOKEN, {"id": STRING, "order": "uima.cas.Integer"})
    names = ("documentTitle", "documentId", "documentUri", "collectionId", "documentBaseUri")
    add(METADATA, strings(names, STRING), DOCUMENT)
    add(FIELD, strings(("key", "value"), STRING))
    add(ENTITY, strings(("value", "identifier", *entity_features), STRING))
    add(CHAIN_LINK, strings(("referenceType", "referenceRelation"), STRING))
    made.create_feature(made.get_type(CHAIN_LINK), "next", CHAIN_LINK)
    add(CHAIN, {"first": CHAIN_LINK}, "uima.cas.AnnotationBase")
    add(BARE_SPAN, {})
    add(EVENT_LINK, {"role": STRING, "target": ANNOTATION}, "uima.cas.TOP")
    add(EVENT, strings(("value", *event_features), STRING))
    made.create_feature(
        made.get_type(EVENT), "arguments", "uima.cas.FSArray", elementType=EVENT_LINK
    )
    add(RELATION, {"Governor": ANNOTATION, "Dependent": ANNOTATION, "value": STRING})
    add(ZONE, {"value": STRING})
    add(DOCUMENT_LABEL, {"value": STRING}, "uima.cas.AnnotationBase")
    # one with no link is on the stretch of text where it lies
    add(COMMENT_LINK, {"role": STRING, "target": ANNOTATION}, "uima.cas.TOP")
    add(COMMENT, {"value": STRING})
    made.create_feature(made.get_type(COMMENT), "on", "uima.cas.FSArray", elementType=COMMENT_LINK)
    add(DOCUMENT_COMMENT, {"value": STRING, "label": STRING}, "uima.cas.AnnotationBase")
    return made
