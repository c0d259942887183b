"""Stories of questions: a hold, a question with a day and a reminder, an answer with a document, a release."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from conftest import add_actor
from messages import PLANTS, Goods, message
from papers import PDF, certificate, paper
from worked import run_due

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import CaseOutcome, House, QuestionView
from singlewindow.errors import Invalid, NotFound
from singlewindow.store.people import Actor

XML = "application/xml"
FLOWERS = Goods("060319", "Cut flowers")


class Window:
    """A window with a trader, an officer of biosecurity and one of customs, and the case they speak about."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.trader = add_actor(house, "Trader One", "trader", "trader")
        self.officer = add_actor(house, "Bio Officer", "agency", "agency_officer", "BIO")
        self.customs = add_actor(house, "Customs Officer", "customs", "customs_officer", "CUS")
        self.reference = ""

    def lodge(self, *goods: Goods) -> casework.Decision:
        decision = casework.lodge(self.house, self.trader, message(*goods), XML).decision
        self.reference = decision.reference
        return decision

    def ask(self, text: str, *, items: tuple[int, ...] = (1,), by: Actor | None = None, **more: Any) -> CaseOutcome:
        asked = casework.ask(self.house, by or self.officer, self.reference, items=items, text=text, **more)
        return asked.decision.outcome

    def reply(self, question: QuestionView, text: str, *documents: casework.Sent) -> CaseOutcome:
        words = (self.house, self.trader, self.reference, question.id, text, documents)
        return casework.reply(*words).decision.outcome

    def read(self, actor: Actor | None = None) -> casework.CaseFile:
        return casework.read_case(self.house, actor or self.trader, self.reference)

    def question(self) -> QuestionView:
        """The newest one."""
        return self.read().questions[0]

    def approve(self, *items: int) -> casework.Decision:
        words = {"items": items, "outcome": Outcome.CLEAR, "reason": "The papers are in order."}
        return casework.decide(self.house, self.officer, self.reference, **words).decision

    def days_later(self, days: int) -> None:
        then = self.house.now() + dt.timedelta(days=days)
        self.house = msgspec.structs.replace(self.house, now=lambda: then)

    def until(self, day: dt.date) -> None:
        self.days_later((day - self.house.day_of(self.house.now())).days)

    def notices(self, actor: Actor | None = None) -> list[str]:
        """The subjects of what somebody was told, the newest first, once the worker did what was due."""
        run_due(self.house)
        run_due(self.house)
        return [line.subject for line in casework.list_notices(self.house, actor or self.trader).rows]

    def on_the_worklist(self) -> casework.WorkLine:
        (line,) = casework.list_work(self.house, self.officer).rows
        return line

    def story(self) -> list[str]:
        """What happened, oldest first, but for the decisions."""
        return [entry.event for entry in reversed(self.read().timeline) if entry.event != "decided"]


