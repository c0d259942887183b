"""Where the Amendments of a message point: one tree of all their targets, so that their order does not matter."""

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Final

from wco_datamodel.amending.faults import Faults
from wco_datamodel.amending.parts import NUMBER
from wco_datamodel.documents import Amendment, Pointer
from wco_datamodel.places import Place
from wco_datamodel.pointers import PointerUnreadable, pointer_text, read_pointer

FIXED: Final = frozenset({"FunctionCode", "FunctionalReferenceID", "ID", "TypeCode", "Amendment"})
"""What a declaration keeps for ever: by it the declaration is known, and the message that amends it has its own."""


@dataclasses.dataclass
class Target:
    """One place that Amendments point at or through; ``pointed`` numbers those that point at the place itself.

    ``inside`` holds the places inside it by element name, and then by the number that the pointer gave a repeated
    class (None where it gave none, and for what occurs once).
    """

    place: Place
    pointer: str = ""
    pointed: list[int] = dataclasses.field(default_factory=list)
    inside: dict[str, dict[int | None, "Target"]] = dataclasses.field(default_factory=dict)

    def all(self) -> Iterator["Target"]:
        """Yield every place at or inside this one that an Amendment points at."""
        if self.pointed:
            yield self
        for numbered in self.inside.values():
            for target in numbered.values():
                yield from target.all()

    def join(self, other: "Target") -> None:
        """Take in another target that turned out to be the same place."""
        self.pointed += other.pointed
        self.pointer = self.pointer or other.pointer
        for name, numbered in other.inside.items():
            for key, target in numbered.items():
                mine = self.inside.setdefault(name, {}).setdefault(key, target)
                if mine is not target:
                    mine.join(target)


class Targets:
    """The targets of Amendments as one tree under ``root``; those that have none are ``refused``, with their places.

    ``doubts`` are what was read past.
    """

    def __init__(self, amendments: Sequence[Amendment]) -> None:
        self.refused = Faults()
        self.doubts = Faults()
        self.root = Target(Place(()))
        for number, amendment in enumerate(amendments, start=1):
            self._add(number, amendment.pointer)

    def _add(self, number: int, levels: Sequence[Pointer]) -> None:
        text = pointer_text(levels)
        if not levels:
            self.refused.add_at("POINTER-NONE", number)
            return
        found = _find(levels, text)
        if found is None:
            self.refused.add_at("POINTER-UNKNOWN", number, pointer=text)
        elif _fixed(found):
            self.refused.add_at("POINTER-FIXED", number, label=found.label)
        elif self._numbers_are_clear(number, levels, found, text):
            self._plant(number, levels, found, text)

    def _numbers_are_clear(self, number: int, levels: Sequence[Pointer], found: Place, text: str) -> bool:
        """Refuse a number on what occurs once if another level's number could be meant in the same wrong way.

        Some senders count levels where occurrences belong. Where every level occurs once that says nothing else.
        """
        once: list[tuple[Place, int]] = []
        repeated: list[tuple[Place, int]] = []
        for depth, level in enumerate(levels):
            holder = Place(found.steps[: depth + 1])
            element = holder.element()
            if level.sequence_numeric is not None and level.sequence_numeric != 1:
                (repeated if element and element.repeatable else once).append((holder, level.sequence_numeric))
        if once and repeated:
            self.refused.add_at("POINTER-AMBIGUOUS", number, pointer=text, thing=named(repeated[0][0]))
            return False
        for holder, wrong in once:
            self.doubts.add_at("POINTER-LEVELS", number, pointer=text, thing=named(holder), found=wrong)
        return True

    def _plant(self, number: int, levels: Sequence[Pointer], found: Place, text: str) -> None:
        target = self.root
        for depth, step in enumerate(found.steps[1:], start=1):
            element = Place(found.steps[: depth + 1]).element()
            repeatable = element is not None and element.repeatable
            key = levels[depth].sequence_numeric if repeatable else None
            inner = Target(Place(found.steps[: depth + 1]))
            target = target.inside.setdefault(step.name, {}).setdefault(key, inner)
        target.pointed.append(number)
        target.pointer = text


def _find(levels: Sequence[Pointer], text: str) -> Place | None:
    if any(level.tag_id for level in levels[:-1]):
        return None
    try:
        found = read_pointer(text)
    except PointerUnreadable:
        return None
    return found if found.steps[0].name == "Declaration" else None


def _fixed(found: Place) -> bool:
    """Whether a place may never be amended: the whole declaration, what it is known by, a number within a list."""
    if len(found.steps) == 1 or found.steps[1].name in FIXED:
        return True
    element = found.element()
    return found.name == NUMBER and element is not None and element.minimum > 0


def named(place: Place) -> str:
    """Return the label of a place as it stands within a sentence."""
    return place.label[0].lower() + place.label[1:]
