"""An agency finds that the conditions of its approval were kept."""

from collections.abc import Sequence

from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import close
from singlewindow.casework.decide import own_items
from singlewindow.casework.house import House
from singlewindow.casework.open_case import open_case
from singlewindow.casework.position import conditions
from singlewindow.casework.record_arrival import require_note
from singlewindow.errors import FieldError, Invalid
from singlewindow.store import audit, positions
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor


@again
def discharge(
    house: House, actor: Actor, reference: str, *, items: Sequence[int], note: str = "", revision: int | None = None
) -> Answer:
    """Discharge every condition that the actor's agency set for these items; ``note`` says how it was seen.

    Once all of a case's conditions are discharged and the final duty is settled, the case is cleared.
    Conditions that were discharged before stay so. Raises NotFound, NotAllowed, NotPossible, Invalid, Stale.
    """
    require_note(note)
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "discharge", None)
        kept = conditions(own_items(opened, items))
        if not kept:
            sentence = "Choose items for which your agency set conditions."
            raise Invalid(sentence, (FieldError("items", sentence),))
        new = tuple(one for one in kept if one not in opened.standing.kept)
        if not new:
            return opened.stands
        opened.require_revision(revision)
        positions.discharge(session, opened.case.id, new, by_id=actor.account_id, at=opened.at)
        told = {"agency": actor.agency, "items": sorted({one.item for one in new}), "note": note.strip()}
        return close(session, opened, (), audit.Event("condition_discharged", told))
