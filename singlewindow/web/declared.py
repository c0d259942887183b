"""What was declared, for people: each value of the message with the label that its schema gives it."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from flask import render_template
from flask.typing import ResponseReturnValue

from singlewindow import casework
from singlewindow.errors import NotFound
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.house import house
from wco_datamodel.goods import GovernmentAgencyGoodsItem
from wco_datamodel.schema import ClassFacts, ElementFacts, tree
from wco_datamodel.values import Amount, DateTime, Measure, Wco

ITEM = "GovernmentAgencyGoodsItem"
COUNTED = "SequenceNumeric"
"""The position of a repeated class, which the order of the rows tells already."""


UNITS = {"KGM": "kg", "LTR": "l", "MTR": "m", "MTK": "m²", "MTQ": "m³"}
"""Units of UN/ECE Recommendation 20 that have a sign everybody knows; others are shown by their code."""


class Declared(NamedTuple):
    """One value: its label, and its text with its unit."""

    label: str
    text: str


@web.get("/declarations/<reference>/declared")
@allow("read_own", "read_all", "work")
def declared(reference: str) -> ResponseReturnValue:
    """All that was declared but for the goods items, which have pages of their own."""
    found = casework.read_case(house(), actor(), reference)
    rows = tuple(outline(found.declaration, skip=ITEM))
    return render_template("declared.html", case=found, rows=rows)


@web.get("/declarations/<reference>/items/<int:number>")
@allow("read_own", "read_all", "work")
def case_item(reference: str, number: int) -> ResponseReturnValue:
    """All that was declared of one goods item, and what was decided."""
    found = casework.read_case(house(), actor(), reference)
    item = next((item for item in found.declaration.items if item.sequence_numeric == number), None)
    decided = next((item for item in found.decision.items if item.item == number), None)
    if item is None or decided is None:
        raise NotFound(f"There is no item {number} that you may see.")
    return render_template("item.html", case=found, decided=decided, rows=_of_item(item))


def _of_item(item: GovernmentAgencyGoodsItem) -> tuple[Declared, ...]:
    """The goods themselves first, then what surrounds them."""
    goods = outline(item.commodity) if item.commodity else ()
    return (*goods, *outline(item, skip="Commodity"))


def outline(part: Wco, *, skip: str = "", holder: str = "") -> Iterator[Declared]:
    """Every value in a class and in what it holds, in the message's order. ``skip`` names a class to leave out."""
    facts = tree("Declaration").classes[type(part).__name__]
    for field, name in zip(part.__struct_fields__, part.__struct_encode_fields__, strict=True):
        value = getattr(part, field)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Wco) and name != skip:
                yield from outline(one, skip=skip, holder=facts.label)
            elif one is not None and not isinstance(one, Wco) and name != COUNTED:
                yield Declared(_label(facts, facts.elements[name], holder), text(one))


def text(value: object) -> str:
    """A value as people write it: an amount with its currency, a measure with its unit, a date in words."""
    if isinstance(value, Amount):
        return f"{_number(value.value)} {value.currency or ''}".rstrip()
    if isinstance(value, Measure):
        return f"{_number(value.value)} {UNITS.get(value.unit or '', value.unit) or ''}".rstrip()
    if isinstance(value, DateTime):
        return _date(value)
    return _number(value) if isinstance(value, Decimal) else str(value)


def _label(facts: ClassFacts, element: ElementFacts, holder: str) -> str:
    label = element.label or element.name
    return f"{holder}: {label[:1].lower()}{label[1:]}" if facts.relative else label


def _number(value: Decimal) -> str:
    return f"{value:,f}"


def _date(value: DateTime) -> str:
    try:
        moment: dt.date = value.moment if len(value.value) > 8 else value.day
    except ValueError:
        return value.value
    return f"{moment.day} {moment:%B %Y}"
