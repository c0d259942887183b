"""The applicant's side: draft, change, apply, renew; each in one transaction, and what is sent twice is done once."""

import hashlib
from typing import Any

import msgspec
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from singlewindow.casework.answer import named
from singlewindow.casework.house import House
from singlewindow.casework.permits.acting import carry_out
from singlewindow.casework.permits.allowing import allowed
from singlewindow.casework.permits.asking import Wish, offered, terms_wished
from singlewindow.casework.permits.file import PermitFile, file_of, terms_of, visible_permit
from singlewindow.errors import FieldError, Invalid, NotAllowed, NotPossible
from singlewindow.permits import number as numbers
from singlewindow.permits.terms import Terms
from singlewindow.store import audit, permits
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from singlewindow.store.permit_tables import Permit


def draft_permit(house: House, actor: Actor, wish: Wish, *, key: str | None = None) -> PermitFile:
    """Begin an application as a draft, with its number. Raises what ``apply_for_permit`` does."""
    return _begin(house, actor, wish, key, send=False)


def apply_for_permit(house: House, actor: Actor, wish: Wish, *, key: str | None = None) -> PermitFile:
    """Apply for a permit. The same applicant's same ``key`` with the same wish is given the same application again.

    Raises Invalid naming the fields, NotAllowed, NotPossible (also for a key that another wish came with).
    """
    return _begin(house, actor, wish, key, send=True)


@again
def save_permit(
    house: House, actor: Actor, number: str, wish: Wish, *, revision: int | None = None, send: bool = False
) -> PermitFile:
    """Change what a draft, or an application that was given back, asks for, and send it where it is a draft.

    Raises Invalid, NotFound, NotAllowed, NotPossible, Stale.
    """
    _, asked = offered(house, wish.requirement)
    terms = terms_wished(house, actor, wish, asked)
    with house.database.writing() as session:
        permit = visible_permit(session, actor, number, hold=True)
        allowed(actor, permit, "save", revision)
        if permit.requirement != asked.id:
            raise Invalid("Another permit needs another application.", (_field("requirement"),))
        at = house.now()
        permits.change(session, permit, {**_said(terms), "changed_at": at})
        permits.tell(session, permit.id, named(actor), at, audit.Event("saved", {}))
        if send and permit.status == "draft":
            carry_out(house, session, actor, permit, "apply")
        return file_of(house, session, actor, permit)


@again
def renew_permit(house: House, actor: Actor, number: str) -> PermitFile:
    """Begin a new application by copying a permit; its days are left open. One that was begun already is given again.

    Raises NotFound, Invalid, NotAllowed, NotPossible.
    """
    with house.database.writing() as session:
        old = visible_permit(session, actor, number, hold=True)
        allowed(actor, old, "renew")
        begun = permits.draft_copied_from(session, old.id)
        if begun is not None:
            return file_of(house, session, actor, begun)
        agency, asked = offered(house, old.requirement)
        terms = msgspec.structs.replace(
            terms_of(old), valid_from=None, valid_to=None, conditions=asked.conditions, statement=""
        )
        more = {"agency": agency.code, "requirement": asked.id, "kind": old.kind, "copied_from_id": old.id}
        permit = _add(house, session, actor, terms, more)
        return file_of(house, session, actor, permit)


def _begin(house: House, actor: Actor, wish: Wish, key: str | None, *, send: bool) -> PermitFile:
    if not actor.may("lodge"):
        raise NotAllowed("Your role does not apply for permits.")
    agency, asked = offered(house, wish.requirement)
    terms = terms_wished(house, actor, wish, asked)
    kind = {"agency": agency.code, "requirement": asked.id, "kind": asked.permit_kind or "standing"}
    sent = {"request_key": key, "request_sha256": _digest(wish)} if key else {}
    try:
        return _once(house, actor, terms, {**kind, **sent}, send=send)
    except IntegrityError:
        return _once(house, actor, terms, {**kind, **sent}, send=send)


@again
def _once(house: House, actor: Actor, terms: Terms, more: dict[str, Any], *, send: bool) -> PermitFile:
    """Store, or recall what was stored; where another transaction stored the same first, the second try recalls it."""
    with house.database.writing() as session:
        key = more.get("request_key")
        permit = permits.by_request(session, actor.organisation_id, key) if key else None
        if permit is not None and permit.request_sha256 != more["request_sha256"]:
            raise NotPossible(f"This was sent before, as {permit.number}, and said something else. Begin a new one.")
        if permit is None:
            permit = _add(house, session, actor, terms, more)
        if send and permit.status == "draft":
            carry_out(house, session, actor, permit, "apply")
        return file_of(house, session, actor, permit)


def _digest(wish: Wish) -> str:
    return hashlib.sha256(msgspec.json.encode(wish)).hexdigest()


def _add(house: House, session: Session, actor: Actor, terms: Terms, more: dict[str, Any]) -> Permit:
    at = house.now()
    year, agency = house.day_of(at).year, more["agency"]
    serial = permits.next_serial(session, house.pack.code, year, agency)
    permit = permits.add(
        session,
        {
            "number": numbers.compose(agency, year, serial),
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
    event = audit.Event("drafted", {"requirement": more["requirement"]})
    permits.tell(session, permit.id, named(actor), at, event)
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
