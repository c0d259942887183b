"""The parts of each class of a declaration, as amending walks them: every element with the field that holds it."""

from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any

import msgspec

from wco_datamodel.binding import fields_of, struct_of
from wco_datamodel.schema import ElementFacts, tree
from wco_datamodel.values import Wco

ROOT = "Declaration"
NUMBER = "SequenceNumeric"


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One element of a class: a single value where ``class_name`` is empty, else a class of its own.

    ``id`` is the WCO id of the value or of the class, empty where it has none and no pointer can reach it. The
    occurrences of a ``numbered`` part carry a number (006) that tells which is which: items, packages, containers;
    that number itself is the ``key`` of its class.
    """

    name: str
    field: str
    class_name: str
    id: str
    repeatable: bool
    numbered: bool
    key: bool
    maximum: int | None


@cache
def parts(class_name: str) -> tuple[Part, ...]:
    """Return the parts of a class of the declaration, in the order of the schema."""
    fields = fields_of(struct_of(ROOT, class_name))
    return tuple(_part(element, fields[element.name]) for element in tree(ROOT).classes[class_name].elements.values())


def struct(class_name: str) -> type[Wco]:
    """Return the struct that holds a class of the declaration."""
    return struct_of(ROOT, class_name)


def held(holder: Wco | None, part: Part) -> Any:
    """Return what a class holds of a part; what an absent class holds is nothing."""
    if holder is None:
        return () if part.repeatable else None
    return getattr(holder, part.field)


def keys(part: Part, occurrences: Sequence[Any]) -> list[int]:
    """Return by what each occurrence is known: its number where the part is numbered, else its place, from 1."""
    if part.numbered:
        return [each.sequence_numeric for each in occurrences]
    return list(range(1, len(occurrences) + 1))


def distinct(numbers: Sequence[int]) -> bool:
    """Whether no number stands twice, so that each tells one occurrence."""
    return len(set(numbers)) == len(numbers)


def in_order(before: Iterable[int], now: Collection[int]) -> list[int]:
    """Put numbers in order: those that were there as they stood, each new one before the next greater."""
    order = [number for number in before if number in now]
    for number in sorted(set(now) - set(order)):
        at = next((index for index, each in enumerate(order) if each > number), len(order))
        order.insert(at, number)
    return order


def _part(element: ElementFacts, field: str) -> Part:
    facts = None if element.term else tree(ROOT).classes[element.type_name]
    number = facts.elements.get(NUMBER) if facts else None
    return Part(
        name=element.name,
        field=field,
        class_name=facts.name if facts else "",
        id=facts.id if facts else element.id,
        repeatable=element.repeatable,
        numbered=element.repeatable and number is not None and number.minimum > 0,
        key=element.name == NUMBER and element.minimum > 0,
        maximum=element.maximum,
    )
