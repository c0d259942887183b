"""Those concerned find a decision in their inbox, once."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from worked import cleared, lodged, run_due

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.store.people import Actor
from singlewindow.store.tables import DecisionRow
from singlewindow.worker.notice import write_notices

Case = tuple[House, Actor, Actor, str]


@pytest.fixture
def case(house: House, trader: Actor, biosecurity_officer: Actor) -> Case:
    """A case of plants that waits for biosecurity."""
    return house, trader, biosecurity_officer, lodged(house, trader).reference


def test_the_first_decision_makes_no_notice_since_it_was_the_answer(case: Case) -> None:
    house, trader, officer, _ = case
    run_due(house)
    assert _inbox(house, trader) == []
    assert _inbox(house, officer) == []


def test_the_trader_is_told_what_the_agency_answered(case: Case) -> None:
    house, trader, officer, reference = case
    decision = cleared(house, officer, reference)
    run_due(house)
    (text,) = _inbox(house, trader)
    assert text.startswith(f"{reference}: Lagoon Biosecurity approved item 1.")
    assert text.endswith(decision.summary)
    assert _inbox(house, officer) == []


def test_the_trader_is_told_of_a_question_and_the_agency_of_its_answer(case: Case) -> None:
    house, trader, officer, reference = case
    casework.ask(house, officer, reference, items=[1], text="Which nursery grew them?")
    question = casework.read_case(house, trader, reference).questions[0]
    casework.reply(house, trader, reference, question.id, "Nursery One in Wellington.")
    run_due(house)
    assert any("asks a question about item 1" in text for text in _inbox(house, trader))
    assert _inbox(house, officer) == [f"{reference}: your question was answered, and waits for you."]


def test_a_notice_that_is_written_twice_is_there_once(case: Case) -> None:
    house, trader, officer, reference = case
    cleared(house, officer, reference)
    with house.database.reading() as session:
        decision_id = session.scalars(sa.select(DecisionRow.id).where(DecisionRow.number == 2)).one()
    for _ in range(2):
        store = write_notices(house, decision_id)
        with house.database.writing() as session:
            store(session)
        run_due(house)
    assert len(_inbox(house, trader)) == 1


def _inbox(house: House, person: Actor) -> list[str]:
    return [line.text for line in casework.list_notices(house, person).rows]
