"""Attributes that the schema allows but the typed values do not hold: named in warnings, never dropped in silence."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml import etree

from wco_datamodel.catalogue import quoted, tell
from wco_datamodel.message import Source
from wco_datamodel.places import place_of
from wco_datamodel.problems import Problem

HELD: Final = ("currencyID", "unitCode", "formatCode")
MARKS: Final = (b"list", b"scheme", b"languageID", b"name=", b"name\t", b"name ", b"name\n", b"name\r", b'"name"')
WITH_UNHELD: Final = etree.XPath(
    "descendant-or-self::*[@*[not({})]]".format(" or ".join(f"local-name()='{name}'" for name in HELD))
)
MOST: Final = 100


def unheld_attributes(envelope: etree._Element, source: Source) -> tuple[Problem, ...]:
    """Name each attribute of a valid message that the typed values leave out (at most a hundred of them)."""
    if not any(mark in source.data for mark in MARKS):
        return ()
    return tuple(islice(_named(envelope), MOST))


def _named(envelope: etree._Element) -> Iterator[Problem]:
    for element in WITH_UNHELD(envelope):
        where = place_of(element)
        for name, value in element.attrib.items():
            if name not in HELD:
                words = {"attribute": name, "value": quoted(str(value))}
                yield tell("ATTRIBUTE-UNHELD", where, element.sourceline, **words)
