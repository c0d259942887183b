"""Writers compiled from the schema: typed values into an element tree, or into what JSON can hold."""

from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from wco_datamodel.binding import fields_of, struct_of
from wco_datamodel.catalogue import tell
from wco_datamodel.places import place_of
from wco_datamodel.problems import MessageRejected
from wco_datamodel.profiles import Profile
from wco_datamodel.schema import tree
from wco_datamodel.values import Amount, DateTime, Measure, Wco

Plain: TypeAlias = str | int | dict[str, Any]


class _Entry(NamedTuple):
    """How one element of a class is written; ``class_name`` is empty for a single value."""

    name: str
    field: str
    repeatable: bool
    class_name: str


@cache
def _entries(root: str, class_name: str) -> tuple[_Entry, ...]:
    fields = fields_of(struct_of(root, class_name))
    return tuple(
        _Entry(element.name, fields[element.name], element.repeatable, "" if element.term else element.type_name)
        for element in tree(root).classes[class_name].elements.values()
        if element.name in fields
    )


@cache
def _unwritten(root: str, class_name: str) -> tuple[tuple[str, str], ...]:
    fields, known = fields_of(struct_of(root, class_name)), tree(root).classes[class_name].elements
    return tuple((name, field) for name, field in fields.items() if name not in known)


def plain(root: str, class_name: str, struct: Wco) -> dict[str, Any]:
    """Spell a struct for JSON: WCO names, numbers as text without exponents, nothing for what is absent."""
    spelled: dict[str, Any] = {}
    for name, field, repeatable, inner in _entries(root, class_name):
        value = getattr(struct, field)
        if value is None or (repeatable and not value):
            continue
        if repeatable:
            spelled[name] = [plain(root, inner, each) if inner else _plain_leaf(each) for each in value]
        else:
            spelled[name] = plain(root, inner, value) if inner else _plain_leaf(value)
    return spelled


def _plain_leaf(value: Any) -> Plain:
    if isinstance(value, DateTime):
        return {"value": value.value, "formatCode": value.format_code}
    if isinstance(value, Amount):
        return {"value": _digits(value.value)} | ({"currencyID": value.currency} if value.currency is not None else {})
    if isinstance(value, Measure):
        return {"value": _digits(value.value)} | ({"unitCode": value.unit} if value.unit is not None else {})
    return _digits(value) if isinstance(value, Decimal) else value


def _digits(value: Decimal) -> str:
    return format(value, "f")


class ElementWriter:
    """Writes structs into an element tree in a profile's namespaces."""

    def __init__(self, profile: Profile, root: str) -> None:
        self.root = root
        self.space, self.date_space = {
            "MetaData": (profile.metadata, profile.metadata),
            "Declaration": (profile.declaration, profile.declaration_date),
            "Response": (profile.response, profile.response_date),
        }[root]

    def write(self, parent: etree._Element, class_name: str, struct: Wco) -> None:
        """Add a struct's elements to the element that stands for it."""
        self._refuse_unwritten(parent, class_name, struct)
        for name, field, repeatable, inner in _entries(self.root, class_name):
            value = getattr(struct, field)
            if value is None:
                continue
            for each in value if repeatable else (value,):
                element = etree.SubElement(parent, f"{{{self.space}}}{name}")
                if inner:
                    self.write(element, inner, each)
                else:
                    self._leaf(element, each)

    def _refuse_unwritten(self, parent: etree._Element, class_name: str, struct: Wco) -> None:
        """Refuse a value that the schema of this kind of message has no element for: it would be dropped in silence."""
        for name, field in _unwritten(self.root, class_name):
            if getattr(struct, field):
                where = place_of(parent)
                raise MessageRejected((tell("ELEMENT-UNKNOWN", where, name=name, holder=where.label),))

    def _leaf(self, element: etree._Element, value: Any) -> None:
        try:
            self._fill(element, value)
        except ValueError:
            raise MessageRejected((tell("VALUE-CHARACTER", place_of(element)),)) from None

    def _fill(self, element: etree._Element, value: Any) -> None:
        if isinstance(value, DateTime):
            moment = etree.SubElement(element, f"{{{self.date_space}}}DateTimeString", formatCode=value.format_code)
            moment.text = value.value
            return
        if isinstance(value, Amount | Measure):
            unit = value.currency if isinstance(value, Amount) else value.unit
            if unit is not None:
                element.set("currencyID" if isinstance(value, Amount) else "unitCode", unit)
            value = value.value
        element.text = _digits(value) if isinstance(value, Decimal) else str(value)
