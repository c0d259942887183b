"""An agency asks the trader, and the trader answers. While the question is open the items are held."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from agencies.contract import HoldKind, Outcome, Reason, Verdict, WaitsFor
from singlewindow.casework.answer import Answer
from singlewindow.casework.clock import days_left, due_on
from singlewindow.casework.conclude import close
from singlewindow.casework.decide import LONGEST, own_items
from singlewindow.casework.house import House
from singlewindow.casework.open_case import Opened, open_case
from singlewindow.errors import FieldError, Invalid, NotFound
from singlewindow.store import audit, questions, verdicts
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor
from singlewindow.store.tables import Question
from singlewindow.store.verdicts import Given


@again
def ask(
    house: House, actor: Actor, reference: str, *, items: Sequence[int], text: str, revision: int | None = None
) -> Answer:
    """Ask the trader about these items. Raises Invalid, NotFound, NotAllowed, NotPossible, Stale."""
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "ask", revision)
        mine = own_items(opened, items)
        _require(text, "text", "Enter the question.")
        if not items or len(mine) != len(frozenset(items)):
            raise Invalid(
                "The question cannot be sent.", (FieldError("items", "Choose items that concern your agency."),)
            )
        questions.add(session, _question(opened, items, text))
        given = [Given(_held(verdict, text, actor), opened.at, by_id=actor.account_id) for verdict in mine]
        event = audit.Event("question_asked", {"agency": actor.agency, "items": sorted(items), "text": text.strip()})
        return close(session, opened, given, event)


@again
def reply(house: House, actor: Actor, reference: str, question_id: int, text: str) -> Answer:
    """Answer a question: the items wait for the agency's officer again. Raises Invalid, NotFound, NotPossible."""
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "reply", None)
        question = questions.unanswered(session, opened.case.id, question_id)
        if question is None or opened.case.lodger_organisation_id != actor.organisation_id:
            raise NotFound("There is no such open question.")
        _require(text, "text", "Enter your answer.")
        questions.answer(session, question, by_id=actor.account_id, at=opened.at, text=text.strip())
        by_rule = verdicts.first_by_rule(session, opened.case.id, question.agency)
        given = _asked_again(opened, question, by_rule, verdicts.last_due(session, opened.case.id, question.agency))
        event = audit.Event("question_answered", {"agency": question.agency, "question": question.id})
        return close(session, opened, given, event)


def _require(text: str, field: str, sentence: str) -> None:
    if not text.strip():
        raise Invalid(sentence, (FieldError(field, sentence),))
    if len(text) > LONGEST:
        raise Invalid("Too long.", (FieldError(field, f"Use {LONGEST} characters or less."),))


def _question(opened: Opened, items: Sequence[int], text: str) -> dict[str, object]:
    return {
        "case_id": opened.case.id,
        "agency": opened.actor.agency,
        "items": msgspec.json.encode(sorted(items)).decode(),
        "asked_by_id": opened.actor.account_id,
        "asked_at": opened.at,
        "text": text.strip(),
    }


def _held(earlier: Verdict, text: str, actor: Actor) -> Verdict:
    ground = earlier.reasons[0] if earlier.reasons else None
    asked = Reason(
        rule="officer",
        sentence=f"Answer the question: {text.strip()}",
        law=ground.law if ground else "",
        pointer=ground.pointer if ground else "42A",
    )
    return Verdict(
        agency=earlier.agency,
        item=earlier.item,
        outcome=Outcome.HOLD,
        hold=HoldKind.QUERY,
        reasons=(asked,),
        decided_by=actor.name,
    )


def _asked_again(
    opened: Opened, question: Question, by_rule: dict[int, Verdict], due: dict[int, dt.date]
) -> list[Given]:
    """The held items wait for the officer again, on the grounds of the rules that asked first."""
    asked = frozenset(msgspec.json.decode(question.items, type=list[int]))
    held = [v for v in opened.verdicts if v.agency == question.agency and v.item in asked and v.hold is HoldKind.QUERY]
    return [
        Given(
            Verdict(
                agency=question.agency,
                item=verdict.item,
                outcome=Outcome.PENDING,
                waits_for=WaitsFor.OFFICER,
                reasons=ground.reasons,
                clock=ground.clock,
                countersign=ground.countersign,
            ),
            opened.at,
            due_on=_due_again(opened, question, ground.clock, due.get(verdict.item)),
        )
        for verdict in held
        if (ground := by_rule[verdict.item])
    ]


def _due_again(opened: Opened, question: Question, clock: int | None, due: dt.date | None) -> dt.date | None:
    """The agency's clock stood while the trader had the question: it goes on with the days that it still had."""
    house = opened.house
    if due is not None:
        clock = days_left(house.day_of(question.asked_at), due, house.pack.holidays)
    return due_on(house.day_of(opened.at), clock, house.pack.holidays)
