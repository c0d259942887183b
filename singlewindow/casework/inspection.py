"""Joint inspections (WTO TFA 8, RKC General Annex 3.35): who wants to look at which goods, computed from the verdicts.

A wish is a current verdict that holds an item for an inspection, by a rule, a red lane or an officer. An item whose
sample is being tested is held too, and nobody needs to look at it again. All wishes of a case join one appointment.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import HoldKind, Verdict
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened
from singlewindow.store import inspections, positions
from singlewindow.store.inspection_tables import Inspection, Sample
from singlewindow.store.inspections import FoundBy
from singlewindow.store.tables import Case
from wco_datamodel import Declaration

RESULTS = ("as_declared", "fails", "sample_taken")
"""What a participant records of an item."""


class ParticipantView(msgspec.Struct, frozen=True):
    """An agency that wants to look at these items. ``absent`` says that it did not come to the appointment."""

    agency: str
    name: str
    items: tuple[int, ...]
    absent: bool


class FindingView(msgspec.Struct, frozen=True):
    """What a participant found of an item. ``quantity`` is in ``unit`` (UN/ECE Rec 20)."""

    agency: str
    name: str
    item: int
    result: str
    quantity: Decimal | None
    unit: str | None
    note: str
    found_by: str
    found_at: dt.datetime


class AppointmentView(msgspec.Struct, frozen=True):
    """An appointment. ``state`` is ``set`` or ``over``; ``other_time`` is what the trader asked for since then."""

    number: int
    state: str
    place: str
    place_name: str
    starts_at: dt.datetime
    containers: tuple[str, ...]
    packages: str
    note: str
    other_time: str | None
    findings: tuple[FindingView, ...]
    absent: tuple[str, ...]


class SampleView(msgspec.Struct, frozen=True):
    """A sample: ``result`` is ``pass``, ``fail``, or none while it is tested. ``fee`` is in ``currency``.

    ``overtaken``: the goods were amended since it was taken, and its agency is asked again: its result is not awaited.
    """

    id: int
    inspection: int
    agency: str
    item: int
    number: str
    laboratory: str
    taken_at: dt.datetime
    fee: Decimal | None
    currency: str | None
    result: str | None
    value: Decimal | None
    unit: str | None
    note: str
    result_at: dt.datetime | None
    overtaken: bool

    @property
    def awaited(self) -> bool:
        """Whether a result is still to come."""
        return self.result is None and not self.overtaken


class FeeView(msgspec.Struct, frozen=True):
    """What the lodger owes an agency for a check."""

    agency: str
    name: str
    what: str
    amount: Decimal
    currency: str


class InspectionsView(msgspec.Struct, frozen=True):
    """All about a case's inspections: who waits for one, the appointments (newest first), samples, and fees owed.

    Every viewer sees who takes part. What was found is for the lodger, for customs, and for the agency that found it.
    """

    participants: tuple[ParticipantView, ...]
    appointments: tuple[AppointmentView, ...]
    samples: tuple[SampleView, ...]
    fees: tuple[FeeView, ...]

    @property
    def standing(self) -> AppointmentView | None:
        """The appointment that stands."""
        return next((one for one in self.appointments if one.state == "set"), None)


def wishes(verdicts: Iterable[Verdict], facts: positions.Facts) -> dict[str, tuple[int, ...]]:
    """Each agency that wants to look at the goods, with the items."""
    wanted: dict[str, tuple[int, ...]] = {}
    for verdict in verdicts:
        if verdict.hold is HoldKind.INSPECTION and (verdict.agency, verdict.item) not in facts.samples_out:
            wanted[verdict.agency] = (*wanted.get(verdict.agency, ()), verdict.item)
    return wanted


def awaited(verdicts: Iterable[Verdict], facts: positions.Facts) -> dict[str, tuple[int, ...]]:
    """The same, without those who were recorded as absent from the appointment that stands."""
    absent = facts.inspection.absent if facts.inspection else frozenset()
    return {agency: items for agency, items in wishes(verdicts, facts).items() if agency not in absent}


def named(opened: Opened) -> str:
    """How reasons name the appointment that stands: its number, place and day."""
    appointed = opened.standing.inspection
    assert appointed is not None
    house = opened.house
    return f"Inspection {appointed.number}, {house.pack.place(appointed.place)}, {day_in_words(house, opened.at)}"


def day_in_words(house: House, at: dt.datetime) -> str:
    """The day that a moment was in the country, such as 24 November 2026."""
    day = house.day_of(at)
    return f"{day.day} {day:%B %Y}"


def containers_of(declaration: Declaration, items: Sequence[int] | None = None) -> tuple[str, ...]:
    """The containers of these items (of all without any named); those of the consignment where items name none."""
    shipment = declaration.goods_shipment
    chosen = [item for item in declaration.items if items is None or item.sequence_numeric in items]
    own = [one.id for item in chosen if item.commodity for one in item.commodity.transport_equipment]
    consignment = shipment.consignment if shipment else None
    found = own or [one.id for one in (consignment.transport_equipment if consignment else ())]
    return tuple(dict.fromkeys(name for name in found if name))


def inspections_view(
    house: House, session: Session, case: Case, verdicts: Sequence[Verdict], facts: positions.Facts, own: str | None
) -> InspectionsView:
    """What a viewer sees; ``own`` is the agency whose part alone it sees, None for those who see the whole."""
    rows = inspections.of_case(session, case.id)
    ids = {row.id: row.number for row in rows}
    found = [one for one in inspections.findings(session, ids) if own in (None, one.finding.agency)]
    absent = [(one.inspection_id, one.agency) for one in inspections.absences(session, ids)]
    samples = [one for one in inspections.samples(session, case.id) if own in (None, one.agency)]
    return InspectionsView(
        participants=_participants(house, verdicts, facts),
        appointments=tuple(
            _appointment(
                house,
                row,
                [one for one in found if one.finding.inspection_id == row.id],
                tuple(house.name_of(agency) for inspection, agency in absent if inspection == row.id),
            )
            for row in rows
        ),
        samples=tuple(_sample(one, ids[one.inspection_id], case.version) for one in samples),
        fees=tuple(
            FeeView(one.agency, house.name_of(one.agency), f"Sample {one.number}", one.fee, one.currency or "")
            for one in samples
            if one.fee is not None
        ),
    )


def _participants(house: House, verdicts: Sequence[Verdict], facts: positions.Facts) -> tuple[ParticipantView, ...]:
    absent = facts.inspection.absent if facts.inspection else frozenset()
    return tuple(
        ParticipantView(agency, house.name_of(agency), items, agency in absent)
        for agency, items in wishes(verdicts, facts).items()
    )


def _appointment(house: House, row: Inspection, found: Sequence[FoundBy], absent: tuple[str, ...]) -> AppointmentView:
    shown = inspections.appointment_of(row)
    return AppointmentView(
        number=row.number,
        state="over" if row.closed_at else "set",
        place=row.place,
        place_name=house.pack.place(row.place),
        starts_at=row.starts_at,
        containers=shown.containers,
        packages=row.packages,
        note=row.note,
        other_time=row.other_time,
        findings=tuple(_finding(house, one) for one in found),
        absent=absent,
    )


def _finding(house: House, one: FoundBy) -> FindingView:
    row = one.finding
    return FindingView(
        row.agency,
        house.name_of(row.agency),
        row.item,
        row.result,
        row.quantity,
        row.unit,
        row.note,
        one.by,
        row.found_at,
    )


def _sample(row: Sample, number: int, version: int) -> SampleView:
    made = ("inspection", "overtaken")
    own = {name: getattr(row, name) for name in SampleView.__struct_fields__ if name not in made}
    return SampleView(inspection=number, overtaken=row.result is None and row.version != version, **own)
