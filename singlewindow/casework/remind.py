"""Remind the trader of a question: some working days before its day, and tell both sides when the day has passed."""

import datetime as dt

from sqlalchemy.orm import Session

from singlewindow.casework.announce import Recipient, announce
from singlewindow.casework.clock import days_before
from singlewindow.casework.house import House
from singlewindow.store import cases, jobs, questions
from singlewindow.store.tables import Question

JOB = "remind"


def add_reminders(house: House, session: Session, question_id: int, answer_by: dt.date, at: dt.datetime) -> None:
    """The jobs that look after a question: one when it is time to remind, one once its day has passed."""
    remind_on = reminder_day(house, answer_by)
    if remind_on > house.day_of(at):
        jobs.add(session, JOB, question_id, at, due_at=house.end_of(remind_on - dt.timedelta(days=1)))
    jobs.add(session, JOB, question_id, at, due_at=house.end_of(answer_by))


def reminder_day(house: House, answer_by: dt.date) -> dt.date:
    """The day on which the trader is reminded: so many working days before, as the country pack says."""
    return days_before(answer_by, house.pack.queries.remind_days, house.pack.holidays)


def remind(house: House, session: Session, question_id: int) -> None:
    """Tell the trader that an answer is due; once its day has passed, tell the trader and the agency.

    Nothing is told of a question that was answered or closed, nor before its day where that was moved: jobs came with
    that. A repeat tells nothing twice.
    """
    question = questions.find(session, question_id)
    if question is None or question.answered_at or question.closed_at or question.answer_by is None:
        return
    if is_overdue(house, question):
        tell_lodger(house, session, question, "answer_missing")
        _tell(house, session, question, Recipient(agency=question.agency), "answer_overdue")
    elif house.day_of(house.now()) >= reminder_day(house, question.answer_by):
        tell_lodger(house, session, question, "answer_due")


def tell_lodger(house: House, session: Session, question: Question, event: str) -> None:
    """Announce something about a question to who lodged the declaration, once for each day that the answer is due."""
    lodger = cases.by_id(session, question.case_id).lodger_organisation_id
    _tell(house, session, question, Recipient(organisation_id=lodger), event)


def _tell(house: House, session: Session, question: Question, to: Recipient, event: str) -> None:
    reference = cases.by_id(session, question.case_id).reference
    data = {
        "reference": reference,
        "agency": house.name_of(question.agency),
        "answer_by": f"{question.answer_by}",
        "text": question.text,
    }
    key = f"{reference} question {question.id} {event} {question.answer_by}"
    announce(session, to=to, event=event, key=key, data=data, at=house.now(), case_id=question.case_id)


def is_overdue(house: House, question: Question) -> bool:
    """Whether a question that waits for its answer should have had it."""
    waits = question.answered_at is None and question.closed_at is None
    return waits and question.answer_by is not None and house.day_of(house.now()) > question.answer_by
