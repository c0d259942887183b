"""Stories of reviews (WTO TFA Article 4): a refusal, another officer who looks at it, and what becomes of the goods."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from amending import XML, amendment, naming, with_item
from conftest import add_actor
from messages import PLANTS, SHIRTS, Goods, declaration, message
from worked import run_due

from agencies.contract import HoldKind, Outcome
from singlewindow import casework
from singlewindow.casework import CaseOutcome, Finding, House
from singlewindow.casework.notice_choice import Choice, choose
from singlewindow.errors import Invalid, NotAllowed, NotFound, NotPossible
from singlewindow.store.people import Actor


class Refusal:
    """Plants that biosecurity's officer refused, and the people who speak about them."""

    def __init__(self, house: House, *goods: Goods) -> None:
        self.house = house
        self.trader = add_actor(house, "Trader One", "trader", "trader")
        self.first = add_actor(house, "Bio First", "agency", "agency_officer", "BIO")
        self.second = add_actor(house, "Bio Second", "agency", "agency_officer", "BIO")
        self.customs = add_actor(house, "Customs Officer", "customs", "customs_officer", "CUS")
        raw = message(*(goods or (PLANTS, SHIRTS)))
        self.reference = casework.lodge(house, self.trader, raw, "application/xml").decision.reference
        words: dict[str, Any] = {"items": (1,), "outcome": Outcome.REFUSE, "reason": "The certificate is for ferns."}
        self.refused = casework.decide(house, self.first, self.reference, **words)

    def ask(self, **words: Any) -> casework.Answer:
        words = {"agency": "BIO", "items": (1,), "grounds": "Palms are on page two of the certificate.", **words}
        return casework.ask_review(self.house, self.trader, self.reference, **words)

    def decide(self, actor: Actor, *, overturned: bool, **words: Any) -> casework.Answer:
        finding = Finding(overturned=overturned, reason="Page two names them.", **words)
        review = self.read().reviews[0].id
        return casework.decide_review(self.house, actor, self.reference, review, finding)

    def read(self, actor: Actor | None = None) -> casework.CaseFile:
        return casework.read_case(self.house, actor or self.trader, self.reference)

    def later(self, days: int) -> None:
        then = self.house.now() + dt.timedelta(days=days)
        self.house = msgspec.structs.replace(self.house, now=lambda: then)

    def story(self) -> list[str]:
        return [entry.event for entry in reversed(self.read().timeline) if entry.event != "decided"]


def test_a_refusal_is_reviewed_by_another_officer_overturned_and_the_goods_are_released(house_on: House) -> None:
    story = Refusal(house_on)
    asked = story.ask()
    assert (asked.decision.outcome, asked.response.function_code) == (CaseOutcome.REFUSED, "02")
    assert [line.review for line in casework.list_work(house_on, story.second).rows] == [True]
    with pytest.raises(NotAllowed, match="another officer"):
        story.decide(story.first, overturned=True)
    assert "overturn_review" not in story.read(story.first).may

    overturned = story.decide(story.second, overturned=True)
    assert (overturned.decision.outcome, overturned.response.function_code) == (CaseOutcome.RELEASED, "11")
    assert any(status.name_code == "39" for status in overturned.response.status)
    (review,) = story.read().reviews
    assert (review.state, review.decided_by, review.answer) == ("overturned", "Bio Second", "Page two names them.")
    assert story.story() == ["lodged", "verdict_given", "review_asked", "review_overturned"]
    assert casework.verify_audit(house_on, reference=story.reference).faults == ()
    assert casework.list_work(house_on, story.second).rows == ()
    run_due(house_on)
    told = casework.list_notices(house_on, story.trader).rows[0].text
    assert "Lagoon Biosecurity overturned its answer. Page two names them." in told


def test_every_refusal_names_the_office_the_last_day_and_the_form(house: House) -> None:
    story = Refusal(house)
    last_day = house.day_of(house.now()) + dt.timedelta(days=20)

    (answer,) = [one for one in story.refused.decision.agencies if one.agency == "BIO"]
    assert (answer.review_by, answer.appeal.form) == (last_day, "BIO-90")
    assert story.refused.response.appeal_office is not None
    assert story.refused.response.appeal_office.id == "BIO"
    told = [one for one in story.refused.response.additional_information if one.statement_code == "APPEAL"]
    assert f"Chief Biosecurity Officer, Biosecurity House, Lagoon Town, by {last_day}" in told[0].statement_description
    assert "in this window or by form BIO-90: Biosecurity Act 2015 (Lagoon), s. 92" in told[0].statement_description
    (recourse,) = story.read().recourse
    assert (recourse.agency, recourse.items, recourse.until) == ("BIO", (1,), last_day)


