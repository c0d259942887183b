"""A case's position with customs: from what is stored, and from what is declared when it is lodged."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from agencies.contract import Verdict
from singlewindow.casework.consolidate import Position
from singlewindow.casework.house import House
from singlewindow.store.positions import Duty, Facts, Kept, Security
from wco_datamodel import Declaration

PRE_LODGED = frozenset("DEFK")
"""The third letters of a type (D013) that say that the goods have not arrived: D for a standard declaration, E and F
for simplified ones, K for a request for clearance. Customs administrations publish them as additional types."""


class ConditionView(msgspec.Struct, frozen=True):
    """A condition of an approval, and whether its agency found it kept."""

    agency: str
    item: int
    condition: str
    discharged: bool


class CustomsView(msgspec.Struct, frozen=True):
    """Where a case stands with customs, beside the agencies' answers.

    ``arrive_by`` is the last day on which goods declared before their arrival may arrive.
    """

    arrive_by: dt.date | None
    arrived_at: dt.datetime | None
    duty: Duty
    security: Security | None
    security_returned_at: dt.datetime | None
    conditions: tuple[ConditionView, ...]


def customs_view(facts: Facts, verdicts: Iterable[Verdict]) -> CustomsView:
    """What a viewer who sees these verdicts sees of the position."""
    return CustomsView(
        arrive_by=facts.arrive_by,
        arrived_at=facts.arrived_at,
        duty=facts.duty,
        security=facts.security,
        security_returned_at=facts.security_returned_at,
        conditions=tuple(ConditionView(*one, discharged=one in facts.kept) for one in conditions(verdicts)),
    )


def position_of(facts: Facts, verdicts: Iterable[Verdict]) -> Position:
    """The position that stored facts and the current verdicts give.

    Final duty settled is not enough for clearance: every condition of every verdict must have been discharged too.
    """
    return Position(
        cancelled=facts.cancelled_at is not None,
        expired=facts.expired_at is not None,
        duty_open=facts.duty is Duty.OPEN,
        arrival_awaited=facts.arrival_awaited,
        set_aside=frozenset((agency, one.item) for one in facts.settled for agency in one.aside),
        settled=facts.duty is Duty.SETTLED and not set(conditions(verdicts)) - facts.kept,
    )


def conditions(verdicts: Iterable[Verdict]) -> tuple[Kept, ...]:
    """Every condition of these verdicts, with whose it is and of which item."""
    return tuple(Kept(v.agency, v.item, condition) for v in verdicts for condition in v.conditions)


def lodged_before_arrival(declaration: Declaration) -> bool:
    """Whether a declaration says that its goods have not arrived yet (WTO TFA 7.1)."""
    return (declaration.type_code or "")[2:3] in PRE_LODGED


def facts_at_lodgement(house: House, declaration: Declaration, at: dt.datetime) -> Facts:
    """The facts that a lodgement itself makes: whether arrival is awaited, and until which day."""
    if not lodged_before_arrival(declaration):
        return Facts()
    return Facts(arrive_by=house.day_of(at) + dt.timedelta(days=house.pack.pre_arrival.days))
