"""Attributes that the typed values have no field for: taken from a message's tree, and put back when it is written."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from wco_datamodel.message import Attribute
from wco_datamodel.naming import ECHO, local_name
from wco_datamodel.places import Place, Step
from wco_datamodel.schema import HELD_ATTRIBUTES


def attributes_of(envelope: etree._Element) -> tuple[Attribute, ...]:
    """Take from a valid message each attribute that its values do not hold, in the message's order."""
    return tuple(
        Attribute(Place(steps), str(name), str(value))
        for element, steps in _walk(envelope, ())
        for name, value in element.attrib.items()
        if name not in HELD_ATTRIBUTES
    )


def put_into_tree(attributes: Iterable[Attribute], envelope: etree._Element) -> None:
    """Give the elements of a message's tree their attributes; one for an element that is not there is left out."""
    wanted: dict[tuple[Step, ...], list[Attribute]] = {}
    for attribute in attributes:
        wanted.setdefault(attribute.where.steps, []).append(attribute)
    for element, steps in _walk(envelope, ()):
        for attribute in wanted.get(steps, ()):
            element.set(attribute.name, attribute.value)


def put_into_document(attributes: Iterable[Attribute], document: dict[str, Any]) -> None:
    """Give the values of a message's JSON their attributes, as ``put_into_tree`` does."""
    for attribute in attributes:
        *path, last = attribute.where.json_pointer.split("/")[1:]
        holder: Any = document
        try:
            for token in path:
                holder = holder[int(token) if isinstance(holder, list) else token]
            value = holder[last]
        except LookupError:
            continue
        holder[last] = (value if isinstance(value, dict) else {"value": value}) | {attribute.name: attribute.value}


def _walk(parent: etree._Element, steps: tuple[Step, ...]) -> Iterator[tuple[etree._Element, tuple[Step, ...]]]:
    """Walk a message's tree once, each element with the steps of its place."""
    counts: Counter[str] = Counter()
    for child in parent.iterchildren("*"):
        name = local_name(child)
        if name == "Declaration" and counts[name] and local_name(parent) == "Response":
            name = ECHO
        counts[name] += 1
        inner = (*steps, Step(name, counts[name]))
        yield child, inner
        yield from _walk(child, inner)
