"""The final duty is settled: with every condition discharged, release becomes clearance."""

from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import close
from singlewindow.casework.house import House
from singlewindow.casework.open_case import open_case
from singlewindow.casework.record_arrival import require_note
from singlewindow.store import audit, positions
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from singlewindow.store.positions import Duty


@again
def settle(house: House, actor: Actor, reference: str, *, note: str = "", revision: int | None = None) -> Answer:
    """Record that the final duty was determined and is paid, or that none is due. ``note`` names the receipt.

    Raises NotFound, NotAllowed, NotPossible, Invalid, Stale.
    """
    require_note(note)
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "settle", revision)
        if opened.repeated:
            return opened.stands
        positions.record(session, opened.case.id, duty=Duty.SETTLED.value)
        return close(session, opened, (), audit.Event("duty_settled", {"note": note.strip()}))