def test_the_last_day_stays_the_same_whatever_happens_to_the_case_meanwhile(house: House) -> None:
    story = Refusal(house)
    (before,) = story.read().recourse
    story.later(5)
    casework.settle(story.house, story.customs, story.reference)
    assert story.read().recourse == (before,)

    story.later(16)
    assert story.read().recourse == ()
    assert "ask_review" not in story.read().may
    with pytest.raises(NotPossible, match="last day"):
        story.ask()


def test_what_is_upheld_stays_refused_and_the_trader_is_told_where_to_appeal(house: House) -> None:
    story = Refusal(house)
    story.ask()
    upheld = story.decide(story.second, overturned=False)

    assert upheld.decision.outcome is CaseOutcome.REFUSED
    assert any(status.name_code == "41" for status in upheld.response.status)
    until = house.day_of(house.now()) + dt.timedelta(days=60)
    assert upheld.decision.request is not None
    assert (
        f"appeal to Lagoon Administrative Tribunal, Court House, Lagoon Town by {until}"
        in upheld.decision.request.sentence
    )
    with pytest.raises(NotPossible):
        story.ask()
    run_due(house)
    texts = [line.text for line in casework.list_notices(house, story.trader).rows]
    assert any("upheld its answer" in text and "Tribunal" in text for text in texts)
    (review,) = casework.read_case(house, story.trader, story.reference).reviews
    assert review.appeal is not None
    assert (review.appeal.by, review.appeal.office) == (
        until,
        "Lagoon Administrative Tribunal, Court House, Lagoon Town",
    )


def test_who_reads_french_is_told_of_a_review_in_french_alone(house: House) -> None:
    story = Refusal(house)
    choose(house, story.trader, Choice("fr", email=False, sms=False, phone=""))
    story.ask()
    story.decide(story.second, overturned=False)
    run_due(house)

    text = casework.list_notices(house, story.trader).rows[0].text
    until = house.day_of(house.now()) + dt.timedelta(days=60)
    assert "Lagoon Biosecurity a maintenu sa réponse." in text
    assert f"Lagoon Administrative Tribunal, Court House, Lagoon Town jusqu'au {until.day} " in text
    assert "upheld" not in text


def test_a_rules_refusal_is_reviewed_by_any_officer(house: House) -> None:
    trader = add_actor(house, "Trader One", "trader", "trader")
    officer = add_actor(house, "Env Officer", "agency", "agency_officer", "ENV")
    bags = Goods("392321", "Plastic shopping bags")
    lodged = casework.lodge(house, trader, message(bags), "application/xml").decision
    assert lodged.outcome is CaseOutcome.REFUSED

    reference = lodged.reference
    casework.ask_review(house, trader, reference, agency="ENV", items=(1,), grounds="They are of paper.")
    (review,) = casework.read_case(house, officer, reference).reviews
    finding = Finding(True, "They are of paper.", Outcome.CONDITIONAL, ("Correct the description.",))
    decided = casework.decide_review(house, officer, reference, review.id, finding).decision
    assert decided.outcome is CaseOutcome.RELEASED_WITH_CONDITIONS


def test_items_under_review_are_answered_by_the_review_alone(house: House) -> None:
    story = Refusal(house)
    story.ask()

    for act, words in (
        (casework.decide, {"outcome": Outcome.HOLD, "reason": "Wait.", "hold": HoldKind.INSPECTION}),
        (casework.ask, {"text": "Which page?"}),
    ):
        with pytest.raises(NotPossible, match="under review"):
            act(house, story.first, story.reference, items=(1,), **words)  # type: ignore[operator]
    with pytest.raises(NotPossible):
        story.ask()


def test_a_review_does_not_keep_the_trader_from_cancelling(house: House) -> None:
    story = Refusal(house)
    story.ask()
    words: dict[str, Any] = {"reason_code": casework.cancellation_reasons(house)[0].code, "reason": "Sent back."}
    casework.cancel(house, story.trader, story.reference, **words)
    request = story.read().requests[0]
    casework.decide_request(house, story.customs, story.reference, request.id, granted=True, reason="")

    assert story.read().decision.outcome is CaseOutcome.CANCELLED
    assert [review.state for review in story.read().reviews] == ["ended"]
    assert casework.list_work(house, story.second).rows == ()


