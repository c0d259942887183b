"""A supervisor takes over what is overdue at the agency: until it is answered, nobody else of the agency answers it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from singlewindow.casework.answer import Answer
from singlewindow.casework.conclude import note_down
from singlewindow.casework.house import House
from singlewindow.casework.open_case import open_case
from singlewindow.casework.watching import waits_in
from singlewindow.errors import NotPossible
from singlewindow.store import audit, escalations
from singlewindow.store.people import Actor


def take_over(house: House, actor: Actor, reference: str, *, revision: int | None = None) -> Answer:
    """Take over the agency's part in a case that is overdue there.

    A later supervisor may take it from an earlier one for as long as the agency has not answered. Raises NotFound,
    NotAllowed, Stale, and NotPossible where nothing is overdue.
    """
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "take_over", revision)
        found = escalations.of_case(session, opened.case.id, actor.agency)
        items = _late(session, opened.case.id, actor, house)
        if not items and found and found[0].row.taken_by_id is not None:
            items = waits_in(opened.verdicts, found[0].row.agency)
        if not items or not found:
            raise NotPossible("Nothing is overdue at your agency here.")
        if found[0].row.taken_by_id == actor.account_id:
            return opened.stands
        escalations.take(session, found[0].row, actor.account_id, opened.at)
        event = audit.Event("taken_over", {"agency": actor.agency, "items": items})
        return note_down(session, opened, [event])


def _late(session: Session, case_id: int, actor: Actor, house: House) -> Sequence[int]:
    late = escalations.overdue_in(session, case_id, house.day_of(house.now()))
    return [row.item for row in late if row.agency == actor.agency]
