"""Readers compiled from the schema: one walk over a tree that libxml2 has judged valid gives the frozen structs."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from lxml import etree

from wco_datamodel.binding import fields_of, struct_of
from wco_datamodel.schema import ElementFacts, tree
from wco_datamodel.values import Amount, DateTime, Measure, Wco

Reader: TypeAlias = Callable[[Any], Any]
# tag -> (field, whether it is repeatable, reader of the value)
Table: TypeAlias = Mapping[Any, tuple[str, bool, Reader]]


@cache
def reader(root: str, class_name: str = "") -> Reader:
    """Return the reader of a class in the schema of ``root`` (by default the root itself): element to struct."""
    schema = tree(root)
    facts = schema.classes[class_name or root]
    struct = struct_of(root, facts.name)
    table = {f"{{{schema.namespace}}}{name}": _entry(root, struct, each) for name, each in facts.elements.items()}
    repeated = tuple(field for field, many, _ in table.values() if many)
    return _read_repeating(struct, table, repeated) if repeated else _read_plain(struct, table)


def _entry(root: str, struct: type[Wco], element: ElementFacts) -> tuple[str, bool, Reader]:
    field = fields_of(struct)[element.name]
    if not element.term:
        return field, element.repeatable, reader(root, element.type_name)
    leaves = COUNTS if element.format == "n..5" else LEAVES
    return field, element.repeatable, leaves[element.term]


def _read_plain(struct: type[Wco], table: Table) -> Reader:
    def read(element: etree._Element) -> Wco:
        values: dict[str, Any] = {}
        for child in element:
            field, _, read_child = table[child.tag]
            values[field] = read_child(child)
        return struct(**values)

    return read


def _read_repeating(struct: type[Wco], table: Table, repeated: tuple[str, ...]) -> Reader:
    def read(element: etree._Element) -> Wco:
        values: dict[str, Any] = {}
        for child in element:
            field, many, read_child = table[child.tag]
            if not many:
                values[field] = read_child(child)
            elif field in values:
                values[field].append(read_child(child))
            else:
                values[field] = [read_child(child)]
        for field in repeated:
            if field in values:
                values[field] = tuple(values[field])
        return struct(**values)

    return read


def _token(element: etree._Element) -> str:
    text = element.text or ""
    return text if text.isalnum() else re.sub("[ \t\r\n]+", " ", text).strip(" ")


def _text(element: etree._Element) -> str:
    return element.text or ""


def _number(text: str) -> Decimal:
    """Return a decimal that prints without an exponent: past the sixth decimal a valid number has only zeros."""
    value = Decimal(text)
    return value if value.adjusted() >= -6 else Decimal(0)


def _decimal(element: etree._Element) -> Decimal:
    return _number(element.text or "")


def _integer(element: etree._Element) -> int:
    return int(Decimal(element.text or ""))


def _amount(element: etree._Element) -> Amount:
    return Amount(_number(element.text or ""), element.get("currencyID"))


def _measure(element: etree._Element) -> Measure:
    return Measure(_number(element.text or ""), element.get("unitCode"))


def _date_time(element: etree._Element) -> DateTime:
    moment = element[0]
    return DateTime(moment.text or "", moment.get("formatCode", ""))


LEAVES: dict[str, Reader] = {
    "Code": _token,
    "ID": _token,
    "Text": _text,
    "Numeric": _decimal,
    "Amount": _amount,
    "Measure": _measure,
    "Quantity": _measure,
    "DateTime": _date_time,
}
COUNTS: dict[str, Reader] = LEAVES | {"Numeric": _integer}
