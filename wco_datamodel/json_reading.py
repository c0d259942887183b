"""The JSON spelling turned into the same element tree as the XML one, so that one schema judges both."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from lxml import etree

from wco_datamodel.catalogue import quoted, tell
from wco_datamodel.json_text import decode, load
from wco_datamodel.naming import namespace
from wco_datamodel.places import place_of
from wco_datamodel.problems import MessageRejected, Problem
from wco_datamodel.schema import tree

NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}")
ROOTS: Final = ("MetaData", "Declaration", "Response")


class _Entry(NamedTuple):
    """How one element is built: its turn in the schema's order, its tag, its own entries if it is a class."""

    turn: int
    tag: str
    term: str
    entries: "Entries | None"


Entries = Mapping[str, _Entry]


def read_json(data: bytes) -> etree._Element:
    """Read JSON into the element tree of a MetaData, a Declaration or a Response. Raises MessageRejected."""
    document = load(decode(data))
    if not isinstance(document, dict) or len(document) != 1 or next(iter(document)) not in ROOTS:
        raise MessageRejected((tell("MESSAGE-MISSING", None, 1, found=_beginning(document)),))
    ((name, content),) = document.items()
    root = etree.Element(f"{{{tree(name).namespace}}}{name}")
    builder = _Builder()
    builder.fill(root, _entries(name, name), content)
    if builder.problems:
        raise MessageRejected(tuple(builder.problems))
    return root


def _beginning(document: Any) -> str:
    if isinstance(document, dict):
        return " and ".join(quoted(key) for key in [*document][:3]) or "nothing"
    return "a list" if isinstance(document, list) else "a single value"


@cache
def _entries(root: str, class_name: str) -> Entries:
    schema = tree(root)
    entries = {}
    for turn, element in enumerate(schema.classes[class_name].elements.values()):
        own = element.name if root == "MetaData" and not element.term else root
        inner = None if element.term else _entries(own, element.type_name)
        entries[element.name] = _Entry(turn, f"{{{tree(own).namespace}}}{element.name}", element.term, inner)
    return entries


class _Builder:
    """Builds elements in the schema's order; what the JSON cannot mean is noted in ``problems``, with its place."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def fill(self, parent: etree._Element, entries: Entries, content: Any) -> None:
        if not isinstance(content, dict):
            self._shape(parent, "an object, {...}, with the names of its elements")
            return
        for name in sorted(content, key=lambda name: entries[name].turn if name in entries else len(entries)):
            value = content[name]
            for each in value if isinstance(value, list) else (value,) if value is not None else ():
                self._add(parent, entries, name, each)

    def _add(self, parent: etree._Element, entries: Entries, name: str, value: Any) -> None:
        entry = entries.get(name)
        if entry is not None:
            element = etree.SubElement(parent, entry.tag)
            if entry.entries is not None:
                self.fill(element, entry.entries, value)
            elif entry.term == "DateTime":
                self._date(element, value)
            else:
                self._leaf(element, value)
        elif NAME.fullmatch(name):
            etree.SubElement(parent, f"{{{namespace(parent)}}}{name}")
        else:
            where = place_of(parent)
            self.problems.append(tell("ELEMENT-UNKNOWN", where, name=quoted(name), holder=where.label))

    def _date(self, parent: etree._Element, value: Any) -> None:
        if isinstance(value, str):
            value = {"value": value, "formatCode": "102" if len(value) == 8 else "304"}
        self._leaf(etree.SubElement(parent, f"{{{namespace(parent)}}}DateTimeString"), value)

    def _leaf(self, element: etree._Element, value: Any) -> None:
        attributes: Mapping[str, Any] = {}
        if isinstance(value, dict):
            attributes, value = {key: each for key, each in value.items() if key != "value"}, value.get("value", "")
        if isinstance(value, bool):
            value = "true" if value else "false"
        if not isinstance(value, str):
            self._shape(element, "a text or a number")
            return
        try:
            element.text = value
            for name, each in attributes.items():
                element.set(name, each)
        except (ValueError, TypeError):
            self.problems.append(tell("VALUE-CHARACTER", place_of(element)))

    def _shape(self, element: etree._Element, shape: str) -> None:
        self.problems.append(tell("JSON-SHAPE", place_of(element), shape=shape))
