"""The trader answers a question, with documents where there are any: the items wait for the agency's officer again."""

import datetime as dt
from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from agencies.contract import HoldKind, Outcome, Verdict, WaitsFor
from singlewindow.casework.answer import Answer
from singlewindow.casework.attachments import keeping
from singlewindow.casework.attachments.taking import Sent, take
from singlewindow.casework.clock import days_left, due_on
from singlewindow.casework.conclude import conclude, replace
from singlewindow.casework.decide import LONGEST
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, declaration_of, open_case
from singlewindow.casework.open_questions import items_of
from singlewindow.errors import FieldError, Invalid, NotFound
from singlewindow.store import audit, questions, verdicts
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from singlewindow.store.tables import Question
from singlewindow.store.verdicts import Given


@again
def reply(
    house: House, actor: Actor, reference: str, question_id: int, text: str, documents: Sequence[Sent] = ()
) -> Answer:
    """Answer a question in words, by documents, or both. Raises Invalid, TooLarge, NotFound, NotPossible."""
    _require(text, documents)
    taken = take(house, actor, reference, "reply", tuple(documents))
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "reply", None)
        question = questions.unanswered(session, opened.case.id, question_id)
        if question is None or opened.case.lodger_organisation_id != actor.organisation_id:
            raise NotFound("There is no such open question.")
        questions.answer(session, question, by_id=actor.account_id, at=opened.at, text=text.strip())
        stored = keeping.store(session, opened, taken, question)
        judged = keeping.judge_waiting(session, opened, taken)
        given = (*_wait_again(session, opened, question), *judged.given)
        replace(session, opened, given)
        told = {"agency": question.agency, "question": question.id, "documents": len(taken)}
        events = [*stored.events, audit.Event("question_answered", told)]
        return conclude(session, opened, declaration_of(session, opened.case), events, judged.brought)


def _require(text: str, documents: Sequence[Sent]) -> None:
    if not text.strip() and not documents:
        sentence = "Enter your answer, or send a document."
        raise Invalid(sentence, (FieldError("text", sentence),))
    if len(text) > LONGEST:
        raise Invalid("Too long.", (FieldError("text", f"Use {LONGEST} characters or less."),))


def _wait_again(session: Session, opened: Opened, question: Question) -> list[Given]:
    """The held items wait for the officer again, on the grounds of the rules that asked first.

    Those about which the agency asked something else that is still open stay held.
    """
    still = {item for one in questions.open_ones(session, opened.case.id) for item in _asked_by(one, question.agency)}
    by_rule = verdicts.first_by_rule(session, opened.case.id, question.agency)
    due = verdicts.last_due(session, opened.case.id, question.agency)
    return [
        Given(
            Verdict(
                agency=question.agency,
                item=item,
                outcome=Outcome.PENDING,
                waits_for=WaitsFor.OFFICER,
                reasons=by_rule[item].reasons,
                clock=by_rule[item].clock,
                countersign=by_rule[item].countersign,
            ),
            opened.at,
            due_on=_due_again(opened, question, by_rule[item].clock, due.get(item)),
        )
        for item in _held(opened, question)
        if item not in still
    ]


def _asked_by(question: Question, agency: str) -> Collection[int]:
    return items_of(question) if question.agency == agency else ()


def _held(opened: Opened, question: Question) -> list[int]:
    """The items of a question that are held for it."""
    items = items_of(question)
    held = (one for one in opened.verdicts if one.agency == question.agency and one.hold is HoldKind.QUERY)
    return [one.item for one in held if one.item in items]


def _due_again(opened: Opened, question: Question, clock: int | None, due: dt.date | None) -> dt.date | None:
    """The agency's clock stood while the trader had the question: it goes on with the days that it still had."""
    house = opened.house
    if due is not None:
        clock = days_left(house.day_of(question.asked_at), due, house.pack.holidays)
    return due_on(house.day_of(opened.at), clock, house.pack.holidays)
