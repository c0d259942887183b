"""The audit trail: a change or a gap shows."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from conftest import add_actor
from messages import PLANTS, SHIRTS, message

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import House
from singlewindow.casework.states import STEPS
from singlewindow.casework.timeline import SENTENCES

FOLLOWING = {
    "decided",
    "asked_again",
    "inspection_ended",
    "carried_over",
    "verdict_proposed",
    "agency_asked",
    "ask_withdrawn",
    "answer_kept",
    "amendment_requested",
    "cancellation_requested",
    "question_closed",
}
"""What is told besides the acts of the state table: what they began with, and what followed from them."""


@pytest.fixture
def lodged(house_on: House) -> House:
    """A house with two cases, one of them decided by an officer."""
    lodger = add_actor(house_on, "Trader One", "trader", "trader")
    officer = add_actor(house_on, "Bio Officer", "agency", "agency_officer", "BIO")
    casework.lodge(house_on, lodger, message(SHIRTS, reference="A"), "application/xml")
    plants = casework.lodge(house_on, lodger, message(PLANTS, reference="B"), "application/xml").decision.reference
    casework.decide(house_on, officer, plants, items=(1,), outcome=Outcome.CLEAR, reason="Good.")
    return house_on


def run(house: House, statement: str) -> None:
    with house.database.writing() as session:
        session.execute(sa.text(statement))


def test_a_trail_that_nobody_touched_holds(lodged: House) -> None:
    report = casework.verify_audit(lodged)

    assert (report.cases, report.entries, report.faults) == (2, 6, ())


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit_entry SET actor = 'Somebody Else' WHERE number = 1",
        "UPDATE audit_entry SET data = '{}' WHERE number = 2",
        "DELETE FROM audit_entry WHERE number = 2",
        "DELETE FROM audit_entry WHERE case_id = 2 AND number = 4",
        "DELETE FROM audit_entry WHERE case_id = 1",
        "UPDATE decision SET document = replace(document, 'pending', 'released') WHERE case_id = 2 AND number = 1",
        "DELETE FROM decision WHERE case_id = 2 AND number = 1",
        "UPDATE declaration_version SET raw = v.raw FROM declaration_version AS v WHERE v.case_id = 2",
    ],
)
def test_tampering_shows(lodged: House, tampering: str) -> None:
    run(lodged, tampering)

    assert casework.verify_audit(lodged).faults


def test_every_event_of_the_state_table_can_be_told() -> None:
    assert {step.event for step in STEPS} | FOLLOWING == set(SENTENCES)