def test_a_request_that_customs_denied_is_reviewed_and_carried_out(house: House) -> None:
    story = Refusal(house)
    supervisor = add_actor(house, "Customs Head", "customs", "customs_supervisor", "CUS")
    words: dict[str, Any] = {"reason_code": casework.cancellation_reasons(house)[0].code, "reason": "Sent back."}
    casework.cancel(house, story.trader, story.reference, **words)
    request = story.read().requests[0]
    denied = casework.decide_request(house, story.customs, story.reference, request.id, granted=False, reason="No.")
    assert denied.decision.request is not None
    assert denied.decision.request.review_by == house.day_of(house.now()) + dt.timedelta(days=30)

    story.ask(agency=None, items=(), request_id=request.id)
    with pytest.raises(NotAllowed, match="another officer"):
        story.decide(story.customs, overturned=True)
    assert story.decide(supervisor, overturned=True).decision.outcome is CaseOutcome.CANCELLED
    assert story.read().requests[0].state == "granted"


def test_a_review_is_the_lodgers_to_ask_for_and_needs_grounds(house: House) -> None:
    story = Refusal(house)
    with pytest.raises(Invalid) as wrong:
        story.ask(grounds=" ", items=())
    assert {fault.field for fault in wrong.value.fields} == {"grounds", "items"}
    stranger = add_actor(house, "Stranger Ltd", "trader", "trader")
    with pytest.raises(NotFound):
        casework.ask_review(house, stranger, story.reference, agency="BIO", items=(1,), grounds="Mine.")
    with pytest.raises(NotPossible):
        story.ask(items=(2,))


def test_an_agency_reads_its_own_reviews_only(house: House) -> None:
    story = Refusal(house, PLANTS, Goods("160414", "Canned tuna", [("852", "HEALTH-1")]))
    food = add_actor(house, "Food Officer", "agency", "agency_officer", "FOO")
    story.ask()

    assert story.read(food).reviews == ()
    assert "page two" not in msgspec.json.encode(story.read(food).timeline).decode()
    assert len(story.read(story.second).reviews) == 1


def test_the_only_officer_of_an_agency_ends_a_review_by_letting_the_goods_go(house: House) -> None:
    story = Refusal(house)
    story.ask()
    words: dict[str, Any] = {"items": (1,), "outcome": Outcome.CLEAR, "reason": "Page two names them."}

    assert casework.decide(house, story.first, story.reference, **words).decision.outcome is CaseOutcome.RELEASED
    assert [review.state for review in story.read().reviews] == ["ended"]
    assert casework.list_work(house, story.second).rows == ()


class Denial(Refusal):
    """The same plants, of which customs denied an amendment."""

    def __init__(self, house: House) -> None:
        super().__init__(house)
        self.head = add_actor(house, "Customs Head", "customs", "customs_supervisor", "CUS")
        self.old = declaration(PLANTS, SHIRTS)
        self.palms = with_item(self.old, 1, naming("Palms"))
        self.amend(self.palms, "A-1")
        self.request = self.read().requests[0].id
        self.answer_request(self.request, granted=False)

    def amend(self, new: Any, name: str) -> casework.Answer:
        raw = amendment(self.old, new, self.reference, name)
        return casework.amend(self.house, self.trader, self.reference, raw, XML)

    def answer_request(self, request: int, *, granted: bool) -> None:
        words: dict[str, Any] = {"granted": granted, "reason": "So it is."}
        casework.decide_request(self.house, self.customs, self.reference, request, **words)


def test_an_amendment_that_was_denied_is_carried_out_on_review_while_the_version_is_the_one_it_was_of(
    house: House,
) -> None:
    story = Denial(house)
    story.ask(agency=None, items=(), request_id=story.request)
    assert story.decide(story.head, overturned=True).decision.version == 2


def test_no_review_brings_back_a_declaration_that_was_amended_otherwise_since(house: House) -> None:
    story = Denial(house)
    story.ask(agency=None, items=(), request_id=story.request)
    story.amend(with_item(story.old, 1, naming("Ferns")), "A-2")
    (waiting,) = [one.id for one in story.read().requests if one.state == "asked"]
    with pytest.raises(NotPossible, match="Grant or deny that one first"):
        story.decide(story.head, overturned=True)

    story.answer_request(waiting, granted=True)
    assert [review.state for review in story.read().reviews] == ["ended"]
    with pytest.raises(NotFound):
        story.decide(story.head, overturned=True)
    assert all(one.request_id != story.request for one in story.read().recourse)