def in_words(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"


@pytest.fixture
def window(house: House) -> Window:
    return Window(house)


@pytest.fixture
def window_on(house_on: House) -> Window:
    """On each database."""
    return Window(house_on)


def test_goods_are_held_for_a_paper_which_the_trader_sends_late_and_then_they_are_released(window_on: Window) -> None:
    window = window_on
    assert window.lodge(PLANTS).outcome is CaseOutcome.PENDING
    held = window.ask("The treatment certificate of the nursery", kind="documents")
    assert held is CaseOutcome.HELD
    asked = window.question()
    assert asked.answer_by is not None
    assert window.on_the_worklist().answer_by == asked.answer_by
    assert not window.on_the_worklist().answer_overdue

    assert window.notices() == [f"{window.reference}: a question for you"]
    window.until(asked.answer_by - dt.timedelta(days=1))
    assert window.notices()[0] == f"{window.reference}: answer Lagoon Biosecurity by {in_words(asked.answer_by)}"
    window.until(asked.answer_by + dt.timedelta(days=1))
    assert window.notices()[0] == f"{window.reference}: your answer is overdue"
    assert window.notices(window.officer)[0] == f"{window.reference}: no answer to your question"
    assert window.question().overdue
    assert window.on_the_worklist().answer_overdue

    assert window.reply(asked, "Here it is.", paper(PDF, "treatment.pdf")) is CaseOutcome.PENDING
    (sent,) = window.read(window.officer).documents
    assert (sent.name, sent.question) == ("treatment.pdf", asked.id)
    assert casework.read_document(window.house, window.officer, window.reference, sent.id)[1] == PDF

    assert window.approve(1).outcome is CaseOutcome.RELEASED
    assert window.story() == ["lodged", "question_asked", "document_attached", "question_answered", "verdict_given"]
    assert casework.verify_audit(window.house, reference=window.reference).faults == ()


def test_cut_flowers_wait_for_their_phytosanitary_certificate_which_clears_them_when_it_is_attached(
    window_on: Window,
) -> None:
    window = window_on
    lodged = window.lodge(FLOWERS)
    assert lodged.outcome is CaseOutcome.PENDING
    assert "Name it, with its number" in lodged.items[0].verdicts[0].reasons[0].sentence

    attached = casework.attach(window.house, window.trader, window.reference, [paper(certificate(), "ephyto.xml")])

    assert attached.answer.decision.outcome is CaseOutcome.RELEASED
    (said,) = [v.reasons[0].sentence for v in attached.answer.decision.items[0].verdicts if v.agency == "BIO"]
    assert said == "Cut flowers and foliage: electronic certificate PHYTO-NZ-1 of NZ covers the item."
    (document,) = window.read(window.officer).documents
    assert (document.type_code, document.document_id, document.certificate) == ("851", "PHYTO-NZ-1", True)
    assert window.story() == ["lodged", "document_attached"]
    assert window.notices(window.officer) == [f"{window.reference}: a document was attached"]


def test_several_round_trips_are_one_thread(window: Window) -> None:
    window.lodge(PLANTS)
    window.ask("Which nursery grew them?")
    first = window.question()
    window.reply(first, "One in Nelson.")
    window.ask("Which one of them? Send its certificate.", kind="documents", follows=first.id)
    second = window.question()
    window.reply(second, "", paper())
    window.ask("The page is cut off.", kind="documents", follows=second.id)

    asked = window.read().questions
    assert {one.thread for one in asked} == {first.id}
    assert [one.open for one in asked] == [True, False, False]


def test_customs_asks_too_and_its_answer_is_not_the_agencies_to_read(window: Window) -> None:
    window.lodge(PLANTS)
    assert window.ask("Is this the whole invoice?", by=window.customs) is CaseOutcome.HELD
    assert window.reply(window.question(), "Yes.", paper()) is CaseOutcome.PENDING

    assert len(window.read(window.customs).documents) == 1
    assert window.read(window.officer).documents == ()
    assert [entry.event for entry in window.read(window.officer).timeline].count("document_attached") == 0


def test_a_question_is_closed_when_the_officer_decides_without_waiting_for_the_answer(window: Window) -> None:
    window.lodge(PLANTS, PLANTS)
    window.ask("Which nursery?")
    window.approve(1)

    asked = window.question()
    assert (asked.open, asked.answered_at) == (False, None)
    assert asked.closed_at is not None
    assert window.story()[-2:] == ["verdict_given", "question_closed"]
    with pytest.raises(NotFound):
        window.reply(asked, "Too late.")


def test_items_stay_held_while_another_question_about_them_is_open(window: Window) -> None:
    window.lodge(PLANTS)
    window.ask("Which nursery?")
    nursery = window.question()
    window.ask("Which treatment?")

    assert window.reply(window.question(), "Fumigated.") is CaseOutcome.HELD
    assert window.reply(nursery, "One in Nelson.") is CaseOutcome.PENDING


def test_an_amendment_that_asks_the_agency_anew_leaves_no_question_behind(window: Window) -> None:
    window.lodge(PLANTS)
    window.ask("A hundred kilograms, or a thousand?")
    more = message(PLANTS._replace(net_mass="1000"))
    casework.amend(window.house, window.trader, window.reference, more, XML)

    assert not window.question().open
    assert not window.on_the_worklist().open_question


def test_a_cancellation_closes_the_questions(window: Window) -> None:
    window.lodge(PLANTS)
    window.ask("Which nursery?")
    words = {"reason_code": "10", "reason": "Lodged twice."}
    casework.cancel(window.house, window.trader, window.reference, **words)
    (wish,) = window.read().requests
    assert window.question().open
    casework.decide_request(window.house, window.customs, window.reference, wish.id, granted=True, reason="")

    assert not window.question().open


def test_the_officer_gives_more_time(window: Window) -> None:
    window.lodge(PLANTS)
    window.ask("Which nursery?", answer_by=window.house.day_of(window.house.now()) + dt.timedelta(days=1))
    window.days_later(3)
    assert window.on_the_worklist().answer_overdue
    before = window.read(window.officer)
    until = window.house.day_of(window.house.now()) + dt.timedelta(days=7)

    words = {"answer_by": until, "note": "The nursery is closed this week", "revision": before.revision}
    extended = casework.extend(window.house, window.officer, window.reference, window.question().id, **words)
    assert extended.decision.number == before.decision.number
    assert extended.revision == before.revision + 1
    assert window.question().answer_by == until
    assert f"{window.reference}: answer by {in_words(until)}" in window.notices()
    assert not window.on_the_worklist().answer_overdue
    assert window.read().timeline[0].sentence.endswith(f"until {until}: The nursery is closed this week.")


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_day_on_which_nobody_can_answer_is_refused(house: House, days: int) -> None:
    window = Window(house)
    window.lodge(PLANTS)

    with pytest.raises(Invalid) as refused:
        window.ask("Which nursery?", answer_by=house.day_of(house.now()) + dt.timedelta(days=days))
    assert [fault.field for fault in refused.value.fields] == ["answer_by"]


def test_an_answer_is_words_or_documents_and_not_nothing(house: House) -> None:
    window = Window(house)
    window.lodge(PLANTS)
    window.ask("Which nursery?")

    with pytest.raises(Invalid):
        window.reply(window.question(), "  ")
    assert window.reply(window.question(), "", paper()) is CaseOutcome.PENDING


def test_a_thread_is_not_continued_in_another_case(house: House) -> None:
    window = Window(house)
    window.lodge(PLANTS)
    window.ask("Which nursery?")
    elsewhere = window.question().id
    lodged = casework.lodge(house, window.trader, message(PLANTS, reference="T-2"), XML)
    window.reference = lodged.decision.reference

    with pytest.raises(Invalid):
        window.ask("And which of its fields?", follows=elsewhere)
