"""Officers decide and ask, traders answer, and the decision follows; each sees what is theirs to see."""

from __future__ import annotations

import pytest
from conftest import add_actor
from messages import FISH, PLANTS, REFRIGERANT, SHIRTS, message

from agencies.contract import HoldKind, Outcome
from singlewindow import casework
from singlewindow.casework import CaseOutcome, House
from singlewindow.errors import Invalid, NotAllowed, NotFound, NotPossible, Stale
from singlewindow.store.people import Actor

XML = "application/xml"


@pytest.fixture
def reference(house: House, trader: Actor) -> str:
    """A case with a plant (item 1), a food (item 2) and a refrigerant (item 3), waiting for biosecurity."""
    return casework.lodge(house, trader, message(PLANTS, FISH, REFRIGERANT), XML).decision.reference


def approve(house: House, actor: Actor, reference: str, **more: object) -> casework.Answer:
    words = {"items": (1,), "outcome": Outcome.CLEAR, "reason": "The certificate is genuine.", **more}
    return casework.decide(house, actor, reference, **words)  # type: ignore[arg-type]


def test_the_worklist_shows_what_waits_for_the_agency(house: House, biosecurity_officer: Actor, reference: str) -> None:
    work = casework.list_work(house, biosecurity_officer).rows

    assert [(line.reference, line.items, line.waits_for) for line in work] == [(reference, (1,), "officer")]


def test_an_approval_releases_the_goods_on_the_other_agencies_conditions(
    house: House, trader: Actor, biosecurity_officer: Actor, reference: str
) -> None:
    answer = approve(house, biosecurity_officer, reference)

    assert answer.decision.outcome is CaseOutcome.RELEASED_WITH_CONDITIONS
    assert answer.response.function_code == "08"
    assert casework.read_case(house, trader, reference).decision == answer.decision
    assert casework.list_work(house, biosecurity_officer).rows == ()


def test_a_refusal_carries_the_officers_reason_and_the_law_of_the_requirement(
    house: House, biosecurity_officer: Actor, reference: str
) -> None:
    answer = approve(house, biosecurity_officer, reference, outcome=Outcome.REFUSE, reason="Live insects found.")

    assert answer.decision.outcome is CaseOutcome.REFUSED
    (verdict,) = [v for v in answer.decision.items[0].verdicts if v.agency == "BIO"]
    assert verdict.reasons[0].sentence == "Live insects found."
    assert verdict.reasons[0].law
    assert verdict.decided_by == "Bio Officer"


def test_conditions_go_with_an_approval_and_only_with_one(
    house: House, biosecurity_officer: Actor, reference: str
) -> None:
    with pytest.raises(Invalid) as none_given:
        approve(house, biosecurity_officer, reference, outcome=Outcome.CONDITIONAL)
    with pytest.raises(Invalid) as not_wanted:
        approve(house, biosecurity_officer, reference, conditions=("Keep in quarantine.",))

    assert none_given.value.fields[0].field == not_wanted.value.fields[0].field == "conditions"


def test_a_question_holds_the_item_and_its_answer_returns_it_to_the_officer(
    house: House, trader: Actor, biosecurity_officer: Actor, reference: str
) -> None:
    asked = casework.ask(house, biosecurity_officer, reference, items=(1,), text="Which nursery?")
    question = casework.read_case(house, trader, reference).questions[0]
    answered = casework.reply(house, trader, reference, question.id, "Palm Nursery, Nelson")

    assert asked.decision.outcome is CaseOutcome.HELD
    assert asked.response.function_code == "06"
    assert answered.decision.outcome is CaseOutcome.PENDING
    assert casework.read_case(house, biosecurity_officer, reference).questions[0].answer == "Palm Nursery, Nelson"
    assert casework.list_work(house, biosecurity_officer).rows[0].waits_for == "officer"


def test_a_question_is_answered_once_and_by_its_lodger(
    house: House, trader: Actor, biosecurity_officer: Actor, reference: str
) -> None:
    casework.ask(house, biosecurity_officer, reference, items=(1,), text="Which nursery?")
    stranger = add_actor(house, "Stranger Ltd", "trader", "trader")
    question = casework.read_case(house, trader, reference).questions[0]

    with pytest.raises(NotFound):
        casework.reply(house, stranger, reference, question.id, "Mine")
    casework.reply(house, trader, reference, question.id, "Palm Nursery")
    with pytest.raises(NotFound):
        casework.reply(house, trader, reference, question.id, "Another")


