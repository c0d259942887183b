"""What an officer grants: the terms of a permit at its approval and when they are varied, and what its ledger gains."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from singlewindow.casework.permits.asking import ends_first, wrong_quantity
from singlewindow.errors import FieldError, Invalid
from singlewindow.permits.states import Step
from singlewindow.permits.terms import Terms
from singlewindow.permits.writeoff import Entry, Kind

LONGEST = 2000
"""Characters of a reason, and of a condition."""


class Changes(msgspec.Struct, frozen=True):
    """What an officer sets at approval, or varies later. None leaves it as it is."""

    quantity: Decimal | None = None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    conditions: tuple[str, ...] | None = None


def changed(old: Terms, step: Step, changes: Changes, today: dt.date) -> Terms:
    """The terms after an act; those before it where the act sets none. A permit begins on ``today`` at the latest."""
    valid_from = changes.valid_from or old.valid_from
    return msgspec.structs.replace(
        old,
        quantity=changes.quantity if changes.quantity is not None else old.quantity,
        valid_from=(valid_from or today) if step.act == "approve" else valid_from,
        valid_to=changes.valid_to or old.valid_to,
        conditions=old.conditions if changes.conditions is None else changes.conditions,
    )


def faults(old: Terms, step: Step, changes: Changes, today: dt.date) -> Iterator[tuple[bool, str, str]]:
    """What is wrong with the changes that an act brings: whether, in which field, in which words."""
    for field in Changes.__struct_fields__:
        brought = getattr(changes, field) is not None
        yield brought and field not in step.sets, field, "This act does not change it."
    if not step.sets:
        return
    new = changed(old, step, changes, today)
    yield wrong_quantity(changes.quantity), "quantity", "Enter a quantity of more than 0, such as 12.5."
    no_quantity = old.quantity is None and changes.quantity is not None
    yield no_quantity, "quantity", "This permit is for no quantity."
    yield step.act == "approve" and new.valid_to is None, "valid_to", "Enter the last day of the permit."
    yield step.act == "extend" and not _later(old, changes), "valid_to", "Enter a last day after the one that it has."
    yield ends_first(new.valid_from, new.valid_to), "valid_to", "The last day must not be before the first."
    yield any(len(one) > LONGEST for one in new.conditions), "conditions", f"At most {LONGEST} characters each."


def _later(old: Terms, changes: Changes) -> bool:
    return changes.valid_to is not None and (old.valid_to is None or changes.valid_to > old.valid_to)


def widens(old: Terms, new: Terms) -> bool:
    """Whether a permit becomes larger or longer."""
    larger = old.quantity is not None and new.quantity is not None and new.quantity > old.quantity
    return larger or (old.valid_to is not None and new.valid_to is not None and new.valid_to > old.valid_to)


def granted(permit_id: int, old: Terms, new: Terms, left: Decimal, *, issued: bool) -> tuple[Entry, ...]:
    """What the ledger gains: all of it at issue, and the difference when it is varied. Raises Invalid."""
    if new.quantity is None or old.quantity is None:
        return ()
    if issued:
        return (Entry(permit_id, 0, Kind.GRANTED, new.quantity, Decimal(0)),)
    more = new.quantity - old.quantity
    if left + more < 0:
        sentence = "Declarations have drawn more than that."
        raise Invalid("More of it is drawn already.", (FieldError("quantity", sentence),))
    return (Entry(permit_id, 0, Kind.VARIED, more, Decimal(0)),) if more else ()
