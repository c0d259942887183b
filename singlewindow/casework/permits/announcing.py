"""Tell of a permit's life: its holder of what the agency does, the agency of what the holder does, both of its end."""

import datetime as dt

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.announce import Recipient, announce
from singlewindow.casework.house import House
from singlewindow.permits.states import Step, state_of
from singlewindow.permits.terms import Terms
from singlewindow.store import jobs, permits
from singlewindow.store.pen import Writing
from singlewindow.store.permit_tables import Permit

ENDS = "permit_ends"
"""The job that looks at a permit after its last day."""


def announce_act(session: Session, permit: Permit, step: Step, event: str, at: dt.datetime) -> None:
    """Tell the other side of an act, in the act's own transaction."""
    holder = permits.organisation(session, permit.holder_organisation_id)
    by_officer = step.whose == "officer"
    data = {"number": permit.number, "title": permit.title, "act": event, "reason": permit.reason}
    announce(
        session,
        to=Recipient(organisation_id=holder.id) if by_officer else Recipient(agency=permit.agency),
        event="permit_acted" if by_officer else "permit_waits",
        key=f"{permit.number} {permit.revision}",
        data=data if by_officer else {**data, "holder": holder.name},
        at=at,
        permit_id=permit.id,
    )


def announce_exhausted(writing: Writing, held: permits.Held, at: dt.datetime, key: str) -> None:
    """Tell the holder that nothing is left; ``key`` names the decision by which it went."""
    _announce_end(writing, held, "exhausted", at, f"{held.number} exhausted by {key}")


def look_again(house: House, session: Session, permit_id: int, last_day: dt.date | None, at: dt.datetime) -> None:
    """Have it looked at when its last day has passed."""
    if last_day is not None:
        jobs.add(session, ENDS, permit_id, at, due_at=house.end_of(last_day))


def announce_end(house: House, session: Session, permit_id: int) -> None:
    """Tell the holder that a permit expired, where it did; it may have been extended or revoked meanwhile."""
    held = permits.hold_id(session, permit_id)
    if held is None:
        return
    terms = msgspec.json.decode(held.terms, type=Terms)
    at = house.now()
    if state_of(held.status, terms.valid_to, None, house.day_of(at)) == "expired":
        _announce_end(session, held, "expired", at, f"{held.number} expired {terms.valid_to}")


def _announce_end(writing: Writing, held: permits.Held, act: str, at: dt.datetime, key: str) -> None:
    title = msgspec.json.decode(held.terms, type=Terms).title
    announce(
        writing,
        to=Recipient(organisation_id=held.holder_organisation_id),
        event="permit_acted",
        key=key,
        data={"number": held.number, "title": title, "act": act, "reason": ""},
        at=at,
        permit_id=held.id,
    )
