"""Writers compiled from the schema: typed values into markup, or into what JSON can hold."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, TypeAlias

from wco_datamodel.binding import fields_of, struct_of
from wco_datamodel.markup import attribute, text
from wco_datamodel.profiles import Profile
from wco_datamodel.schema import ElementFacts, tree
from wco_datamodel.values import Amount, DateTime, Measure, Wco

Write: TypeAlias = Callable[[Any], str]
# Of one element: its name, its field, whether it is repeatable, the root of its class, and its class, if it is one.
Entry: TypeAlias = tuple[str, str, bool, str, str]


@cache
def writer(root: str, class_name: str, profile: Profile) -> Write:
    """Return the writer of a class in the schema of ``root``: a struct to the markup inside its element.

    The writer raises ValueError for a value that this schema has no element for: it would be lost.
    """
    struct = struct_of(root, class_name)
    fields, known = fields_of(struct), tree(root).classes[class_name].elements
    entries = [
        (fields[element.name], element.repeatable, _element_writer(root, element, profile))
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


def opening(root: str, profile: Profile) -> str:
    """Return the opening tag of a message's body, with its namespaces. Raises ValueError if a profile has no such."""
    space, date_space = profile.spaces(root)
    dates = f' xmlns:ds="{date_space}"' if date_space != space else ""
    return f'<{root} xmlns="{space}"{dates}>'


def _element_writer(root: str, element: ElementFacts, profile: Profile) -> Write:
    opened, closing = f"<{element.tag}", f"</{element.tag}>"
    if element.root:
        body, first = writer(element.root, element.type_name, profile), opening(element.root, profile)
        return lambda value: f"{first}{body(value)}{closing}"
    if not element.term:
        inner = writer(root, element.type_name, profile)
        return lambda value: f"{opened}>{inner(value)}{closing}"
    if element.term in {"Amount", "Measure", "Quantity"}:
        return lambda value: f"{opened}{_unit(value)}>{value.value:f}{closing}"
    if element.term == "DateTime":
        space, date_space = profile.spaces(root)
        date_tag = "DateTimeString" if date_space == space else "ds:DateTimeString"
        return lambda value: f"{opened}>{_date(date_tag, value)}{closing}"
    if element.term == "Numeric":
        return lambda value: f"{opened}>{_digits(value)}{closing}"
    return lambda value: f"{opened}>{text(value)}{closing}"


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
        (
            element.name,
            fields[element.name],
            element.repeatable,
            element.root or root,
            "" if element.term else element.type_name,
        )
        for element in tree(root).classes[class_name].elements.values()
        if element.name in fields
    )


def plain(root: str, class_name: str, struct: Wco) -> dict[str, Any]:
    """Spell a struct for JSON: WCO names, numbers as text without exponents, nothing for what is absent."""
    spelled: dict[str, Any] = {}
    for name, field, repeatable, own, inner in _entries(root, class_name):
        value = getattr(struct, field)
        if value is None or (repeatable and not value):
            continue
        if repeatable:
            spelled[name] = [plain(own, inner, each) if inner else _plain_value(each) for each in value]
        else:
            spelled[name] = plain(own, inner, value) if inner else _plain_value(value)
    return spelled


def _plain_value(value: Any) -> Any:
    if isinstance(value, DateTime):
        return {"value": value.value, "formatCode": value.format_code}
    if isinstance(value, Amount):
        return {"value": _digits(value.value)} | ({} if value.currency is None else {"currencyID": value.currency})
    if isinstance(value, Measure):
        return {"value": _digits(value.value)} | ({} if value.unit is None else {"unitCode": value.unit})
    return _digits(value) if isinstance(value, Decimal) else value
