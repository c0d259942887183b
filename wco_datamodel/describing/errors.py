"""The catalogue of errors: everything that the library may say of a message, each with an example and a remedy."""

import string
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

import msgspec

from wco_datamodel import catalogue
from wco_datamodel.amending import faults as amending_faults
from wco_datamodel.asycuda import faults as asycuda_faults
from wco_datamodel.catalogue import Entry
from wco_datamodel.ephyto import faults as ephyto_faults
from wco_datamodel.problems import Severity
from wco_datamodel.rules import RULES
from wco_datamodel.rules.contract import Rule

TABLES: Final[Mapping[str, Mapping[str, Entry]]] = {
    "Text, structure and values": catalogue.CATALOGUE,
    "Messages about an earlier declaration": amending_faults.CATALOGUE,
    "ASYCUDA exports": asycuda_faults.FAULTS,
    "Electronic phytosanitary certificates": ephyto_faults.FAULTS,
}
"""Every table of faults, by what it is about."""

RULES_GROUP: Final = "Document rules"

OPEN: Final = "…"

WORDS: Final[Mapping[str, object]] = {
    "attribute": "listID",
    "choices": "0, 1",
    "count": 2,
    "decimals": "at most 3 digits",
    "depth": 64,
    "example": "the three capital letters of a currency, such as NZD",
    "expected": "a number",
    "form": "an..35",
    "found": "“Invoice”",
    "function": 9,
    "holder": "Goods item",
    "home": "Commodity",
    "home_name": "Commodity",
    "known": "SW:1, DMS:2",
    "label": "Description of the goods",
    "length": 600,
    "limit": "10,000,000",
    "maximum": 512,
    "missing": "ChangeReasonCode",
    "more": "",
    "most": 99999,
    "name": "Description",
    "namespace": "urn:example:customs",
    "neighbour": "Commodity",
    "next_name": "Commodity",
    "number": 1,
    "ours": "SW:1",
    "pointer": "42A > 67A > 68A[9]",
    "ratio": 400,
    "shape": "a text or a number",
    "side": "before",
    "suggestion": "Description",
    "thing": "Goods item",
    "type": "IMA",
    "value": "“Roses”",
    "version": "1.1",
    "what": "amendment",
    "wrapper": "Envelope",
}
"""What stands for the words of a sentence in an example."""

