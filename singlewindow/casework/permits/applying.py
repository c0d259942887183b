"""The applicant's side: draft, apply, answer a query, renew. The act itself is a row of the table of states."""

import datetime as dt
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from agencies.contract import Requirement
from singlewindow.casework.answer import named
from singlewindow.casework.house import House
from singlewindow.casework.permits.asking import Wish, offered, terms_wished
from singlewindow.casework.permits.file import PermitFile, file_of, terms_of, visible_permit
from singlewindow.errors import FieldError, Invalid, NotAllowed, NotPossible
from singlewindow.permits import number as numbers
from singlewindow.permits.terms import Terms
from singlewindow.store import audit, permits
from singlewindow.store.people import Actor
from singlewindow.store.permit_tables import Permit


def draft_permit(house: House, actor: Actor, wish: Wish) -> PermitFile:
    """Begin an application as a draft, with its number. Raises Invalid naming the fields, NotAllowed."""
    if not actor.may("lodge"):
        raise NotAllowed("Your role does not apply for permits.")
    agency, asked = offered(house, wish.requirement)
    terms = terms_wished(house, actor, wish, asked)
    with house.database.writing() as session:
        permit = _add(house, session, actor, agency.code, asked.id, asked.permit_kind or "standing", terms, {})
        return file_of(house, session, actor, permit)


def save_permit(house: House, actor: Actor, number: str, wish: Wish) -> PermitFile:
    """Change what a draft, or an application that was given back, asks for. Raises Invalid, NotFound, NotPossible."""
    _, asked = offered(house, wish.requirement)
    terms = terms_wished(house, actor, wish, asked)
    with house.database.writing() as session:
        permit = visible_permit(session, actor, number, hold=True)
        if permit.status not in ("draft", "queried") or permit.holder_organisation_id != actor.organisation_id:
            raise NotPossible("Only a draft, or an application that was given back to you, can be changed.")
        if permit.requirement != asked.id:
            raise Invalid("Another permit needs another application.", (_field("requirement"),))
        at = house.now()
        permits.change(session, permit, {**_said(terms), "changed_at": at})
        permits.tell(session, permit.id, named(actor), at, audit.Event("saved", {}))
        return file_of(house, session, actor, permit)


def renew_permit(house: House, actor: Actor, number: str) -> PermitFile:
    """Begin a new application by copying a permit; its days are left open. Raises NotFound, Invalid, NotAllowed."""
    with house.database.writing() as session:
        old = visible_permit(session, actor, number)
        if old.holder_organisation_id != actor.organisation_id or not actor.may("lodge"):
            raise NotAllowed("Only the holder renews a permit.")
        if old.status == "draft":
            raise NotPossible("This is a draft still: there is nothing to renew.")
        agency, asked = offered(house, old.requirement)
        terms = msgspec.structs.replace(
            terms_of(old), valid_from=None, valid_to=None, conditions=asked.conditions, statement=""
        )
        copied = {"copied_from_id": old.id}
        permit = _add(house, session, actor, agency.code, asked.id, old.kind, terms, copied)
        return file_of(house, session, actor, permit)


def require_first(house: House, session: Session, permit: Permit, asked: Requirement, on: dt.date) -> None:
    """Raise NotPossible where the applicant lacks a permit of another agency that this one needs (``needs_first``)."""
    for needed in asked.needs_first:
        agency, _, document = needed.partition("/")
        if not any(_serves(one, agency, document, on) for one in _held(session, permit.holder_organisation_id)):
            raise NotPossible(
                f"This needs a permit of {house.name_of(agency)} first (document {document}): apply for that one."
            )


def _held(session: Session, organisation_id: int) -> list[permits.Held]:
    return permits.in_force_of(session, organisation_id)


def _serves(one: permits.Held, agency: str, document: str, on: dt.date) -> bool:
    terms = msgspec.json.decode(one.terms, type=Terms)
    return one.agency == agency and document in terms.documents and (terms.valid_to is None or on <= terms.valid_to)


def _add(
    house: House,
    session: Session,
    actor: Actor,
    agency: str,
    requirement: str,
    kind: str,
    terms: Terms,
    more: dict[str, Any],
) -> Permit:
    at = house.now()
    year = house.day_of(at).year
    serial = permits.next_serial(session, house.pack.code, year, agency)
    permit = permits.add(
        session,
        {
            "number": numbers.compose(agency, year, serial),
            "agency": agency,
            "requirement": requirement,
            "kind": kind,
            "status": "draft",
            "holder_organisation_id": actor.organisation_id,
            "applied_by_id": actor.account_id,
            "title": terms.title,
            "reason": "",
            "created_at": at,
            "changed_at": at,
            **_said(terms),
            **more,
        },
    )
    permits.tell(session, permit.id, named(actor), at, audit.Event("drafted", {"requirement": requirement}))
    return permit


def _said(terms: Terms) -> dict[str, Any]:
    """The columns that repeat what the terms say."""
    return {
        "terms": msgspec.json.encode(terms).decode(),
        "goods": terms.description[:256],
        "valid_to": terms.valid_to,
    }


def _field(name: str) -> FieldError:
    return FieldError(name, "This is another permit than the application is for. Begin a new application.")
