"""``difference``: two versions of a declaration in, what changed out."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, Literal, TypeAlias

import msgspec

from wco_datamodel.amending.changes import Change, ChangeKind
from wco_datamodel.amending.parts import ROOT, Part, distinct, held, keys, parts
from wco_datamodel.amending.telling import class_text, leaves, value_text
from wco_datamodel.declaration import Declaration
from wco_datamodel.places import Place, Step
from wco_datamodel.values import Wco

ITEM: Final = "GovernmentAgencyGoodsItem"
LONG: Final = 10_000  # pairs of occurrences, as of two lists of a hundred
Side: TypeAlias = Literal["number", "old", "new"]
# An occurrence and its position from 1 in its version; None where that version has none.
Occurrence: TypeAlias = tuple[Wco, int] | None


class Mark(msgspec.Struct, frozen=True):
    """One level of a path through both versions: by which number it is known, and at which position it stands."""

    name: str
    number: int = 1
    old: int = 1
    new: int = 1


class Trail(msgspec.Struct, frozen=True):
    """A path through both versions at once."""

    marks: tuple[Mark, ...] = (Mark(ROOT),)

    def inside(self, mark: Mark) -> "Trail":
        """Return the path one level further in."""
        return Trail((*self.marks, mark))

    def place(self, side: Side) -> Place:
        """Return the path by its numbers, or by its positions in the old or the new version."""
        return Place(tuple(Step(mark.name, getattr(mark, side)) for mark in self.marks))

    @property
    def item(self) -> int | None:
        """The number of the goods item that the path lies in."""
        return next((mark.number for mark in self.marks if mark.name == ITEM), None)


def difference(old: Declaration, new: Declaration) -> tuple[Change, ...]:
    """Return what changed between two versions, in the order of the message; nothing if they are equal.

    Items, packages and containers are matched by their number, so that one more in the middle is one addition; what
    has no numbers, such as documents, is matched by what stayed the same.
    """
    return tuple(_of_class(ROOT, old, new, Trail()))


def _of_class(class_name: str, old: Wco, new: Wco, trail: Trail) -> Iterator[Change]:
    if old == new:
        return
    for part in parts(class_name):
        before, after = held(old, part), held(new, part)
        if before == after:
            continue
        if part.repeatable:
            yield from _of_list(part, before, after, trail)
        elif part.class_name:
            inner = trail.inside(Mark(part.name))
            yield from _of_pair(part, before and (before, 1), after and (after, 1), inner)
        else:
            yield _of_value(before, after, trail.inside(Mark(part.name)))


def _of_list(part: Part, old: Sequence[Wco], new: Sequence[Wco], trail: Trail) -> Iterator[Change]:
    olds, news = keys(part, old), keys(part, new)
    if not (part.numbered and distinct(olds) and distinct(news)):
        for before, after in _aligned(old, new):
            position = (after or before or (None, 1))[1]
            yield from _of_pair(part, before, after, _occurrence(part, position, before, after, trail))
        return
    befores = {number: (each, at) for at, (number, each) in enumerate(zip(olds, old, strict=True), start=1)}
    afters = {number: (each, at) for at, (number, each) in enumerate(zip(news, new, strict=True), start=1)}
    kept = [number for number in olds if number in afters], [number for number in news if number in befores]
    if kept[0] != kept[1]:
        yield _reordered(part, *kept, trail)
    for number in sorted({**befores, **afters}):
        before, after = befores.get(number), afters.get(number)
        yield from _of_pair(part, before, after, _occurrence(part, number, before, after, trail))


def _occurrence(part: Part, number: int, before: Occurrence, after: Occurrence, trail: Trail) -> Trail:
    return trail.inside(Mark(part.name, number, before[1] if before else 1, after[1] if after else 1))


def _aligned(old: Sequence[Wco], new: Sequence[Wco]) -> Iterator[tuple[Occurrence, Occurrence]]:
    """Pair what has no numbers: equal runs with each other, and between them one by one.

    Between long lists only what is equal at both ends is sought, for looking for equal runs grows with the square.
    """
    least = min(len(old), len(new))
    head = next((at for at in range(least) if old[at] != new[at]), least)
    tail = next((at for at in range(least - head) if old[-1 - at] != new[-1 - at]), least - head)
    olds, news = old[head : len(old) - tail], new[head : len(new) - tail]
    runs = [(0, len(olds), 0, len(news))]
    if len(olds) * len(news) <= LONG:
        matcher = SequenceMatcher(None, olds, news, autojunk=False)
        runs = [code[1:] for code in matcher.get_opcodes() if code[0] != "equal"]
    for start, end, begin, stop in runs:
        for step in range(max(end - start, stop - begin)):
            before, after = start + step, begin + step
            yield (
                (olds[before], head + before + 1) if before < end else None,
                (news[after], head + after + 1) if after < stop else None,
            )


def _of_pair(part: Part, before: Occurrence, after: Occurrence, trail: Trail) -> Iterator[Change]:
    if before and after:
        yield from _of_class(part.class_name, before[0], after[0], trail)
        return
    side: Literal["old", "new"] = "old" if before else "new"
    place = trail.place(side)
    for value, _ in filter(None, (before, after)):
        told = class_text(part.class_name, value, place)
        paths = tuple(dict.fromkeys(_path(inner) for inner, _ in leaves(part.class_name, value, place)))
        yield _change("removed" if before else "added", trail, side, {side: told}, paths)


def _of_value(before: Any, after: Any, trail: Trail) -> Change:
    told = {side: value_text(value) for side, value in (("old", before), ("new", after)) if value is not None}
    kind: ChangeKind = "changed" if len(told) == 2 else "removed" if "old" in told else "added"
    side: Literal["old", "new"] = "old" if kind == "removed" else "new"
    return _change(kind, trail, side, told, (_path(trail.place(side)),))


def _reordered(part: Part, old: Sequence[int], new: Sequence[int], trail: Trail) -> Change:
    inner = trail.inside(Mark(part.name, new[0]))
    told = {"old": ", ".join(map(str, old)), "new": ", ".join(map(str, new))}
    change = _change("changed", inner, "new", told, (_path(inner.place("new")),))
    label = f"Order: {inner.place('new').label}{_numbers(trail)}"
    return msgspec.structs.replace(change, label=label, item=trail.item)


def _change(
    kind: ChangeKind, trail: Trail, side: Literal["old", "new"], told: dict[str, str], paths: tuple[str, ...]
) -> Change:
    place = trail.place(side)
    return Change(
        kind=kind,
        pointer=trail.place("number").pointer,
        xpath=place.xpath,
        json_pointer=place.json_pointer,
        label=place.label + _numbers(trail),
        item=trail.item,
        paths=paths,
        **told,
    )


def _path(place: Place) -> str:
    return "/".join(step.name for step in place.steps[1:])


def _numbers(trail: Trail) -> str:
    """Say which of several is meant: `` (item 2, supporting document 3)``."""
    told = []
    for depth, mark in enumerate(trail.marks, start=1):
        holder = Trail(trail.marks[:depth]).place("number")
        element = holder.element()
        if element is not None and element.repeatable:
            name = "item" if mark.name == ITEM else holder.label[0].lower() + holder.label[1:]
            told.append(f"{name} {mark.number}")
    return f" ({', '.join(told)})" if told else ""
