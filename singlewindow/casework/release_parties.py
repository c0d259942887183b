"""Further parties of a release (WCO NotifyParty): whom the trader wants told that the goods may leave."""

from sqlalchemy.orm import Session

from singlewindow.casework.announce import is_address
from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import note_down
from singlewindow.casework.house import House
from singlewindow.casework.notify_release import recipient_of, tell_one
from singlewindow.casework.open_case import Opened, open_case
from singlewindow.errors import FieldError, Invalid, NotFound
from singlewindow.store import audit, releases
from singlewindow.store.people import Actor
from singlewindow.store.release_tables import ReleaseParty

MOST = 10
"""Parties that are ever named of a case, with those that were dropped: what the window sends strangers is bounded."""
LONGEST_NAME = 140
LONGEST_CODE = 35


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

    Where goods may leave already it is told at once. Naming it again changes nothing. Whether an organisation has the
    code is not said: who trades here is nobody else's to find out.
    Raises Invalid naming the fields, NotFound, NotAllowed, NotPossible, Stale.
    """
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "name_party", revision)
        _require_own(opened)
        known = releases.parties(session, opened.case.id)
        email, code = email.strip().lower(), organisation.strip()
        _require(name, email, code)
        if any((party.email or "", (party.code or "").lower()) == (email, code.lower()) for party in known):
            return opened.stands
        if releases.count_parties(session, opened.case.id) >= MOST:
            sentence = f"At most {MOST} parties are named of a release, with those that were removed."
            raise Invalid(sentence, (FieldError("email", sentence),))
        found = releases.organisation_by_code(session, code) if code else None
        called = name.strip() or code or email
        reached = {"email": email or None, "code": code or None, "organisation_id": found.id if found else None}
        values = {"case_id": opened.case.id, "name": called, **reached}
        releases.add_party(session, {**values, "named_by_id": actor.account_id, "named_at": opened.at})
        _tell_now(session, opened)
        return note_down(session, opened, [audit.Event("release_party_named", {"name": called})])


def drop_party(house: House, actor: Actor, reference: str, party_id: int, *, revision: int | None = None) -> Answer:
    """Have a party no longer told. Raises NotFound, NotAllowed, NotPossible, Stale."""
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "drop_party", revision)
        _require_own(opened)
        for party in releases.parties(session, opened.case.id):
            if party.id == party_id:
                called = party.name
                releases.drop_party(session, party, opened.at)
                return note_down(session, opened, [audit.Event("release_party_dropped", {"name": called})])
        raise NotFound("There is no such party of this declaration's release.")


def _require_own(opened: Opened) -> None:
    if opened.case.lodger_organisation_id != opened.actor.organisation_id:
        raise NotFound(f"There is no declaration {opened.case.reference} of yours.")


def _tell_now(session: Session, opened: Opened) -> None:
    """Tell the newest party of what may leave already."""
    party: ReleaseParty = releases.parties(session, opened.case.id)[-1]
    recipient = recipient_of(party)
    for notice in releases.of_case(session, opened.case.id) if recipient else ():
        if recipient and notice.withdrawn_at is None and notice.left_at is None:
            tell_one(opened.house, session, opened.case, notice, "goods_released", recipient, opened.at)


def _require(name: str, email: str, code: str) -> None:
    wrong_address = bool(email) and not is_address(email)
    both = bool(email) == bool(code)
    tests = (
        (both, "email", "Enter an e-mail address, or the code of an organisation of the window."),
        (wrong_address, "email", "Enter an e-mail address, such as name@example.org."),
        (len(code) > LONGEST_CODE or not code.isprintable(), "organisation", f"Use {LONGEST_CODE} characters or less."),
        (len(name) > LONGEST_NAME, "name", f"Use {LONGEST_NAME} characters or less."),
    )
    faults = tuple(FieldError(field, sentence) for wrong, field, sentence in tests if wrong)
    if faults:
        raise Invalid("The party cannot be named as it is.", faults)
