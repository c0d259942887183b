"""Further parties of a release (WCO NotifyParty): whom the trader wants told that the goods may leave."""

import re

from sqlalchemy.orm import Session

from singlewindow.casework.answer import Answer
from singlewindow.casework.house import House
from singlewindow.casework.notify_release import recipient_of, tell_one
from singlewindow.casework.noting import note
from singlewindow.casework.open_case import Opened, open_case
from singlewindow.errors import FieldError, Invalid, NotFound
from singlewindow.store import audit, releases
from singlewindow.store.people import Actor
from singlewindow.store.release_tables import ReleaseParty

MOST = 10
LONGEST_NAME = 140
LONGEST_ADDRESS = 254
_ADDRESS = re.compile(r"[^@\s<>\"',;:]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def name_party(
    house: House,
    actor: Actor,
    reference: str,
    *,
    name: str = "",
    email: str = "",
    organisation: str = "",
    revision: int | None = None,
) -> Answer:
    """Have a party told of the release: by its e-mail address, or an organisation of the window by its code.

    Where goods may leave already it is told at once. Naming it again changes nothing.
    Raises Invalid naming the fields, NotFound, NotAllowed, NotPossible, Stale.
    """
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "name_party", revision)
        _require_own(opened)
        known = releases.parties(session, opened.case.id)
        email = email.strip().lower()
        found = releases.organisation_by_code(session, organisation) if organisation.strip() else None
        _require(name, email, organisation, known=found is not None)
        member = found.id if found else None
        if any((party.email, party.organisation_id) == (email or None, member) for party in known):
            return opened.stands
        if len(known) >= MOST:
            sentence = f"At most {MOST} parties are told of a release."
            raise Invalid(sentence, (FieldError("email", sentence),))
        called = name.strip() or (found.name if found else email)
        values = {"case_id": opened.case.id, "name": called, "email": email or None, "organisation_id": member}
        releases.add_party(session, {**values, "named_by_id": actor.account_id, "named_at": opened.at})
        _tell_now(session, opened)
        return note(session, opened, audit.Event("release_party_named", {"name": called}))


def drop_party(house: House, actor: Actor, reference: str, party_id: int, *, revision: int | None = None) -> Answer:
    """Have a party no longer told. Raises NotFound, NotAllowed, NotPossible, Stale."""
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "drop_party", revision)
        _require_own(opened)
        for party in releases.parties(session, opened.case.id):
            if party.id == party_id:
                called = party.name
                releases.remove_party(session, party)
                return note(session, opened, audit.Event("release_party_dropped", {"name": called}))
        raise NotFound("There is no such party of this declaration's release.")


def _require_own(opened: Opened) -> None:
    if opened.case.lodger_organisation_id != opened.actor.organisation_id:
        raise NotFound(f"There is no declaration {opened.case.reference} of yours.")


def _tell_now(session: Session, opened: Opened) -> None:
    """Tell the newest party of what may leave already."""
    party: ReleaseParty = releases.parties(session, opened.case.id)[-1]
    for notice in releases.of_case(session, opened.case.id):
        if notice.withdrawn_at is None and notice.left_at is None:
            tell_one(opened.house, session, opened.case, notice, "goods_released", recipient_of(party), opened.at)


def _require(name: str, email: str, organisation: str, *, known: bool) -> None:
    wrong_address = bool(email) and not (len(email) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(email))
    both = bool(email) == bool(organisation.strip())
    tests = (
        (both, "email", "Enter an e-mail address, or the code of an organisation of the window."),
        (wrong_address, "email", "Enter an e-mail address, such as name@example.org."),
        (bool(organisation.strip()) and not known, "organisation", "There is no organisation with this code."),
        (len(name) > LONGEST_NAME, "name", f"Use {LONGEST_NAME} characters or less."),
    )
    faults = tuple(FieldError(field, sentence) for wrong, field, sentence in tests if wrong)
    if faults:
        raise Invalid("The party cannot be named as it is.", faults)
