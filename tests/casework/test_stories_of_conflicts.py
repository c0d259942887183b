"""Stories of officers of two agencies who contradict each other, and of customs' supervisor who settles it."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import add_actor
from messages import PLANTS, message

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import CaseOutcome, House
from singlewindow.errors import Invalid, NotAllowed, NotPossible
from singlewindow.store.people import Actor


class Contradiction:
    """Plants that biosecurity's officer lets in and customs' officer detains."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.trader = add_actor(house, "Trader One", "trader", "trader")
        self.bio = add_actor(house, "Bio Officer", "agency", "agency_officer", "BIO")
        self.customs = add_actor(house, "Customs Officer", "customs", "customs_officer", "CUS")
        self.head = add_actor(house, "Customs Head", "customs", "customs_supervisor", "CUS")
        self.reference = casework.lodge(house, self.trader, message(PLANTS), "application/xml").decision.reference
        self.answers(self.customs, Outcome.DETAIN, "A false invoice.")
        self.contradicted = self.answers(self.bio, Outcome.CLEAR, "The plants are clean.")

    def answers(self, actor: Actor, outcome: Outcome, reason: str) -> casework.Decision:
        words: dict[str, Any] = {"items": (1,), "outcome": outcome, "reason": reason}
        return casework.decide(self.house, actor, self.reference, **words).decision

    def settle(self, agency: str, actor: Actor | None = None, **words: Any) -> casework.Answer:
        words = {"item": 1, "reason": "The invoice was corrected.", **words}
        return casework.settle_conflict(self.house, actor or self.head, self.reference, agency=agency, **words)

    def read(self, actor: Actor) -> casework.CaseFile:
        return casework.read_case(self.house, actor, self.reference)


def test_a_conflict_is_settled_for_the_agency_that_lets_in_and_the_goods_are_released(house_on: House) -> None:
    story = Contradiction(house_on)
    assert story.contradicted.outcome is CaseOutcome.DETAINED
    assert "settle_conflict" in story.read(story.head).may
    assert "settle_conflict" not in story.read(story.customs).may

    settled = story.settle("BIO")
    assert settled.decision.outcome is CaseOutcome.RELEASED
    assert settled.decision.conflicts == ()
    (told,) = settled.decision.settlements
    assert (told.agency, told.aside, told.settled_by) == ("BIO", ("CUS",), "Customs Head")
    aside = [verdict for verdict in settled.decision.items[0].verdicts if verdict.agency == "CUS"]
    assert [verdict.outcome for verdict in aside] == [Outcome.DETAIN]
    said = [one for one in settled.response.additional_information if one.statement_code == "SETTLED"]
    assert "answer of BIO stands, that of CUS is set aside. The invoice was corrected." in said[0].statement_description
    assert "Customs settled the conflict on item 1" in story.read(story.trader).timeline[1].sentence
    assert casework.verify_audit(house_on, reference=story.reference).faults == ()


def test_a_conflict_settled_for_the_stricter_side_is_no_conflict_any_more(house: House) -> None:
    story = Contradiction(house)
    settled = story.settle("CUS", reason="It is smuggled.").decision
    assert (settled.outcome, settled.conflicts) == (CaseOutcome.DETAINED, ())


@pytest.mark.parametrize("party", ["bio", "customs"])
def test_a_later_answer_of_either_agency_reopens_the_conflict(house: House, party: str) -> None:
    story = Contradiction(house)
    story.settle("CUS", reason="It is smuggled.")
    outcome = Outcome.CLEAR if party == "bio" else Outcome.REFUSE
    anew = story.answers(getattr(story, party), outcome, "Looked at again.")

    assert [conflict.item for conflict in anew.conflicts] == [1]
    assert anew.settlements == ()
    assert "settle_conflict" in story.read(story.head).may


def test_only_the_supervisor_of_customs_settles_a_conflict_and_only_where_there_is_one(house: House) -> None:
    story = Contradiction(house)
    bio_head = add_actor(house, "Bio Head", "agency", "supervisor", "BIO")
    for actor in (story.customs, story.bio, bio_head, story.trader):
        with pytest.raises(NotAllowed):
            story.settle("BIO", actor)
    for words in ({"agency": "FOO"}, {"agency": "BIO", "item": 2}, {"agency": "BIO", "reason": " "}):
        with pytest.raises(Invalid):
            story.settle(**words)  # type: ignore[arg-type]
    story.settle("BIO")
    with pytest.raises(NotPossible):
        story.settle("BIO")


def test_a_supervisor_who_gave_an_answer_on_the_item_is_a_side_and_does_not_settle_it(house: House) -> None:
    story = Contradiction(house)
    story.answers(story.head, Outcome.DETAIN, "I saw the false invoice.")
    with pytest.raises(NotAllowed, match="another supervisor"):
        story.settle("CUS")
    other = add_actor(house, "Customs Deputy", "customs", "customs_supervisor", "CUS")
    assert story.settle("BIO", other).decision.outcome is CaseOutcome.RELEASED
