"""A participant did not come to an inspection: the others go on, and it needs an appointment of its own."""

from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import close
from singlewindow.casework.house import House
from singlewindow.casework.inspection import awaited
from singlewindow.casework.open_case import open_case
from singlewindow.casework.record_arrival import require_note
from singlewindow.errors import FieldError, Invalid, NotPossible
from singlewindow.store import audit, inspections
from singlewindow.store.people import Actor


def record_absence(
    house: House, actor: Actor, reference: str, *, agency: str, note: str = "", revision: int | None = None
) -> Answer:
    """Record that this agency did not come. Its items stay held until it has looked at them.

    Raises Invalid, NotFound, NotAllowed, NotPossible (the inspection has not begun), Stale.
    """
    require_note(note)
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "record_absence", revision)
        appointed = opened.standing.inspection
        assert appointed is not None
        if opened.at < appointed.starts_at:
            raise NotPossible("The inspection has not begun: who does not come is recorded after that.")
        if agency not in awaited(opened.verdicts, opened.standing):
            sentence = "Choose an agency that was to come and has not recorded a result."
            raise Invalid(sentence, (FieldError("agency", sentence),))
        values = {"inspection_id": appointed.id, "agency": agency, "note": note.strip()}
        inspections.add_absence(session, {**values, "recorded_by_id": actor.account_id, "recorded_at": opened.at})
        told = {"number": appointed.number, "absent": agency, "note": note.strip()}
        return close(session, opened, (), audit.Event("absence_recorded", told))
