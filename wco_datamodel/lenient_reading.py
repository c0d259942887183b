"""Reading what can be read of a refused declaration, so that rules can be held against it all the same."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any

import msgspec
from lxml import etree

from wco_datamodel.binding import fields_of, struct_of
from wco_datamodel.explaining import Explained
from wco_datamodel.message import Message, MetaData, Source
from wco_datamodel.naming import local_name, namespace
from wco_datamodel.profiles import BY_NAMESPACE, Profile
from wco_datamodel.readers import COUNTS, VALUES, collapsed
from wco_datamodel.schema import ElementFacts, tree
from wco_datamodel.values import Wco

ROOT = "Declaration"
EMPTY: dict[Any, Any] = {int: 0, str: ""}
"""What stands for a value that a class needs and a message lacks."""


def read_leniently(envelope: etree._Element, explained: Explained, profile: Profile, source: Source) -> Message | None:
    """Read a refused declaration without what is at fault in it; repeated classes keep their places.

    Returns None where there is no single declaration, or where not all of its faults are known.
    """
    bodies = [child for child in envelope.iterchildren("*") if local_name(child) == ROOT]
    if not explained.whole or len(bodies) != 1:
        return None
    declaration: Any = _class(ROOT, bodies[0], explained.faulty)
    return Message("DEC", MetaData(), declaration=declaration, profile=profile, source=source)


def _class(class_name: str, element: etree._Element, faulty: frozenset[etree._Element]) -> Wco:
    struct, known = struct_of(ROOT, class_name), tree(ROOT).classes[class_name].elements
    fields, values = fields_of(struct), dict[str, Any]()
    for child in element.iterchildren("*"):
        facts = known.get(local_name(child))
        if facts is None or child in faulty or namespace(child) not in BY_NAMESPACE:
            continue
        value = _value(facts, child, faulty) if facts.term else _class(facts.type_name, child, faulty)
        if facts.repeatable:
            values.setdefault(fields[facts.name], []).append(value)
        elif value is not None:
            values.setdefault(fields[facts.name], value)
    several = {name: tuple(value) for name, value in values.items() if isinstance(value, list)}
    return struct(**{**_needed(struct), **values, **several})


def _value(facts: ElementFacts, element: etree._Element, faulty: frozenset[etree._Element]) -> Any:
    """The value of an element; None where it cannot be read, or where its date is at fault."""
    text = element.text or ""
    if facts.term in {"Code", "ID", "Text"}:
        return text if facts.term == "Text" else collapsed(text)
    if any(child in faulty or not child.text or not child.get("formatCode") for child in element):
        return None
    with suppress(ArithmeticError, ValueError, TypeError, LookupError, AttributeError):
        return (COUNTS if facts.format == "n..5" else VALUES)[facts.term](element)
    return None


@cache
def _needed(struct: type[Wco]) -> Mapping[str, Any]:
    return {field.name: EMPTY.get(field.type) for field in msgspec.structs.fields(struct) if field.required}
