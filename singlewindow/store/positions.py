"""A case's position with customs: arrival, security, final duty, conditions discharged, conflicts settled."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from singlewindow.store import inspections, rows, settlements
from singlewindow.store.inspections import Appointment
from singlewindow.store.pen import Writing
from singlewindow.store.position_tables import ConditionDischarge, CustomsPosition, ItemRelease
from singlewindow.store.settlements import Settlement


class Duty(StrEnum):
    """Where the duty stands. ``none`` is recorded; what is ``open`` keeps the goods until it is secured or settled."""

    NONE = "none"
    OPEN = "open"
    SECURED = "secured"
    SETTLED = "settled"


class Security(msgspec.Struct, frozen=True):
    """What stands for a duty that is not final yet (WTO TFA 7.3): its kind, amount in a currency, and reference."""

    kind: str
    amount: Decimal
    currency: str
    reference: str


class Kept(NamedTuple):
    """A condition that was kept: whose it is, of which item, in the words in which it was set."""

    agency: str
    item: int
    condition: str


class Facts(msgspec.Struct, frozen=True):
    """What is stored of a case's position. The default is that of a case of which nothing was recorded.

    ``inspection`` is the appointment that stands; ``samples_out`` are the agency and item of each that is tested.
    """

    arrive_by: dt.date | None = None
    arrived_at: dt.datetime | None = None
    duty: Duty = Duty.NONE
    security: Security | None = None
    security_returned_at: dt.datetime | None = None
    cancelled_at: dt.datetime | None = None
    expired_at: dt.datetime | None = None
    kept: frozenset[Kept] = frozenset()
    released_apart: Mapping[int, dt.datetime] = {}
    inspection: Appointment | None = None
    samples_out: frozenset[tuple[str, int]] = frozenset()
    settled: tuple[Settlement, ...] = ()

    @property
    def arrival_awaited(self) -> bool:
        """Whether the goods were declared before they arrived, and no arrival was recorded (TFA 7.1)."""
        return self.arrive_by is not None and self.arrived_at is None


def of_case(session: Session, case_id: int) -> Facts:
    """What is stored of a case's position."""
    row = session.get(CustomsPosition, case_id)
    return Facts(
        **({name: getattr(row, name) for name in _PLAIN} | {"duty": Duty(row.duty)} if row else {}),
        security=_security(row) if row else None,
        kept=frozenset(_kept(session, case_id)),
        released_apart=_released_apart(session, case_id),
        inspection=inspections.standing(session, case_id),
        samples_out=inspections.samples_out(session, case_id),
        settled=settlements.standing(session, case_id),
    )


def await_arrival(writing: Writing, case_id: int, arrive_by: dt.date) -> None:
    """The goods of a new case have not arrived; they must by that day."""
    rows.insert(writing, CustomsPosition, [{"case_id": case_id, "arrive_by": arrive_by, "duty": Duty.NONE.value}])


def record(session: Session, case_id: int, **values: Any) -> None:
    """Store facts of a case's position by the names of their columns. The caller holds the case."""
    row = session.get(CustomsPosition, case_id)
    if row is None:
        row = CustomsPosition(case_id=case_id, duty=Duty.NONE.value)
        session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()


def take_security(session: Session, case_id: int, security: Security) -> None:
    """Store what stands for the duty."""
    record(
        session,
        case_id,
        duty=Duty.SECURED.value,
        security_kind=security.kind,
        security_amount=security.amount,
        security_currency=security.currency,
        security_reference=security.reference,
        security_returned_at=None,
    )


def discharge(session: Session, case_id: int, kept: Iterable[Kept], *, by_id: int, at: dt.datetime) -> None:
    """Store that these conditions were kept."""
    values = {"case_id": case_id, "discharged_by_id": by_id, "discharged_at": at}
    rows.insert(session, ConditionDischarge, [{**values, **one._asdict()} for one in kept])


def release_apart(session: Session, case_id: int, items: Sequence[int], *, by_id: int, at: dt.datetime) -> None:
    """Store that these items were released apart from the others."""
    values = {"case_id": case_id, "released_by_id": by_id, "released_at": at}
    rows.insert(session, ItemRelease, [{**values, "item": item} for item in items])


_PLAIN = ("arrive_by", "arrived_at", "security_returned_at", "cancelled_at", "expired_at")


def _security(row: CustomsPosition) -> Security | None:
    if row.security_kind is None or row.security_amount is None:
        return None
    return Security(row.security_kind, row.security_amount, row.security_currency or "", row.security_reference or "")


def _kept(session: Session, case_id: int) -> Iterable[Kept]:
    found = select(ConditionDischarge.agency, ConditionDischarge.item, ConditionDischarge.condition)
    return (Kept(*row) for row in session.execute(found.where(ConditionDischarge.case_id == case_id)))


def _released_apart(session: Session, case_id: int) -> dict[int, dt.datetime]:
    found = select(ItemRelease.item, ItemRelease.released_at).where(ItemRelease.case_id == case_id)
    return {row.item: row.released_at for row in session.execute(found)}
