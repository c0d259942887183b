"""The leaves of a certificate: texts, codes, numbers and moments by path, with what is wrong with each."""

import datetime as dt
import re
from decimal import Decimal
from typing import Final

from lxml import etree

from wco_datamodel.ephyto.faults import tell
from wco_datamodel.naming import local_name
from wco_datamodel.problems import Problem
from wco_datamodel.values import Measure

NUMBER: Final = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?")
WHOLE: Final = re.compile(r"([0-9]{1,9})(\.0{1,6})?")
COUNTRY: Final = re.compile(r"[A-Z]{2}")
DAY: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
TIME: Final = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})?"
MOMENT: Final = re.compile(f"{DAY}(T{TIME})?")
LONGEST: Final = 2000
"""Characters of a text that are kept: no field of a certificate needs more."""


def children(element: etree._Element, *path: str) -> list[etree._Element]:
    """The elements at a path of local names, every occurrence of each."""
    found = [element]
    for name in path:
        found = [child for each in found for child in each.iterchildren(f"{{*}}{name}")]
    return found


def text(element: etree._Element, *path: str) -> str:
    """The first text at a path of local names, on one line; empty where there is none."""
    for found in children(element, *path):
        if said := " ".join((found.text or "").split()):
            return said[:LONGEST]
    return ""


class Leaves:
    """Reads leaves and keeps what is wrong with them in ``problems``, so that all of it can be told at once."""

    def __init__(self, root: etree._Element) -> None:
        self.problems: list[Problem] = []
        self._empty = etree.SubElement(etree.Element("nothing"), "nothing")
        self._root = root

    def fault(self, name: str, element: etree._Element, leaf: str, **words: str) -> None:
        """Keep a fault of a leaf inside an element."""
        found = next(iter(children(element, leaf)), element)
        inside = [local_name(each) for each in (found, *found.iterancestors())]
        xpath = "/" + "/".join(reversed(inside)) if found is not self._empty else f"/{local_name(self._root)}"
        self.problems.append(tell(name, found.sourceline or None, xpath, **words))

    def one(self, element: etree._Element, name: str, what: str) -> etree._Element:
        """The first element of this name, or an empty one and a fault."""
        for child in children(element, name):
            return child
        self.fault("MISSING", element, name, what=what)
        return self._empty

    def need(self, element: etree._Element, *path: str, what: str) -> str:
        """A text that must be there."""
        said = text(element, *path)
        if not said and element is not self._empty:
            self.fault("MISSING", element, path[0], what=what)
        return said

    def code(self, element: etree._Element, *path: str) -> str:
        """A country's code, or nothing where it is none."""
        said = text(element, *path).upper()
        return said if COUNTRY.fullmatch(said) else ""

    def country(self, element: etree._Element, name: str, what: str) -> str:
        """A country that must be there (ISO 3166-1 alpha-2)."""
        said = self.need(element, name, "ID", what=what)
        if said and not COUNTRY.fullmatch(said):
            self.fault("UNREADABLE", element, name, what=what, value=said)
        return said

    def countries(self, element: etree._Element, name: str) -> tuple[str, ...]:
        """The countries named; what is no country's code is left out."""
        return tuple(filter(None, (self.code(one, "ID") for one in children(element, name))))

    def moment(self, element: etree._Element, name: str, what: str) -> dt.datetime:
        """A moment of ISO 8601, in UTC; a bare day is its midnight, and a time without a zone is UTC."""
        said = text(element, name, "DateTimeString") or self.need(element, name, what=what)
        if said and not MOMENT.fullmatch(said):
            self.fault("UNREADABLE", element, name, what=what, value=said)
        elif said:
            try:
                read = dt.datetime.fromisoformat(said)
                return (read if read.tzinfo else read.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
            except (ValueError, OverflowError):
                self.fault("UNREADABLE", element, name, what=what, value=said)
        return dt.datetime.min.replace(tzinfo=dt.UTC)

    def whole(self, element: etree._Element, name: str, what: str) -> int | None:
        """A whole number, or None where it is not stated."""
        said = text(element, name)
        if found := WHOLE.fullmatch(said):
            return int(found[1])
        if said:
            self.fault("UNREADABLE", element, name, what=what, value=said)
        return None

    def measure(self, element: etree._Element, name: str, what: str) -> Measure | None:
        """A weight with its unit, or None where it is not stated."""
        for found in children(element, name):
            said = " ".join((found.text or "").split())
            if NUMBER.fullmatch(said):
                return Measure(Decimal(said), found.get("unitCode") or None)
            if said:
                self.fault("UNREADABLE", element, name, what=what, value=said)
        return None
