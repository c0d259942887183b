"""Writers compiled from the schema: typed values into markup, or into what JSON can hold."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from wco_datamodel.binding import fields_of, struct_of
from wco_datamodel.markup import attribute, text
from wco_datamodel.schema import ElementFacts, tree
from wco_datamodel.values import Amount, DateTime, Measure, Wco

Write: TypeAlias = Callable[[Any], str]
# Of one element: its name, its field, whether it is repeatable, and its class, or nothing for a single value.
Entry: TypeAlias = tuple[str, str, bool, str]


@cache
def writer(root: str, class_name: str, date_tag: str) -> Write:
    """Return the writer of a class in the schema of ``root``: a struct to the markup inside its element.

    ``date_tag`` is the name of the text of a date, with a prefix where a profile keeps it in a namespace of its own.
    The writer raises ValueError for a value that this schema has no element for: it would be lost.
    """
    struct = struct_of(root, class_name)
    fields, known = fields_of(struct), tree(root).classes[class_name].elements
    entries = [
        (fields[element.name], element.repeatable, _element_writer(root, element, date_tag))
        for element in known.values()
        if element.name in fields
    ]
    unwritten = [field for name, field in fields.items() if name not in known]

    def write(value: Any) -> str:
        for field in unwritten:
            if getattr(value, field):
                raise ValueError(f"A {root} has no element for {class_name}.{field}.")
        parts: list[str] = []
        for field, repeatable, write_element in entries:
            held = getattr(value, field)
            if repeatable:
                parts += map(write_element, held)
            elif held is not None:
                parts.append(write_element(held))
        return "".join(parts)

    return write


def _element_writer(root: str, element: ElementFacts, date_tag: str) -> Write:
    opening, closing = f"<{element.name}", f"</{element.name}>"
    if not element.term:
        inner = writer(root, element.type_name, date_tag)
        return lambda value: f"{opening}>{inner(value)}{closing}"
    if element.term in {"Amount", "Measure", "Quantity"}:
        return lambda value: f"{opening}{_unit(value)}>{value.value:f}{closing}"
    if element.term == "DateTime":
        return lambda value: f"{opening}>{_date(date_tag, value)}{closing}"
    if element.term == "Numeric":
        return lambda value: f"{opening}>{_digits(value)}{closing}"
    return lambda value: f"{opening}>{text(value)}{closing}"


def _date(tag: str, value: DateTime) -> str:
    return f"<{tag}{attribute('formatCode', value.format_code)}>{text(value.value)}</{tag}>"


def _unit(value: Amount | Measure) -> str:
    if isinstance(value, Amount):
        return "" if value.currency is None else attribute("currencyID", value.currency)
    return "" if value.unit is None else attribute("unitCode", value.unit)


def _digits(value: Decimal | int) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)


@cache
def _entries(root: str, class_name: str) -> tuple[Entry, ...]:
    fields = fields_of(struct_of(root, class_name))
    return tuple(
        (element.name, fields[element.name], element.repeatable, "" if element.term else element.type_name)
        for element in tree(root).classes[class_name].elements.values()
        if element.name in fields
    )


def plain(root: str, class_name: str, struct: Wco) -> dict[str, Any]:
    """Spell a struct for JSON: WCO names, numbers as text without exponents, nothing for what is absent."""
    spelled: dict[str, Any] = {}
    for name, field, repeatable, inner in _entries(root, class_name):
        value = getattr(struct, field)
        if value is None or (repeatable and not value):
            continue
        if repeatable:
            spelled[name] = [plain(root, inner, each) if inner else _plain_value(each) for each in value]
        else:
            spelled[name] = plain(root, inner, value) if inner else _plain_value(value)
    return spelled


def _plain_value(value: Any) -> Any:
    if isinstance(value, DateTime):
        return {"value": value.value, "formatCode": value.format_code}
    if isinstance(value, Amount):
        return {"value": _digits(value.value)} | ({} if value.currency is None else {"currencyID": value.currency})
    if isinstance(value, Measure):
        return {"value": _digits(value.value)} | ({} if value.unit is None else {"unitCode": value.unit})
    return _digits(value) if isinstance(value, Decimal) else value
