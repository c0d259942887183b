"""How a case draws on permits: reserved while it is open, written off at release, given back where goods do not move.

Entries are only ever added. A permit's balance is the sum of their ``change``, what is reserved the sum of ``held``.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

NOTHING = Decimal(0)


class Kind(StrEnum):
    """What an entry of a ledger tells."""

    GRANTED = "granted"
    VARIED = "varied"
    RESERVED = "reserved"
    WRITTEN_OFF = "written_off"
    GIVEN_BACK = "given_back"


class Aim(StrEnum):
    """What the decision on an item makes of its draw."""

    KEEP = "keep"
    WRITE_OFF = "write_off"
    GIVE_BACK = "give_back"


class Draw(NamedTuple):
    """So much of a permit for an item of a case."""

    permit_id: int
    item: int
    quantity: Decimal


class Entry(NamedTuple):
    """An entry to be added: its effect on the permit's balance, and on what is reserved of it."""

    permit_id: int
    item: int
    kind: Kind
    change: Decimal
    held: Decimal


class Position(NamedTuple):
    """What a case has of a permit for an item: reserved, and written off."""

    held: Decimal = NOTHING
    used: Decimal = NOTHING

    @property
    def drawn(self) -> Decimal:
        """Both together."""
        return self.held + self.used


Place = tuple[int, int]
"""A permit's id and an item's number."""


def positions(entries: Iterable[Entry]) -> dict[Place, Position]:
    """What a case has of each permit for each item, by its entries."""
    found: dict[Place, Position] = {}
    for entry in entries:
        held, used = found.get((entry.permit_id, entry.item), Position())
        found[entry.permit_id, entry.item] = Position(held + entry.held, used - entry.change - entry.held)
    return found


def settle(had: Mapping[Place, Position], wanted: Iterable[Draw] | None, aims: Mapping[int, Aim]) -> tuple[Entry, ...]:
    """The entries by which a case's draws follow its decision; none where they do already.

    ``wanted`` are the draws of a new version of the declaration, and None where they stay as they are. An item without
    an aim is no longer in the declaration: what it drew is given back. What was written off is not reserved again.
    """
    if wanted is None:
        draws = {place: position.drawn for place, position in had.items()}
    else:
        draws = {(draw.permit_id, draw.item): draw.quantity for draw in wanted}
    return tuple(
        entry
        for place in sorted({*had, *draws})
        for entry in _settle(place, had.get(place, Position()), draws.get(place, NOTHING), aims.get(place[1]))
    )


def _settle(place: Place, had: Position, quantity: Decimal, aim: Aim | None) -> Iterator[Entry]:
    wanted = NOTHING if aim in (None, Aim.GIVE_BACK) else quantity
    more = max(wanted - had.drawn, NOTHING)
    less = max(had.drawn - wanted, NOTHING)
    from_held = min(less, had.held)
    left = had.held + more - from_held
    if more:
        yield Entry(*place, Kind.RESERVED, -more, more)
    if less:
        yield Entry(*place, Kind.GIVEN_BACK, less, -from_held)
    if left and aim is Aim.WRITE_OFF:
        yield Entry(*place, Kind.WRITTEN_OFF, NOTHING, -left)
