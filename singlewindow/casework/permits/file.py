"""A permit as its viewer may see it: found, theirs to see, with its ledger and what they can do with it."""

import datetime as dt
from decimal import Decimal

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Appeal, Contact, Fee, Requirement
from singlewindow.casework.house import House
from singlewindow.errors import NotFound
from singlewindow.permits import fees
from singlewindow.permits.fees import Owed
from singlewindow.permits.states import STEPS, possible, state_of
from singlewindow.permits.terms import Terms
from singlewindow.store import ledger, permits
from singlewindow.store.ledger import Account
from singlewindow.store.people import Actor
from singlewindow.store.permit_tables import Permit


class LedgerLine(msgspec.Struct, frozen=True):
    """An entry of a permit's ledger. ``change`` is its effect on the balance, ``held`` on what is reserved."""

    number: int
    at: dt.datetime
    kind: str
    change: Decimal
    held: Decimal
    balance: Decimal
    declaration: str | None
    item: int | None


class HistoryLine(msgspec.Struct, frozen=True):
    """Something that happened to a permit."""

    at: dt.datetime
    actor: str
    event: str
    reason: str


class PermitFile(msgspec.Struct, frozen=True):
    """A permit. ``state`` is its state today; ``may`` names the acts that are possible for the viewer now.

    ``left``, ``reserved`` and ``written_off`` are in ``unit`` (UN/ECE Rec 20, or a currency); of a permit for no
    quantity, ``written_off`` counts its uses. ``owed`` are the fees that fell due, ``officer`` who acted on it
    last, and ``copied_from`` the permit that it renews.
    """

    number: str
    agency: str
    agency_name: str
    requirement: str
    kind: str
    state: str
    status: str
    holder: str
    terms: Terms
    unit: str
    left: Decimal | None
    reserved: Decimal
    written_off: Decimal
    fee: Fee | None
    owed: tuple[Owed, ...]
    officer: str | None
    copied_from: str | None
    issued_at: dt.datetime | None
    due_on: dt.date | None
    reason: str
    created_at: dt.datetime
    changed_at: dt.datetime
    ledger: tuple[LedgerLine, ...]
    history: tuple[HistoryLine, ...]
    contact: Contact
    appeal: Appeal
    revision: int
    may: tuple[str, ...]


def read_permit(house: House, actor: Actor, number: str) -> PermitFile:
    """The permit of this number. Raises NotFound where there is none, or it is not this actor's to see."""
    with house.database.reading() as session:
        return file_of(house, session, actor, visible_permit(session, actor, number))


def visible_permit(session: Session, actor: Actor, number: str, *, hold: bool = False) -> Permit:
    """The permit, where the actor holds it, decides on it, or sees everything. Raises NotFound."""
    permit = permits.by_number(session, number, hold=hold)
    if permit is None or not _theirs(actor, permit):
        raise NotFound(f"There is no permit {number}.")
    return permit


def side_of(actor: Actor, permit: Permit) -> str | None:
    """``applicant`` for the holder's people, ``officer`` for those of the permit's agency, or None."""
    if actor.may("lodge") and permit.holder_organisation_id == actor.organisation_id:
        return "applicant"
    return "officer" if actor.may("work") and actor.agency == permit.agency else None


def terms_of(permit: Permit) -> Terms:
    """What a permit says."""
    return msgspec.json.decode(permit.terms, type=Terms)


def requirement_of(house: House, agency: str, requirement: str) -> Requirement | None:
    """An agency's requirement by its id, whatever its day; None where it left the table since."""
    found = house.agencies.get(agency)
    return next((one for one in getattr(found, "requirements", ()) if one.id == requirement), None)


def state_on(permit: Permit, account: Account, on: dt.date) -> str:
    """The state of a permit on a day. One for a single shipment is exhausted by its first."""
    remains = None if terms_of(permit).quantity is None else account.left + account.held
    if permit.kind != "standing" and account.used > 0:
        remains = account.held
    return state_of(permit.status, permit.valid_to, remains, on)


def file_of(house: House, session: Session, actor: Actor, permit: Permit) -> PermitFile:
    """The permit as this actor sees it."""
    terms = terms_of(permit)
    account = ledger.totals(session, permit.id)
    left, held, used = account
    copied = permit.copied_from_id
    asked = requirement_of(house, permit.agency, permit.requirement)
    agency = house.agencies.get(permit.agency) or house.pack.customs
    unlimited = terms.quantity is None
    return PermitFile(
        number=permit.number,
        agency=permit.agency,
        agency_name=house.name_of(permit.agency),
        requirement=permit.requirement,
        kind=permit.kind,
        state=state_on(permit, account, house.day_of(house.now())),
        status=permit.status,
        holder=permits.organisation(session, permit.holder_organisation_id).name,
        terms=terms,
        unit=terms.measured_in,
        left=None if unlimited else left,
        reserved=held,
        written_off=used,
        fee=asked.fee if asked else None,
        owed=fees.read(permit.fees),
        officer=permits.name_of(session, permit.officer_id) if permit.officer_id is not None else None,
        copied_from=permits.number_of(session, copied) if copied is not None else None,
        issued_at=permit.issued_at,
        due_on=permit.due_on,
        reason=permit.reason,
        created_at=permit.created_at,
        changed_at=permit.changed_at,
        ledger=tuple(_line(one) for one in ledger.of_permit(session, permit.id)),
        history=_history(session, permit),
        contact=agency.contact,
        appeal=agency.appeal,
        revision=permit.revision,
        may=_may(actor, permit),
    )


def _may(actor: Actor, permit: Permit) -> tuple[str, ...]:
    side = side_of(actor, permit)
    acts = possible(permit.status, side) if side else frozenset()
    if permit.approved_by_id == actor.account_id:
        acts -= {"countersign"}
    return tuple(step.act for step in STEPS if step.act in acts)


def _theirs(actor: Actor, permit: Permit) -> bool:
    side = side_of(actor, permit)
    return side == "applicant" or (permit.status != "draft" and (side == "officer" or actor.may("read_all")))


def _line(line: ledger.Line) -> LedgerLine:
    one = line.entry
    return LedgerLine(one.number, one.at, one.kind, one.change, one.held, one.balance, line.reference, one.item)


def _history(session: Session, permit: Permit) -> tuple[HistoryLine, ...]:
    return tuple(
        HistoryLine(one.at, one.actor, one.event, msgspec.json.decode(one.data).get("reason", ""))
        for one in permits.history(session, permit.id)
    )
