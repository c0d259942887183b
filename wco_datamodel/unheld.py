"""Attributes that the schema allows but the typed values do not hold: named in warnings, never dropped in silence."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml import etree

from wco_datamodel.catalogue import MOST, quoted, tell
from wco_datamodel.places import place_of
from wco_datamodel.problems import Problem
from wco_datamodel.schema import HELD_ATTRIBUTES

WITH_UNHELD: Final = etree.XPath(
    "descendant-or-self::*[@*[not({})]]".format(" or ".join(f"local-name()='{name}'" for name in HELD_ATTRIBUTES))
)


def has_unheld(envelope: etree._Element) -> bool:
    """Whether a message has attributes that the typed values leave out."""
    return bool(WITH_UNHELD(envelope))


def unheld_attributes(envelope: etree._Element) -> tuple[Problem, ...]:
    """Name each attribute of a valid message that the typed values leave out (a bounded number of them)."""
    return tuple(islice(_named(envelope), MOST))


def _named(envelope: etree._Element) -> Iterator[Problem]:
    for element in WITH_UNHELD(envelope):
        where = place_of(element)
        for name, value in element.attrib.items():
            if name not in HELD_ATTRIBUTES:
                words = {"attribute": name, "value": quoted(str(value))}
                yield tell("ATTRIBUTE-UNHELD", where, element.sourceline, **words)