OTHERWISE: Final[Mapping[str, Mapping[str, object]]] = {
    "MESSAGE-LONG": {"length": "12,500,000"},
    "MESSAGE-MORE": {"count": catalogue.MOST},
    "MESSAGE-WIDE": {"limit": "400,000"},
    "XML-CUT": {"more": " GoodsShipment, opened on line 12, is never closed."},
    "XML-PREFIX": {"more": " The prefix is dec."},
    "XML-TAGS": {"more": " Commodity was opened on line 40, but here Comodity is closed."},
    "JSON-NUMBER": {"value": "“NaN”"},
    "JSON-SYNTAX": {"found": ", at “}”"},
    "JSON-TWICE": {"name": "“TypeCode”"},
    "ELEMENT-MISSPELT": {"name": "Discription"},
    "ELEMENT-REPEATED": {"maximum": 1},
    "ELEMENT-UNKNOWN": {"name": "Colour"},
    "ELEMENT-WIDE": {"label": "Shipment", "count": "25,000", "limit": "20,000"},
    "VALUE-DATE": {"label": "Date of the invoice", "value": "“2026-11-24”"},
    "VALUE-DECIMALS": {"label": "Price of the item", "value": "“12.3456”"},
    "VALUE-DIGITS": {"label": "Mode of transport at the border", "value": "“sea”"},
    "VALUE-LENGTH": {"label": "Country of destination", "maximum": 2, "value": "“NZL”", "length": 3},
    "VALUE-LETTERS": {"label": "Country of destination", "value": "“64”"},
    "VALUE-LIST": {"label": "Whether goods travel in containers", "value": "“2”"},
    "VALUE-NUMBER": {"label": "Price of the item", "value": "“1,250.50”"},
    "VALUE-WIDTH": {"label": "Number of packages", "value": "“1234567890”", "maximum": 8},
    "ATTRIBUTE-MISSING": {"label": "Date of the invoice", "attribute": "formatCode", "example": "102 for a day"},
    "ATTRIBUTE-UNKNOWN": {"attribute": "colour"},
    "ATTRIBUTE-VALUE": {"label": "Price of the item", "value": "“dollars”", "attribute": "currencyID"},
    "ATTRIBUTE-UNHELD": {"label": "Commodity code", "value": "“HS”"},
    "BATCH-MANY": {"limit": "10,000"},
    "BATCH-NAME": {"value": "“../message.xml”"},
    "BATCH-TWICE": {"value": "“message.xml”"},
    "REQUEST-OTHER": {"found": "FJ26SUV00017", "expected": "FJ26SUV00042"},
    "POINTER-FIXED": {"label": "Declarant's own reference"},
    "POINTER-LEVELS": {"pointer": "42A > 67A[2]", "thing": "Shipment", "found": 2},
    "POINTER-MANY": {"thing": "Commodity", "maximum": 1},
    "REQUEST-MORE": {"what": "cancellation"},
    "MANY": {"count": "120,000", "what": "goods items", "most": "99,999"},
    "OTHER": {"label": "Country of origin", "name": "Country_of_origin_code", "value": "“NZ”"},
    "PLACELESS": {"name": "Deck_indicator"},
    "UNFIT": {"name": "Marks1_of_packages", "label": "Marks and numbers of the packages", "form": "an..512"},
    "UNREADABLE": {"name": "Gross_weight_itm", "value": "“12 kg”"},
}
"""Other words for the faults that need them."""

OF_CODE: Final[Mapping[str, Mapping[str, object]]] = {
    "SPS01": {"found": "“Envelope”"},
    "SPS02": {"what": "the country of export"},
    "SPS03": {"value": "“380”"},
    "SPS04": {"what": "The date of issue", "value": "“tomorrow”"},
    "SPS05": {"count": "1,200", "most": 999},
    "SPS06": {"count": 100},
}
"""The same by code, for a fault whose name another table has too."""


class _Words(dict[str, object]):
    """Words of a sentence; one that nothing stands for is left open."""

    def __missing__(self, word: str) -> str:
        return OPEN


class Error(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that may be said of a message.

    ``sentence`` says it in general, ``example`` of a message, ``remedy`` what to do; ``source`` is the law or standard
    that asks for it, empty for the schema. ``group`` is the heading that it is told under.
    """

    code: str
    group: str
    sentence: str
    example: str
    remedy: str
    severity: Severity
    source: str = ""


@cache
def errors() -> tuple[Error, ...]:
    """Return everything that the library may say of a message, in the order of its tables and rules."""
    return (*_faults(), *map(_rule, RULES))


def _faults() -> Iterator[Error]:
    for group, table in TABLES.items():
        yield from (_fault(group, name, entry) for name, entry in table.items())


def _fault(group: str, name: str, entry: Entry) -> Error:
    words = _Words({**WORDS, **OTHERWISE.get(name, {}), **OF_CODE.get(entry.code, {})})
    return Error(
        code=entry.code,
        group=group,
        sentence=_general(entry.sentence),
        example=entry.sentence.format_map(words),
        remedy=entry.hint.format_map(words),
        severity=entry.severity,
    )


def _rule(rule: Rule) -> Error:
    return Error(
        code=rule.code,
        group=RULES_GROUP,
        sentence=f"{rule.sentence}.",
        example=str(getattr(rule, "example", "")),
        remedy=rule.hint,
        severity=rule.severity,
        source=rule.source,
    )


def _general(sentence: str) -> str:
    """A sentence with ``…`` for what is different in each message."""
    parts = [text + (OPEN if field is not None else "") for text, field, _, _ in string.Formatter().parse(sentence)]
    return "".join(parts).replace(".…", ".").replace("here….", "here.")