def test_a_change_since_the_officer_opened_the_case_is_told(
    house: House, biosecurity_officer: Actor, reference: str
) -> None:
    seen = casework.read_case(house, biosecurity_officer, reference).revision
    approve(house, biosecurity_officer, reference, outcome=Outcome.HOLD, hold=HoldKind.INSPECTION, revision=seen)

    with pytest.raises(Stale):
        approve(house, biosecurity_officer, reference, revision=seen)


def test_released_goods_are_not_decided_again(house: House, biosecurity_officer: Actor, reference: str) -> None:
    approve(house, biosecurity_officer, reference)

    with pytest.raises(NotPossible):
        approve(house, biosecurity_officer, reference, outcome=Outcome.REFUSE)


def test_an_agency_decides_only_the_items_that_concern_it(
    house: House, biosecurity_officer: Actor, reference: str
) -> None:
    with pytest.raises(Invalid) as refused:
        approve(house, biosecurity_officer, reference, items=(1, 2))

    assert refused.value.fields[0].field == "items"


def test_a_trader_does_not_decide(house: House, trader: Actor, reference: str) -> None:
    with pytest.raises(NotAllowed):
        approve(house, trader, reference)


def test_an_agency_sees_only_its_items_and_its_own_verdicts(
    house: House, biosecurity_officer: Actor, reference: str
) -> None:
    file = casework.read_case(house, biosecurity_officer, reference)

    assert [item.item for item in file.decision.items] == [1]
    assert {verdict.agency for item in file.decision.items for verdict in item.verdicts} == {"BIO"}
    assert [item.sequence_numeric for item in file.declaration.items] == [1]


def test_an_agency_does_not_see_a_case_that_does_not_concern_it(
    house: House, trader: Actor, biosecurity_officer: Actor
) -> None:
    reference = casework.lodge(house, trader, message(SHIRTS), XML).decision.reference

    with pytest.raises(NotFound):
        casework.read_case(house, biosecurity_officer, reference)
    assert casework.list_cases(house, biosecurity_officer).rows == ()


def test_a_trader_does_not_see_another_traders_case(house: House, reference: str) -> None:
    stranger = add_actor(house, "Stranger Ltd", "trader", "trader")

    with pytest.raises(NotFound):
        casework.read_case(house, stranger, reference)
    assert casework.list_cases(house, stranger).rows == ()


def test_customs_sees_every_case_whole(house: House, customs_officer: Actor, reference: str) -> None:
    file = casework.read_case(house, customs_officer, reference)

    assert len(file.decision.items) == 3
    assert casework.list_cases(house, customs_officer).rows[0].reference == reference


def test_two_officers_who_contradict_each_other_raise_a_conflict(house_on: House) -> None:
    lodger = add_actor(house_on, "Trader One", "trader", "trader")
    bio = add_actor(house_on, "Bio Officer", "agency", "agency_officer", "BIO")
    customs = add_actor(house_on, "Customs Officer", "customs", "customs_officer", "CUS")
    reference = casework.lodge(house_on, lodger, message(PLANTS), XML).decision.reference

    casework.decide(house_on, customs, reference, items=(1,), outcome=Outcome.DETAIN, reason="False invoice.")
    answer = approve(house_on, bio, reference)

    assert answer.decision.outcome is CaseOutcome.DETAINED
    assert set(answer.decision.conflicts[0].agencies) == {"BIO", "CUS"}


def test_the_timeline_tells_each_step_newest_first(
    house: House, trader: Actor, biosecurity_officer: Actor, reference: str
) -> None:
    approve(house, biosecurity_officer, reference)

    events = [entry.event for entry in casework.read_case(house, trader, reference).timeline]
    assert events == ["decided", "verdict_given", "decided", "lodged"]


def test_lists_are_searched_filtered_and_paged(house: House, trader: Actor) -> None:
    for number in range(5):
        casework.lodge(house, trader, message(SHIRTS, reference=f"R{number}"), XML)
    casework.lodge(house, trader, message(SHIRTS, PLANTS, reference="PLANT"), XML)

    first = casework.list_cases(house, trader, limit=4)
    rest = casework.list_cases(house, trader, limit=4, cursor=first.next_cursor)

    assert [line.functional_reference_id for line in (*first.rows, *rest.rows)] == [
        "PLANT",
        "R4",
        "R3",
        "R2",
        "R1",
        "R0",
    ]
    assert rest.next_cursor is None
    assert [x.functional_reference_id for x in casework.list_cases(house, trader, search="palms").rows] == ["PLANT"]
    assert [x.functional_reference_id for x in casework.list_cases(house, trader, search="0602").rows] == ["PLANT"]
    assert [x.functional_reference_id for x in casework.list_cases(house, trader, outcome="pending").rows] == ["PLANT"]
    assert casework.count_cases(house, trader) == {"released": 5, "pending": 1}
