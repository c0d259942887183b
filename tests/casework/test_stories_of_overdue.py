"""Stories of an agency whose clock runs out: its supervisor is told, takes it over, and decides."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from amending import XML, amendment, naming, with_item
from conftest import add_actor
from messages import PLANTS, PLANTS_WITHOUT_CERTIFICATE, Goods, declaration, message
from worked import run_due

from agencies.contract import HoldKind, Outcome
from singlewindow import casework
from singlewindow.casework import CaseOutcome, House
from singlewindow.errors import NotAllowed, NotPossible
from singlewindow.store.people import Actor


class Waiting:
    """Plants that wait for biosecurity, which has days to answer."""

    def __init__(self, house: House, *goods: Goods) -> None:
        self.house = house
        self.trader = add_actor(house, "Trader One", "trader", "trader")
        self.officer = add_actor(house, "Bio Officer", "agency", "agency_officer", "BIO")
        self.head = add_actor(house, "Bio Head", "agency", "supervisor", "BIO")
        raw = message(*(goods or (PLANTS,)))
        self.reference = casework.lodge(house, self.trader, raw, "application/xml").decision.reference
        self.due_on = casework.list_work(house, self.officer).rows[0].due_on

    def weeks_later(self, weeks: int = 6) -> None:
        """So much later, the worker has done what was due."""
        then = self.house.now() + dt.timedelta(weeks=weeks)
        self.house = msgspec.structs.replace(self.house, now=lambda: then)
        run_due(self.house)

    def approve(self, actor: Actor) -> casework.Decision:
        words: dict[str, Any] = {"items": (1,), "outcome": Outcome.CLEAR, "reason": "Healthy."}
        return casework.decide(self.house, actor, self.reference, **words).decision

    def events(self, name: str) -> int:
        timeline = casework.read_case(self.house, self.officer, self.reference).timeline
        return [entry.event for entry in timeline].count(name)

    def notices_of(self, actor: Actor) -> list[str]:
        return [line.text for line in casework.list_notices(self.house, actor).rows]


def test_what_is_overdue_is_told_to_the_supervisor_who_takes_it_over_and_decides(house_on: House) -> None:
    story = Waiting(house_on)
    story.weeks_later()
    assert story.events("overdue") == 1
    assert any("was to answer by" in text for text in story.notices_of(story.head))
    (line,) = casework.list_work(story.house, story.head, overdue=True).rows
    assert (line.overdue_since, line.taken_over_by) == (story.due_on, None)
    assert casework.count_work(story.house, story.head, overdue=True) == 1

    casework.take_over(story.house, story.head, story.reference)
    assert casework.list_work(story.house, story.officer).rows[0].taken_over_by == "Bio Head"
    with pytest.raises(NotPossible, match="Bio Head took this over"):
        story.approve(story.officer)
    assert story.approve(story.head).outcome is CaseOutcome.RELEASED
    assert casework.list_work(story.house, story.head, overdue=True).rows == ()
    assert casework.verify_audit(story.house, reference=story.reference).faults == ()


def test_an_answer_in_time_leaves_nothing_to_escalate(house: House) -> None:
    story = Waiting(house)
    story.approve(story.officer)
    story.weeks_later()
    assert story.events("overdue") == 0
    assert not any("was to answer" in text for text in story.notices_of(story.head))


def test_a_case_is_told_once_however_long_it_waits(house: House) -> None:
    story = Waiting(house)
    story.weeks_later()
    story.weeks_later()
    assert story.events("overdue") == 1
    assert len([text for text in story.notices_of(story.head) if "was to answer" in text]) == 1


def test_no_clock_runs_while_the_trader_has_the_question_and_it_goes_on_after_the_answer(house: House) -> None:
    story = Waiting(house)
    casework.ask(house, story.officer, story.reference, items=(1,), text="Which nursery?")
    story.weeks_later()
    assert story.events("overdue") == 0

    (question,) = casework.read_case(story.house, story.trader, story.reference).questions
    casework.reply(story.house, story.trader, story.reference, question.id, "The one in Wellington.")
    assert casework.list_work(story.house, story.officer, overdue=True).rows == ()
    story.weeks_later()
    assert story.events("overdue") == 1


def test_what_waits_for_the_traders_document_is_not_the_agencys_delay(house: House) -> None:
    story = Waiting(house, PLANTS_WITHOUT_CERTIFICATE)
    story.weeks_later()
    assert story.events("overdue") == 0
    assert casework.list_work(story.house, story.head, overdue=True).rows == ()


def test_only_a_supervisor_takes_over_and_only_what_is_overdue(house: House) -> None:
    story = Waiting(house)
    with pytest.raises(NotPossible, match="Nothing is overdue"):
        casework.take_over(story.house, story.head, story.reference)
    story.weeks_later()
    with pytest.raises(NotAllowed):
        casework.take_over(story.house, story.officer, story.reference)
    assert "take_over" in casework.read_case(story.house, story.head, story.reference).may
    assert "take_over" not in casework.read_case(story.house, story.officer, story.reference).may


def test_what_a_supervisor_took_over_and_left_is_another_supervisors_to_take(house: House) -> None:
    story = Waiting(house)
    deputy = add_actor(house, "Bio Deputy", "agency", "supervisor", "BIO")
    story.weeks_later()
    casework.take_over(story.house, story.head, story.reference)
    held: dict[str, Any] = {"items": (1,), "outcome": Outcome.HOLD, "reason": "Wait.", "hold": HoldKind.INSPECTION}
    casework.decide(story.house, story.head, story.reference, **held)
    with pytest.raises(NotPossible, match="Bio Head took this over"):
        story.approve(deputy)

    assert "take_over" in casework.read_case(story.house, deputy, story.reference).may
    casework.take_over(story.house, deputy, story.reference)
    assert "take_over" not in casework.read_case(story.house, deputy, story.reference).may
    assert story.approve(deputy).outcome is CaseOutcome.RELEASED


def test_an_agency_that_is_asked_anew_about_a_new_version_answers_it_by_any_officer_and_may_be_late_again(
    house: House,
) -> None:
    story = Waiting(house)
    story.weeks_later()
    casework.take_over(story.house, story.head, story.reference)
    old = declaration(PLANTS)
    new = with_item(old, 1, naming("Olive plants in pots"))
    casework.ask(story.house, story.head, story.reference, items=(1,), text="Which plants?")
    casework.amend(story.house, story.trader, story.reference, amendment(old, new, story.reference, "A-1"), XML)

    story.weeks_later()
    assert story.events("overdue") == 2
    assert story.approve(story.officer).outcome is CaseOutcome.RELEASED


def test_a_worklist_of_many_cases_takes_no_more_statements_than_one_of_a_single_case(house: House) -> None:
    story, counted = Waiting(house), list[int]()
    for lodged in ("T-2", "T-3"):
        statements: list[str] = []
        listener = lambda *told, kept=statements: kept.append(told[2])  # noqa: E731
        sa.event.listen(house.database.engine, "before_cursor_execute", listener)
        assert casework.list_work(house, story.officer).rows
        sa.event.remove(house.database.engine, "before_cursor_execute", listener)
        counted.append(len(statements))
        casework.lodge(house, story.trader, message(PLANTS, reference=lodged), "application/xml")
    assert counted[0] == counted[1] < 10
