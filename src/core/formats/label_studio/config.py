"""The labelling configuration of a project: what its results are made with.

https://labelstud.io/tags has the tags and their attributes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from ...scheme import EntityLabel, EventType, Scheme

TEXT, ENTITY, TRIGGER, LABEL, COMMENT, REMARKED, LINK = (
    "text",
    "entity",
    "trigger",
    "label",
    "comment",
    "commented",
    "link",
)
"""The controls. Of :data:`REMARKED` are regions that are nothing but commented on."""

_RESERVED = frozenset((TEXT, ENTITY, TRIGGER, LABEL, COMMENT, REMARKED, LINK))
_ATTRIBUTE = "attribute."
# every white space counts in the offsets, so that all of it must be seen
_STYLE = ".htx-text { white-space: pre-wrap; }"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Controls:
    """The controls that a project needs: those of the scheme, and of all that was met besides."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._met: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._attributes = {one.name: one.values for one in scheme.attributes}
        self._free: dict[str, None] = {}

    def met(self, control: str, value: str) -> None:
        """Take note of a *value* that *control* is to offer."""
        self._met[control][value] = None

    def attribute(self, name: str, value: str) -> tuple[str, bool]:
        """The control for the attribute *name*, and whether it is a choice of values."""
        control = control_of(name)
        if name in self._attributes:
            self.met(control, value)
            return control, True
        self._free[control] = None
        return control, False

    def xml(self) -> bytes:
        """The configuration."""
        view = ET.Element("View")
        ET.SubElement(view, "Style").text = _STYLE
        relations = ET.SubElement(view, "Relations")
        roles = [role.name for type_ in self._scheme.event_types for role in type_.roles]
        types = [one.name for one in self._scheme.relations]
        for name in self._offered("relation", [*types, *roles]):
            ET.SubElement(relations, "Relation", value=_xml(name))
        self._labels(view, ENTITY, self._scheme.labels)
        self._labels(view, TRIGGER, self._scheme.event_types)
        remarked = ET.SubElement(view, "Labels", name=REMARKED, toName=TEXT)
        ET.SubElement(remarked, "Label", value=REMARKED)
        ET.SubElement(view, "Text", name=TEXT, value=f"${TEXT}")
        for name, values in self._attributes.items():
            control = control_of(name)
            found = ET.SubElement(
                view, "Choices", name=_xml(control), toName=TEXT, perRegion="true"
            )
            for value in self._offered(control, values):
                ET.SubElement(found, "Choice", value=_xml(value))
        for control in [*self._free, LINK]:
            ET.SubElement(view, "TextArea", name=_xml(control), toName=TEXT, perRegion="true")
        labels = ET.SubElement(view, "Choices", name=LABEL, toName=TEXT, choice="multiple")
        for name in self._offered(LABEL, (one.name for one in self._scheme.document_labels)):
            ET.SubElement(labels, "Choice", value=_xml(name))
        ET.SubElement(view, "TextArea", name=COMMENT, toName=TEXT)
        ET.indent(view)
        return bytes(ET.tostring(view, encoding="utf-8")) + b"\n"

    def _labels(
        self, view: ET.Element, control: str, declared: Iterable[EntityLabel | EventType]
    ) -> None:
        labels = ET.SubElement(view, "Labels", name=control, toName=TEXT)
        by_name = {one.name: one for one in declared}
        for name in self._offered(control, by_name):
            label = ET.SubElement(labels, "Label", value=_xml(name))
            if (one := by_name.get(name)) and one.colour.startswith("#"):
                label.set("background", one.colour)

    def _offered(self, control: str, declared: Iterable[str]) -> dict[str, None]:
        return dict.fromkeys(declared) | self._met[control]


def control_of(attribute: str) -> str:
    """The name of the control for *attribute*."""
    plain = attribute not in _RESERVED and not attribute.startswith(_ATTRIBUTE)
    return attribute if plain else f"{_ATTRIBUTE}{attribute}"


def attribute_of(control: str) -> str:
    """The attribute that *control* is for."""
    return control.removeprefix(_ATTRIBUTE)


def _xml(value: str) -> str:
    return _NOT_XML.sub("\ufffd", value)
