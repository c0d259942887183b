"""An officer gives the trader more time, or less, to answer a question."""

import datetime as dt

from singlewindow.casework.answer import Answer
from singlewindow.casework.ask import require_day
from singlewindow.casework.conclude import note_down
from singlewindow.casework.house import House
from singlewindow.casework.open_case import open_case
from singlewindow.casework.record_arrival import require_note
from singlewindow.casework.remind import add_reminders, tell_lodger
from singlewindow.errors import NotFound
from singlewindow.store import audit, questions
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor


@again
def extend(
    house: House,
    actor: Actor,
    reference: str,
    question_id: int,
    *,
    answer_by: dt.date,
    note: str = "",
    revision: int | None = None,
) -> Answer:
    """Ask for the answer by another day. Raises Invalid, NotFound, NotAllowed, NotPossible, Stale."""
    require_note(note)
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "extend", revision)
        question = questions.unanswered(session, opened.case.id, question_id)
        if question is None or question.agency != actor.agency:
            raise NotFound("There is no such open question of your agency.")
        require_day(opened, answer_by)
        if question.answer_by == answer_by:
            return opened.stands
        questions.extend(session, question, answer_by)
        add_reminders(house, session, question.id, answer_by, opened.at)
        tell_lodger(house, session, question, "deadline_moved")
        told = {"agency": question.agency, "question": question.id, "answer_by": f"{answer_by}", "note": note.strip()}
        return note_down(session, opened, [audit.Event("deadline_moved", told)])
