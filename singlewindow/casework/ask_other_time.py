"""The trader asks for another time of an inspection. Customs answers by moving it, or lets it stand."""

from singlewindow.casework.announce import Recipient, announce
from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import note_down
from singlewindow.casework.house import House
from singlewindow.casework.open_case import open_case
from singlewindow.errors import FieldError, Invalid, NotFound
from singlewindow.store import audit, inspections
from singlewindow.store.people import Actor

LONGEST = 280


def ask_other_time(house: House, actor: Actor, reference: str, *, text: str, revision: int | None = None) -> Answer:
    """Ask for another time, in words. Raises Invalid, NotFound, NotAllowed, NotPossible, Stale."""
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "ask_other_time", revision)
        case, appointed = opened.case, opened.standing.inspection
        if case.lodger_organisation_id != actor.organisation_id:
            raise NotFound(f"There is no declaration {reference} of yours.")
        assert appointed is not None
        if not text.strip() or len(text) > LONGEST:
            sentence = f"Enter which time suits you, in {LONGEST} characters or less."
            raise Invalid(sentence, (FieldError("text", sentence),))
        inspections.change(session, appointed.id, other_time=text.strip())
        announce(
            session,
            to=Recipient(agency=house.pack.customs.code),
            event="other_time_asked",
            key=f"{case.reference} other time, revision {case.revision}",
            data={"reference": case.reference, "text": text.strip()},
            at=opened.at,
            case_id=case.id,
        )
        told = {"number": appointed.number, "text": text.strip()}
        return note_down(session, opened, [audit.Event("other_time_asked", told)])
