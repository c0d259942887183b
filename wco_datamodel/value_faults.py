"""What is wrong with a single value or attribute, from the facet of the schema that refused it."""

import re
from typing import Any, Final

from lxml import etree

from wco_datamodel.catalogue import quoted, tell
from wco_datamodel.places import Place, place_of
from wco_datamodel.problems import Problem

FACETS: Final = {
    "XsdMaxLengthFacet": "VALUE-LONG",
    "XsdMinLengthFacet": "VALUE-EMPTY",
    "XsdLengthFacet": "VALUE-LENGTH",
    "XsdEnumerationFacets": "VALUE-LIST",
    "XsdTotalDigitsFacet": "VALUE-WIDTH",
    "XsdFractionDigitsFacet": "VALUE-DECIMALS",
    "XsdAtomicBuiltin": "VALUE-NUMBER",
}
EXAMPLES: Final = {
    "formatCode": "102 for a day, 304 for a day with its time",
    "currencyID": "the three capital letters of a currency, such as NZD",
    "unitCode": "a unit of up to 5 characters, such as KGM",
}
FORMAT: Final = re.compile(r"(?P<kind>an?|n)(?P<upto>\.\.)?(?P<width>\d+)(?:,(?P<decimals>\d+))?")
ISO_DATE: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?.*)?")


def value_fault(element: etree._Element, facet: str, choices: tuple[str, ...] = ()) -> Problem:
    """Tell why a value was refused, by the name of the facet's class; ``choices`` are the values of a list."""
    where, value = place_of(element), element.text or ""
    code = _code(where, facet, value.strip(), choices)
    words = {"value": quoted(value), "length": len(value.strip()), "choices": ", ".join(choices), **_widths(where)}
    return tell(code, where, element.sourceline, hint=_hint(code, value), **words)


def attribute_fault(element: etree._Element, reason: str) -> Problem:
    """Tell why an attribute was refused: it is unknown, missing, or holds a value it cannot hold."""
    where = place_of(element)
    found = re.search(r"'?(?:\{[^}]*\})?([\w.:-]+)'? attribute not allowed", reason)
    if found:
        return tell("ATTRIBUTE-UNKNOWN", where, element.sourceline, attribute=found[1])
    found = re.search(r"missing required attribute '([\w.:-]+)'", reason)
    if found:
        example = EXAMPLES.get(found[1], "see a sample message")
        return tell("ATTRIBUTE-MISSING", where, element.sourceline, attribute=found[1], example=example)
    name = reason.partition("=")[0].removeprefix("attribute ")
    example = EXAMPLES.get(name, "a value of the attribute's kind")
    value = quoted(element.get(name, ""))
    return tell("ATTRIBUTE-VALUE", where, element.sourceline, attribute=name, value=value, example=example)


def _code(where: Place, facet: str, value: str, choices: tuple[str, ...]) -> str:
    if not value:
        return "VALUE-EMPTY"
    if facet == "XsdPatternFacets":
        return _pattern_code(where)
    if facet == "XsdEnumerationFacets" and not choices:
        return "VALUE-FORM"
    return FACETS.get(facet, "VALUE-FORM")


def _pattern_code(where: Place) -> str:
    facts = where.element()
    term, form = (facts.term, facts.type_name) if facts else ("", "")
    if term == "DateTime":
        return "VALUE-DATE"
    if ".letters" in form:
        return "VALUE-LETTERS"
    return "VALUE-DIGITS" if ".digits" in form else "VALUE-FORM"


def _widths(where: Place) -> dict[str, Any]:
    facts = where.element()
    found = FORMAT.fullmatch(facts.format) if facts else None
    if found is None:
        return {"maximum": "fewer", "decimals": "no digits", "form": facts.format if facts else ""}
    decimals = int(found["decimals"] or 0)
    words = f"at most {decimals} digits" if decimals else "no digits"
    return {"maximum": int(found["width"]), "decimals": words, "form": facts.format if facts else ""}


def _hint(code: str, value: str) -> str | None:
    """Return a hint made for this very value, where there is one."""
    if code == "VALUE-DATE" and value != value.strip():
        return "Remove the blanks and line breaks around it."
    iso = ISO_DATE.fullmatch(value)
    if code == "VALUE-DATE" and iso:
        day = iso[1] + iso[2] + iso[3]
        return f"Write {day}{iso[4]}{iso[5]}{iso[6] or '00'}Z, 304." if iso[4] else f"Write {day}, 102."
    if code == "VALUE-NUMBER" and re.fullmatch(r"[\d.,' ]+", value.strip()):
        return "Write a point before the decimals, and nothing between the thousands: 1250.50"
    return None
