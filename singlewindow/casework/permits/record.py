"""Put a permit in writing: signed, so that it can be believed where there is no connection; and which ended since."""

import datetime as dt
import hashlib

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.casework.permits.file import PermitFile, read_permit, state_on
from singlewindow.errors import NotPossible
from singlewindow.permits.covering import told
from singlewindow.permits.terms import Terms
from singlewindow.records import Kind, PermitSaid, sign
from singlewindow.records.permits import FORCE, Ended, credential, slip
from singlewindow.store import ledger, permits
from singlewindow.store.people import Actor


class PermitRecord(msgspec.Struct, frozen=True):
    """A permit in writing: the verifiable credential, and the slip that is short enough for a QR code."""

    permit: PermitFile
    said: PermitSaid
    credential: str
    slip: str


def read_permit_record(house: House, actor: Actor, number: str) -> PermitRecord:
    """A permit that is in force, signed; for all who may see it. Raises NotFound, and NotPossible for any other."""
    permit = read_permit(house, actor, number)
    if permit.state != FORCE:
        raise NotPossible(f"{number} is not in force: nothing is signed for it.")
    said, key = _said(house, permit), house.keys.current(house.now())
    held = credential(said, house.settings.base_url.rstrip("/"), _written(permit.terms))
    return PermitRecord(permit, said, sign(held, key, Kind.CREDENTIAL), sign(slip(said), key, Kind.PERMIT))


def ended_permits(house: House, session: Session, now: dt.datetime) -> dict[str, Ended]:
    """The permits whose records may still be shown, and that ended, were used up, or were changed since their issue."""
    today = house.day_of(now)
    found = permits.ended_or_changed(session, today)
    accounts = ledger.totals_of(session, [permit.id for permit in found])
    return {
        permit.number: Ended(
            state_on(permit, accounts[permit.id], today), digest(msgspec.json.decode(permit.terms, type=Terms))
        )
        for permit in found
    }


def digest(terms: Terms) -> str:
    """The SHA-256 of what a permit says."""
    return hashlib.sha256(_written(terms)).hexdigest()


def _written(terms: Terms) -> bytes:
    return msgspec.json.encode(terms)


def _said(house: House, permit: PermitFile) -> PermitSaid:
    """What is said of a permit. One without a last day is asked for again after the days that a record is shown."""
    terms, issued = permit.terms, permit.issued_at or permit.changed_at
    today = house.now().replace(hour=0, minute=0, second=0, microsecond=0)
    begins = house.end_of(terms.valid_from - dt.timedelta(days=1)) if terms.valid_from else issued
    until = today + dt.timedelta(days=house.settings.record_days)
    return PermitSaid(
        issuer=permit.agency_name,
        number=permit.number,
        title=terms.title,
        holder=permit.holder,
        quantity=told(terms.quantity) if terms.quantity is not None else "",
        unit=permit.unit if terms.quantity is not None else "",
        issued_at=issued,
        valid_from=begins,
        valid_until=house.end_of(terms.valid_to) if terms.valid_to else until,
        sha256=digest(terms),
    )
