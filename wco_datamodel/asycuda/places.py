"""Places of the mapping table, resolved against the schema: which element each step names, and which of many."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec

from wco_datamodel.binding import fields_of
from wco_datamodel.schema import ElementFacts, tree
from wco_datamodel.values import Wco

ROOT = "Declaration"
GOODS_ITEM = "GovernmentAgencyGoodsItem"


class Step(msgspec.Struct, frozen=True):
    """One step of a place; ``key`` is what stands in brackets after a class that may be repeated, else empty."""

    facts: ElementFacts
    key: str = ""

    @property
    def fixed(self) -> tuple[tuple[str, str], ...]:
        """The values that mark which of many is meant, as element and value."""
        pairs = (condition.partition("=") for condition in self.key.split(",") if "=" in condition)
        return tuple((name, value) for name, _, value in pairs)

    def names(self, struct: Wco, position: int) -> bool:
        """Tell whether this step means the struct at a position (from 1) among its siblings."""
        if self.key.isdigit():
            return position == int(self.key)
        if not self.key or self.key[0] in "*$":
            return False
        for condition in self.key.split(","):
            name, compared, value = condition.partition("=")
            held = value_of(struct, name)
            if (held or "") != value if compared else held is None:
                return False
        return True


@cache
def steps_of(place: str, *, item: bool) -> tuple[bool, tuple[Step, ...]]:
    """Resolve a place: whether it lies below the goods item, and its steps. Raises LookupError for what is unknown."""
    within = item and not place.startswith("/")
    classes = tree(ROOT).classes
    facts, steps = classes[GOODS_ITEM if within else ROOT], []
    for text in place.strip("/").split("/"):
        name, _, key = text.partition("[")
        element = facts.elements.get(name)
        if element is None:
            raise LookupError(f"{place}: there is no {name} in {facts.name}.")
        if bool(key) != element.repeatable:
            raise LookupError(f"{place}: {name} needs brackets if it may be repeated, and only then.")
        steps.append(Step(element, key.rstrip("]")))
        facts = facts if element.term else classes[element.type_name]
    return within, tuple(steps)


def value_of(struct: Wco, name: str) -> Any:
    """Return the value of an element by its WCO name; an empty tuple counts as None."""
    value = getattr(struct, fields_of(type(struct))[name])
    return None if value == () else value


def found(struct: Wco | None, steps: Sequence[Step], claimed: Sequence[Step] = (), occurrence: int = 1) -> Any:
    """Return the value at a place below a struct, or None.

    ``claimed`` are steps that name single ones of the list which ``[*]`` stands for; ``occurrence`` is which of the
    others.
    """
    for step in steps:
        value = None if struct is None else value_of(struct, step.facts.name)
        if step.facts.repeatable and value is not None:
            value = _chosen(value, step, claimed, occurrence)
        if step is steps[-1]:
            return value
        struct = value
    return struct


def rest(structs: Sequence[Wco], claimed: Sequence[Step]) -> list[Wco]:
    """Return the structs of a list that no step names; a step names at most one, the first."""
    named = [next((at for at, each in enumerate(structs) if step.names(each, at + 1)), None) for step in claimed]
    return [each for at, each in enumerate(structs) if at not in named]


def _chosen(structs: Sequence[Wco], step: Step, claimed: Sequence[Step], occurrence: int) -> Wco | None:
    if step.key == "*":
        others = rest(structs, claimed)
        return others[occurrence - 1] if len(others) >= occurrence else None
    return next((each for at, each in enumerate(structs, start=1) if step.names(each, at)), None)
