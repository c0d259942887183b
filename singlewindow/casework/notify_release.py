"""Tell of a release: who keeps the goods' location, and the further parties that the trader named.

A notice is about the items that may leave and that no notice before was about. Where the declaration is cancelled,
what has not left by then must not leave, and the same are told so. Asked twice, nothing is told twice.
"""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework import answer
from singlewindow.casework.announce import Recipient, announce, is_address
from singlewindow.casework.decision import LET_GO, CaseOutcome, Decision
from singlewindow.casework.house import House
from singlewindow.casework.inspection import containers_of
from singlewindow.casework.open_case import declaration_of
from singlewindow.store import cases, releases, verdicts
from singlewindow.store.release_tables import ReleaseNotice, ReleaseParty
from singlewindow.store.tables import Case
from wco_datamodel import Declaration

LONGEST_PACKAGES = 280
LONGEST_MARKS = 1000
NO_CONTAINER = "no container"


def notify_release(house: House, session: Session, case_id: int) -> None:
    """Bring the release notices of a case to what its decision says now, and tell those concerned."""
    case = cases.hold(session, case_id)
    if case is None:
        return
    decision = answer.recall(verdicts.last_decision(session, case.id), case.revision).decision
    known = releases.of_case(session, case.id)
    at = house.now()
    if decision.outcome is CaseOutcome.CANCELLED:
        for notice in known:
            if notice.withdrawn_at is None and notice.left_at is None:
                releases.withdraw(session, notice, at)
                _tell(house, session, case, notice, "release_withdrawn", at)
        return
    told = {item for notice in known for item in items_of(notice)}
    new = [item for item in may_leave(decision) if item not in told]
    if new:
        kept = [item.item for item in decision.items if item.item not in (*told, *new)]
        releases.add(session, _values(session, case, new, kept, len(known) + 1, at))
        _tell(house, session, case, releases.of_case(session, case.id)[-1], "goods_released", at)


def may_leave(decision: Decision) -> list[int]:
    """The items that may leave: all of a case that is released, else those that were released apart."""
    whole = decision.outcome in LET_GO
    return [item.item for item in decision.items if whole or item.released_apart]


def items_of(notice: ReleaseNotice) -> tuple[int, ...]:
    """The items that a notice is about."""
    return tuple(msgspec.json.decode(notice.items, type=list[int]))


def containers_in(notice: ReleaseNotice) -> tuple[str, ...]:
    """The containers that a notice is about."""
    return tuple(msgspec.json.decode(notice.containers, type=list[str]))


def recipient_of(party: ReleaseParty) -> Recipient | None:
    """How a further party is reached; None where no organisation has the code that the trader entered."""
    if party.organisation_id is not None:
        return Recipient(organisation_id=party.organisation_id)
    return Recipient(email=party.email) if party.email and is_address(party.email) else None


def tell_one(
    house: House, session: Session, case: Case, notice: ReleaseNotice, event: str, to: Recipient, at: dt.datetime
) -> None:
    """Announce a release notice, or its withdrawal, to one recipient; a repeat changes nothing."""
    containers = ", ".join(containers_in(notice)) or NO_CONTAINER
    announce(
        session,
        to=to,
        event=event,
        key=f"{case.reference} release {notice.number} {event}",
        data={
            "reference": case.reference,
            "place": house.pack.place(notice.location),
            "items": ", ".join(str(item) for item in items_of(notice)),
            "packages": notice.packages or "packages not declared",
            "containers": containers,
        },
        at=at,
        case_id=case.id,
    )


def _tell(house: House, session: Session, case: Case, notice: ReleaseNotice, event: str, at: dt.datetime) -> None:
    keeper = releases.keeper_of(session, notice.location)
    recipients = [Recipient(organisation_id=keeper)] if keeper is not None else []
    parties = (recipient_of(party) for party in releases.parties(session, case.id))
    recipients += [recipient for recipient in parties if recipient]
    for recipient in recipients:
        tell_one(house, session, case, notice, event, recipient, at)


def _values(
    session: Session, case: Case, items: Sequence[int], kept: Sequence[int], number: int, at: dt.datetime
) -> dict[str, object]:
    """A new notice. A container that also holds goods that are kept back (``kept``) is not named: it must not leave."""
    declaration = declaration_of(session, case)
    shared = containers_of(declaration, kept) if kept else ()
    containers = [name for name in containers_of(declaration, items) if name not in shared]
    return {
        "case_id": case.id,
        "number": number,
        "location": location_of(declaration) or case.office,
        "items": msgspec.json.encode(items).decode(),
        "containers": msgspec.json.encode(containers).decode(),
        "packages": "; ".join(_packages(declaration, items))[:LONGEST_PACKAGES],
        "marks": "; ".join(_marks(declaration, items))[:LONGEST_MARKS],
        "released_at": at,
    }


def location_of(declaration: Declaration) -> str:
    """The code of the goods location (WCO 64A) that a declaration names; empty where it names none."""
    shipment = declaration.goods_shipment
    place = shipment.consignment.goods_location if shipment and shipment.consignment else None
    return ((place.id if place else None) or "").strip().upper()[:17]


def _packages(declaration: Declaration, items: Sequence[int]) -> Iterable[str]:
    """How many packages of each kind the items are in, such as ``10 CT``."""
    for item in declaration.items:
        for packaging in item.packaging if item.sequence_numeric in items else ():
            count = f"{packaging.quantity_quantity.value:f}" if packaging.quantity_quantity else ""
            yield f"{count} {packaging.type_code or 'packages'}".strip()


def _marks(declaration: Declaration, items: Sequence[int]) -> Iterable[str]:
    found = (
        packaging.marks_numbers_id
        for item in declaration.items
        if item.sequence_numeric in items
        for packaging in item.packaging
    )
    return dict.fromkeys(mark for mark in found if mark)
