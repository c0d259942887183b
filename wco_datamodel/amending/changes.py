"""What differs between two versions of a declaration, told so that a person reads it and a program can ask whom."""

from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

import msgspec

ALL: Final = "all"
ItemsTouched: TypeAlias = frozenset[int] | Literal["all"]
ChangeKind: TypeAlias = Literal["added", "removed", "changed"]


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference: where, what it said before, and what it says now.

    ``pointer`` names items, packages and containers by their own number (006), so that it means the same in both
    versions; ``xpath`` and ``json_pointer`` count positions, in the new version, or in the old one for what was
    removed. ``old`` and ``new`` are for people (``1,000 GBP``); None where there was nothing, or is nothing now.
    ``item`` is the goods item's number, None outside the items. ``paths`` names what is touched by element names
    without numbers: a class that is added or removed touches everything it holds.
    """

    kind: ChangeKind
    pointer: str
    xpath: str
    json_pointer: str
    label: str
    old: str | None = None
    new: str | None = None
    item: int | None = None
    paths: tuple[str, ...] = ()


def changed_paths(changes: Iterable[Change]) -> frozenset[str]:
    """Return what is touched, as ``GoodsShipment/GovernmentAgencyGoodsItem/Origin/CountryCode``: classes and values."""
    return frozenset(path for change in changes for path in change.paths)


def items_touched(changes: Iterable[Change]) -> ItemsTouched:
    """Return the numbers of the goods items whose facts changed, those added and removed among them.

    A fact outside the items, such as the destination, is a fact of every item: then the answer is ``ALL``.
    """
    numbers = {change.item for change in changes}
    return ALL if None in numbers else frozenset(number for number in numbers if number is not None)
