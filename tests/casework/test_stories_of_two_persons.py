"""Stories of goods that take two officers: one proposes to let them in, another countersigns or sends it back."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from conftest import add_actor
from messages import PLANTS, Goods, message

from agencies.contract import HoldKind, Outcome, WaitsFor
from agencies.table import Countersign
from singlewindow import casework
from singlewindow.accounts.roles import permissions_of
from singlewindow.casework import CaseOutcome, House
from singlewindow.errors import Collided, Invalid, NotAllowed, NotFound, NotPossible
from singlewindow.store import colliding
from singlewindow.store.people import Actor

FENTANYL = Goods("293333", "Fentanyl for the hospital", [("911", "INCB-7")])


class Medicines:
    """The Medicines Authority with two officers, a trader, and the narcotic that was lodged."""

    def __init__(self, house: House, *goods: Goods) -> None:
        self.house = house
        self.trader = add_actor(house, "Trader One", "trader", "trader")
        self.first = add_actor(house, "Med First", "agency", "agency_officer", "MED")
        self.second = add_actor(house, "Med Second", "agency", "agency_officer", "MED")
        raw = message(*(goods or (FENTANYL,)))
        self.lodged = casework.lodge(house, self.trader, raw, "application/xml").decision
        self.reference = self.lodged.reference

    def does(self, act: Any, actor: Actor, *items: int, **words: Any) -> casework.Decision:
        answer = act(self.house, actor, self.reference, items=items or (1,), **words)
        assert isinstance(answer, casework.Answer)
        return answer.decision

    def lets_in(self, actor: Actor, *items: int) -> casework.Decision:
        return self.does(casework.decide, actor, *items, outcome=Outcome.CLEAR, reason="The estimate covers it.")

    def read(self, actor: Actor) -> casework.CaseFile:
        return casework.read_case(self.house, actor, self.reference)

    def story(self) -> list[str]:
        return [entry.event for entry in reversed(self.read(self.trader).timeline) if entry.event != "decided"]


def test_a_narcotic_is_let_in_by_two_officers(house_on: House) -> None:
    story = Medicines(house_on)
    assert story.lodged.outcome is CaseOutcome.PENDING

    proposed = story.lets_in(story.first)
    (waiting,) = [v for v in proposed.items[0].verdicts if v.agency == "MED"]
    assert (proposed.outcome, waiting.waits_for) == (CaseOutcome.PENDING, WaitsFor.COUNTERSIGN)
    assert "second officer of Lagoon Medicines Authority must countersign" in waiting.reasons[0].sentence
    assert [line.to_countersign for line in casework.list_work(house_on, story.second).rows] == [True]
    assert [line.to_countersign for line in casework.list_work(house_on, story.first).rows] == [False]

    signed = story.does(casework.countersign, story.second)
    (answer,) = [v for v in signed.items[0].verdicts if v.agency == "MED"]
    assert signed.outcome is CaseOutcome.RELEASED
    assert (answer.decided_by, answer.countersigned_by) == ("Med First", "Med Second")
    assert story.story() == ["lodged", "verdict_proposed", "verdict_countersigned"]
    assert casework.verify_audit(house_on, reference=story.reference).faults == ()


def test_nobody_countersigns_their_own_work_not_with_two_roles_either(house: House) -> None:
    story = Medicines(house)
    story.lets_in(story.first)
    both = msgspec.structs.replace(story.first, permissions=permissions_of(("agency_officer", "supervisor")))

    for proposer in (story.first, both):
        with pytest.raises(NotAllowed, match="proposed this yourself"):
            story.does(casework.countersign, proposer)
        assert "countersign" not in story.read(proposer).may
    with pytest.raises(NotFound):
        story.does(casework.countersign, add_actor(house, "Bio Officer", "agency", "agency_officer", "BIO"))


def test_the_trader_does_not_read_a_proposal_which_is_not_the_agencys_word_yet(house: House) -> None:
    story = Medicines(house)
    story.does(
        casework.decide,
        story.first,
        outcome=Outcome.CONDITIONAL,
        reason="Within the estimate.",
        conditions=["Use a safe."],
    )

    seen = story.read(story.trader)
    assert seen.proposals == ()
    assert "Within the estimate" not in msgspec.json.encode((seen.decision, seen.timeline)).decode()
    (proposal,) = story.read(story.second).proposals
    assert (proposal.outcome, proposal.conditions, proposal.own) == (Outcome.CONDITIONAL, ("Use a safe.",), False)


def test_what_is_sent_back_waits_for_an_officer_again_within_the_same_time(house: House) -> None:
    story = Medicines(house)
    due = casework.list_work(house, story.first).rows[0].due_on
    story.lets_in(story.first)
    assert casework.list_work(house, story.second).rows[0].due_on == due

    back = story.does(casework.send_back, story.second, reason="The estimate of 2025 is used up.")
    (waiting,) = [v for v in back.items[0].verdicts if v.agency == "MED"]
    assert waiting.waits_for is WaitsFor.OFFICER
    assert casework.list_work(house, story.first).rows[0].due_on == due
    (proposal,) = story.read(story.first).proposals
    assert (proposal.state, proposal.reason) == ("sent_back", "The estimate of 2025 is used up.")

    story.lets_in(story.second)
    assert story.does(casework.countersign, story.first).outcome is CaseOutcome.RELEASED


def test_one_officer_is_enough_to_keep_goods_back_and_that_ends_the_proposal(house: House) -> None:
    story = Medicines(house)
    story.lets_in(story.first)

    held = story.does(
        casework.decide, story.first, outcome=Outcome.HOLD, reason="Count them.", hold=HoldKind.INSPECTION
    )
    assert held.outcome is CaseOutcome.HELD
    with pytest.raises(Invalid):
        story.does(casework.countersign, story.second)
    assert [one.state for one in story.read(story.second).proposals] == ["dropped"]


def test_items_that_need_no_second_officer_are_let_in_at_once(house: House) -> None:
    vitamins = Goods("300450", "Vitamins", [("911", "REG-1")])
    story = Medicines(house, FENTANYL, vitamins)
    mine = [item.item for item in story.lodged.items if any(v.agency == "MED" for v in item.verdicts)]

    decided = story.lets_in(story.first, *mine)
    assert [item.outcome for item in decided.items] == [CaseOutcome.PENDING, CaseOutcome.RELEASED]


def test_what_was_proposed_is_not_countersigned_after_the_end_of_the_case(house: House) -> None:
    story = Medicines(house)
    story.lets_in(story.first)
    story.does(casework.countersign, story.second)

    with pytest.raises(NotPossible, match="nothing waits for a countersign"):
        story.does(casework.countersign, story.second)


def test_an_agency_can_ask_for_a_second_officer_for_all_that_it_lets_go(house: House) -> None:
    agency = house.agencies.get("BIO")
    agency.countersign = Countersign(valid_from=house.now().date(), law="Biosecurity Act (Lagoon), s. 90")  # type: ignore[attr-defined]
    try:
        trader = add_actor(house, "Trader One", "trader", "trader")
        first = add_actor(house, "Bio First", "agency", "agency_officer", "BIO")
        reference = casework.lodge(house, trader, message(PLANTS), "application/xml").decision.reference
        words = {"items": (1,), "outcome": Outcome.CLEAR, "reason": "Healthy."}
        assert casework.decide(house, first, reference, **words).decision.outcome is CaseOutcome.PENDING  # type: ignore[arg-type]
    finally:
        agency.countersign = None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("verb", "words"),
    [
        (casework.countersign, {"items": (1,)}),
        (casework.send_back, {"items": (1,), "reason": "No."}),
        (casework.decide_review, {"review_id": 1, "finding": casework.Finding(False, "No.")}),
        (casework.settle_conflict, {"item": 1, "agency": "MED", "reason": "So."}),
    ],
)
def test_an_act_that_collided_with_another_is_done_again(
    house: House, monkeypatch: pytest.MonkeyPatch, verb: Any, words: dict[str, Any]
) -> None:
    head = add_actor(house, "Customs Head", "customs", "customs_supervisor", "CUS")
    tries: list[object] = []

    def collide(database: object) -> None:
        tries.append(database)
        raise Collided("Try again.")

    monkeypatch.setattr(type(house.database), "writing", collide)
    with pytest.raises(Collided):
        verb(house, head, "LG-1", **words)
    assert len(tries) == colliding.TRIES
