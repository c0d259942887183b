"""What agencies asked traders, and the answers."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from singlewindow.store import rows
from singlewindow.store.tables import Account, Question


class Asked(NamedTuple):
    """A question with the names of who asked and who answered."""

    question: Question
    asked_by: str
    answered_by: str | None


def add(session: Session, values: dict[str, object]) -> int:
    """Insert a question and give its id."""
    return rows.insert_with_id(session, Question, values)


def of_case(session: Session, case_id: int) -> Sequence[Asked]:
    """The questions of a case, newest first."""
    asker, answerer = aliased(Account), aliased(Account)
    asked = session.execute(
        select(Question, asker.name, answerer.name)
        .join(asker, asker.id == Question.asked_by_id)
        .outerjoin(answerer, answerer.id == Question.answered_by_id)
        .where(Question.case_id == case_id)
        .order_by(Question.id.desc())
    )
    return [Asked(row[0], row[1], row[2]) for row in asked]


def find(session: Session, question_id: int) -> Question | None:
    """The question of this id."""
    return session.get(Question, question_id)


def unanswered(session: Session, case_id: int, question_id: int) -> Question | None:
    """The question of this id, where it belongs to the case and waits for an answer."""
    own = (Question.id == question_id, Question.case_id == case_id)
    return session.scalars(select(Question).where(*own, *waits())).first()


def open_ones(session: Session, case_id: int) -> Sequence[Question]:
    """The questions of a case that wait for an answer, oldest first."""
    return session.scalars(select(Question).where(Question.case_id == case_id, *waits()).order_by(Question.id)).all()


def open_in(session: Session, case_ids: Collection[int], agency: str) -> dict[int, list[Question]]:
    """By case, the questions of this agency that wait for an answer, oldest first."""
    mine = Question.case_id.in_(case_ids), Question.agency == agency
    found: dict[int, list[Question]] = {}
    for question in session.scalars(select(Question).where(*mine, *waits()).order_by(Question.id)):
        found.setdefault(question.case_id, []).append(question)
    return found


def waits() -> tuple[ColumnElement[bool], ...]:
    """The conditions of a question that waits for an answer."""
    return Question.answered_at.is_(None), Question.closed_at.is_(None)


def answer(session: Session, question: Question, *, by_id: int, at: dt.datetime, text: str) -> None:
    """Store the trader's answer."""
    question.answered_by_id, question.answered_at, question.answer = by_id, at, text
    session.flush()


def close(session: Session, question: Question, at: dt.datetime) -> None:
    """Store that no answer is needed any more."""
    question.closed_at = at
    session.flush()


def extend(session: Session, question: Question, answer_by: dt.date) -> None:
    """Store another day by which an answer is asked for."""
    question.answer_by = answer_by
    session.flush()
