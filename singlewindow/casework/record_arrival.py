"""The arrival notice: goods that were declared before they arrived are here, and may be released (WTO TFA 7.1)."""

from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import close
from singlewindow.casework.house import House
from singlewindow.casework.open_case import open_case
from singlewindow.errors import FieldError, Invalid
from singlewindow.store import audit, positions
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor

LONGEST_NOTE = 280


@again
def record_arrival(
    house: House, actor: Actor, reference: str, *, note: str = "", revision: int | None = None
) -> Answer:
    """Record that the goods are here; ``note`` says with what they came, or where they lie.

    A notice that comes twice, or for goods that were here when they were declared, changes nothing.
    Raises NotFound, NotAllowed, NotPossible, Invalid, Stale.
    """
    require_note(note)
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "record_arrival", revision)
        if opened.repeated:
            return opened.stands
        positions.record(session, opened.case.id, arrived_at=opened.at)
        return close(session, opened, (), audit.Event("arrival_recorded", {"note": note.strip()}))


def require_note(note: str) -> None:
    """Raise Invalid for a note that is too long."""
    if len(note) > LONGEST_NOTE:
        sentence = f"The note must be {LONGEST_NOTE} characters or less."
        raise Invalid(sentence, (FieldError("note", sentence),))
