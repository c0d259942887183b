"""An agency's own system is asked by the worker: again and again while it is silent, and never twice for one answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from conftest import add_actor
from messages import SHIRTS, message
from remote_agency import BICYCLE, BIKE, RemoteAgency, cleared, refused
from worked import all_jobs, later, run_due

from singlewindow import casework
from singlewindow.casework import CaseOutcome, House
from singlewindow.casework.remote.answering import take_answer
from singlewindow.store.people import Actor


@pytest.fixture
def office() -> Iterator[RemoteAgency]:
    with RemoteAgency() as started:
        yield started


def story(house: House, trader: Actor, reference: str) -> list[str]:
    return [entry.event for entry in reversed(casework.read_case(house, trader, reference).timeline)]


def test_the_system_is_down_for_a_day_then_answers_twice_and_late(house_on: House, office: RemoteAgency) -> None:
    house = office.joined(house_on)
    trader = add_actor(house, "Trader One", "trader", "trader")
    office.status = 503
    decision = casework.lodge(house, trader, message(BIKE, SHIRTS, BICYCLE), "application/xml").decision
    assert decision.outcome is CaseOutcome.PENDING

    for hours in (0, 1, 3, 8, 20):
        run_due(later(house, dt.timedelta(hours=hours)))
    asked = {claims["jti"] for _, claims in office.said(house)}
    assert (len(office.sent), asked) == (5, {f"{decision.reference}-1-VEH"})

    office.status, tomorrow = 202, later(house, dt.timedelta(days=2))
    run_due(tomorrow)
    run_due(later(house, dt.timedelta(days=2, hours=2)))
    assert len(office.sent) == 6, "it took the ask, and is not asked again"
    _, claims = office.said(house)[-1]
    assert [item["item"] for item in claims["items"]] == [1, 3]
    shown = claims["declaration"]["MetaData"]["Declaration"]["GoodsShipment"]["GovernmentAgencyGoodsItem"]
    assert [item["SequenceNumeric"] for item in shown] == [1, 3], "and nobody's shirts"

    answer = office.answer(tomorrow, claims["jti"], items=cleared(1, 3))
    first = take_answer(tomorrow, "VEH", answer)
    second = take_answer(tomorrow, "VEH", office.answer(tomorrow, claims["jti"], items=cleared(1, 3)))
    assert (first.applied, first.kept) == ((1, 3), ())
    assert second == first
    late = take_answer(tomorrow, "VEH", office.answer(tomorrow, claims["jti"], jti="A-2", items=refused(1)))
    assert (late.applied, late.kept) == ((), (1,))
    assert "the case is released already" in late.sentence

    case = casework.read_case(house, trader, decision.reference)
    assert case.decision.outcome is CaseOutcome.RELEASED
    assert story(house, trader, decision.reference) == [
        "lodged", "agency_asked", "decided", "verdict_given", "decided", "answer_kept",
    ]  # fmt: skip
    assert casework.verify_audit(house).faults == ()
    assert [job.kind for job in all_jobs(house) if job.kind == "ask_agency"] == ["ask_agency"]
