"""The JSON spelling turned into the same element tree as the XML one, so that one schema judges both."""

import operator
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Final, NamedTuple, TypeAlias

from lxml import etree

from wco_datamodel.catalogue import MOST, quoted, tell
from wco_datamodel.json_text import decode, load
from wco_datamodel.markup import as_tree, attribute, text
from wco_datamodel.places import Place, Step
from wco_datamodel.problems import MessageRejected, Problem
from wco_datamodel.schema import FILES, HELD_ATTRIBUTES, tree

NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}")
TURN: Final = operator.itemgetter(0)


class _Entry(NamedTuple):
    """How one element is spelled: its turn in the schema's order, its tags, its kind, its own entries if a class."""

    turn: int
    opening: str
    closing: str
    term: str
    single: bool
    entries: "Entries | None"


Entries: TypeAlias = Mapping[str, _Entry]
# Where an element stands: what holds it, its name, its occurrence; only turned into a place when there is a fault.
Path: TypeAlias = "tuple[Path, str, int] | None"


def read_json(data: bytes) -> etree._Element:
    """Read JSON into the element tree of a MetaData, a Declaration or a Response. Raises MessageRejected."""
    document = load(decode(data))
    if not isinstance(document, dict) or len(document) != 1 or next(iter(document)) not in FILES:
        raise MessageRejected((tell("MESSAGE-MISSING", None, 1, found=_beginning(document)),))
    ((name, content),) = document.items()
    speller = _Speller()
    inside = speller.inside(content, _entries(name, name), None if name == "MetaData" else (None, name, 1))
    if speller.problems:
        raise MessageRejected(tuple(speller.problems))
    return as_tree(f'<{name} xmlns="{tree(name).namespace}">{inside}</{name}>')


def _beginning(document: Any) -> str:
    if isinstance(document, dict):
        return " and ".join(quoted(key) for key in [*document][:3]) or "nothing"
    return "a list" if isinstance(document, list) else "a single value"


@cache
def _entries(root: str, class_name: str) -> Entries:
    entries = {}
    for turn, element in enumerate(tree(root).classes[class_name].elements.values()):
        own = element.root or root
        opening = f'{element.tag} xmlns="{tree(own).namespace}"' if element.root else element.tag
        inner = None if element.term else _entries(own, element.type_name)
        single = element.term not in {"", "DateTime"}
        entries[element.name] = _Entry(turn, opening, element.tag, element.term, single, inner)
    return entries


class _Speller:
    """Spells JSON as markup in the schema's order; what JSON cannot mean is noted in ``problems``, with its place."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def inside(self, content: Any, entries: Entries, where: Path) -> str:
        """Spell what is inside an element that is a class."""
        if not isinstance(content, dict):
            return self._refuse("JSON-SHAPE", where, shape="an object, {...}, with the names of its elements")
        parts: list[tuple[int, str]] = []
        for name, value in content.items():
            entry = entries.get(name)
            if value is None:
                continue
            if entry is None:
                parts.append((len(entries), self._unknown(name, where)))
            elif type(value) is str and entry.single:
                parts.append((entry.turn, f"<{name}>{text(value)}</{name}>"))
            else:
                several = value if type(value) is list else (value,)
                parts += [
                    (entry.turn, self._element(name, each, entry, where, at)) for at, each in enumerate(several, 1)
                ]
        parts.sort(key=TURN)
        return "".join([spelled for _, spelled in parts])

    def _element(self, name: str, content: Any, entry: _Entry, where: Path, occurrence: int) -> str:
        here = (where, name, occurrence)
        if entry.entries is not None:
            return f"<{entry.opening}>{self.inside(content, entry.entries, here)}</{entry.closing}>"
        if entry.term == "DateTime":
            if isinstance(content, str):
                content = {"value": content, "formatCode": "102" if len(content) == 8 else "304"}
            return f"<{name}>{self._value('DateTimeString', content, here)}</{name}>"
        return self._value(name, content, here)

    def _value(self, name: str, content: Any, where: Path) -> str:
        attributes = ""
        if isinstance(content, dict):
            given = content.items()
            attributes = "".join([self._attribute(key, value, where) for key, value in given if key != "value"])
            content = content.get("value", "")
        if isinstance(content, bool):
            content = "true" if content else "false"
        if not isinstance(content, str):
            return self._refuse("JSON-SHAPE", where, shape="a text or a number")
        return f"<{name}{attributes}>{text(content)}</{name}>"

    def _attribute(self, name: str, value: Any, where: Path) -> str:
        if (name not in HELD_ATTRIBUTES and not NAME.fullmatch(name)) or name.startswith("xml"):
            return self._refuse("ATTRIBUTE-UNKNOWN", where, attribute=quoted(name))
        if not isinstance(value, str):
            return self._refuse("ATTRIBUTE-VALUE", where, attribute=name, value="this", example="a text")
        return attribute(name, value)

    def _unknown(self, name: str, where: Path) -> str:
        """Spell an element that the schema will refuse, and can then compare with what it knows."""
        if NAME.fullmatch(name):
            return f"<{name}/>"
        return self._refuse("ELEMENT-UNKNOWN", where, name=quoted(name), holder=_place(where).label)

    def _refuse(self, fault: str, where: Path, **words: object) -> str:
        if len(self.problems) < MOST:
            self.problems.append(tell(fault, _place(where), None, **words))
        return ""


def _place(path: Path) -> Place:
    steps: list[Step] = []
    while path is not None:
        path, name, occurrence = path
        steps.insert(0, Step(name, occurrence))
    return Place(tuple(steps))
