"""Readers compiled from the schema: one walk over a tree that libxml2 has judged valid gives the frozen structs.

This is the hot path. A child is fetched by ``getnext``, which costs half of iterating; codes and texts are read in the
loop itself; a value's only attribute is taken without asking for its name, for the schema allows no other.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final, TypeAlias

from wco_datamodel.binding import fields_of, struct_of
from wco_datamodel.schema import ElementFacts, Tree, tree
from wco_datamodel.values import Amount, DateTime, Measure, Wco

Reader: TypeAlias = Callable[[Any], Any]
TOKEN, TEXT, VALUE, REPEATED = range(4)
SHORT: Final = 8  # characters; a shorter number cannot have more than six decimals


# Into which field an element is read, in which of the four ways, and by which reader: a plain tuple, for speed.
Entry: TypeAlias = tuple[str, int, Reader]


@cache
def reader(root: str, class_name: str = "") -> Reader:
    """Return the reader of a class in the schema of ``root`` (by default the root itself): element to struct."""
    schema = tree(root)
    facts = schema.classes[class_name or root]
    struct = struct_of(root, facts.name)
    table = {_tag(schema, element): _entry(root, struct, element) for element in facts.elements.values()}
    return _reader(struct, table, tuple(field for field, way, _ in table.values() if way == REPEATED))


def _tag(schema: Tree, element: ElementFacts) -> str:
    return f"{{{tree(element.root).namespace if element.root else schema.namespace}}}{element.tag}"


def _entry(root: str, struct: type[Wco], element: ElementFacts) -> Entry:
    field = fields_of(struct)[element.name]
    if not element.term:
        return field, (REPEATED if element.repeatable else VALUE), reader(element.root or root, element.type_name)
    ways = {"Code": TOKEN, "ID": TOKEN, "Text": TEXT}
    values = COUNTS if element.format == "n..5" else VALUES
    return field, ways.get(element.term, VALUE), values[element.term]


def _reader(struct: type[Wco], table: Mapping[Any, Entry], repeated: tuple[str, ...]) -> Reader:
    def read(element: Any) -> Wco:
        values: dict[str, Any] = {}
        child = element[0] if len(element) else None
        while child is not None:
            field, way, read_child = table[child.tag]
            if way == TOKEN:
                text = child.text or ""
                values[field] = text if text.isalnum() else collapsed(text)
            elif way == TEXT:
                values[field] = child.text or ""
            elif way == VALUE:
                values[field] = read_child(child)
            elif field in values:
                values[field].append(read_child(child))
            else:
                values[field] = [read_child(child)]
            child = child.getnext()
        for field in repeated:
            if field in values:
                values[field] = tuple(values[field])
        return struct(**values)

    return read


def collapsed(text: str) -> str:
    """Collapse white space as the schema does for codes and identifiers: XML's four blanks, and no others."""
    return re.sub("[ \t\r\n]+", " ", text).strip(" ")


def _number(text: str) -> Decimal:
    """Return a decimal that prints without an exponent: past the sixth decimal a valid number has only zeros."""
    value = Decimal(text)
    return value if value.adjusted() >= -6 else Decimal(0)


def _decimal(element: Any) -> Decimal:
    return _number(element.text)


def _integer(element: Any) -> int:
    text = element.text
    return int(text) if text.isdigit() else int(Decimal(text))


def _amount(element: Any) -> Amount:
    text, currency = element.text, element.values()
    value = Decimal(text) if len(text) < SHORT else _number(text)
    return Amount(value, currency[0] if currency else None)


def _measure(element: Any) -> Measure:
    text, unit = element.text, element.values()
    value = Decimal(text) if len(text) < SHORT else _number(text)
    return Measure(value, unit[0] if unit else None)


def _date_time(element: Any) -> DateTime:
    moment = element[0]
    return DateTime(moment.text, moment.get("formatCode"))


VALUES: Final[dict[str, Reader]] = {
    "Code": str,
    "ID": str,
    "Text": str,
    "Numeric": _decimal,
    "Amount": _amount,
    "Measure": _measure,
    "Quantity": _measure,
    "DateTime": _date_time,
}
COUNTS: Final = VALUES | {"Numeric": _integer}
