"""From stored facts to the position by which a decision is consolidated."""

from __future__ import annotations

import datetime as dt

import pytest
from messages import SHIRTS, declaration

from agencies.contract import Outcome, Verdict
from singlewindow.casework.consolidate import Position
from singlewindow.casework.position import lodged_before_arrival, position_of
from singlewindow.store.positions import Duty, Facts, Kept

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
TODAY = NOON.date()
DRY = Verdict(agency="BIO", item=1, outcome=Outcome.CONDITIONAL, conditions=("Keep it dry.",))


@pytest.mark.parametrize(
    ("facts", "position"),
    [
        (Facts(), Position()),
        (Facts(cancelled_at=NOON), Position(cancelled=True)),
        (Facts(arrive_by=TODAY), Position(arrival_awaited=True)),
        (Facts(arrive_by=TODAY, arrived_at=NOON), Position()),
        (Facts(arrive_by=TODAY, expired_at=NOON), Position(arrival_awaited=True, expired=True)),
        (Facts(duty=Duty.OPEN), Position(duty_open=True)),
        (Facts(duty=Duty.SECURED), Position()),
        (Facts(duty=Duty.SETTLED), Position(settled=True)),
    ],
)
def test_each_fact_is_one_part_of_the_position(facts: Facts, position: Position) -> None:
    assert position_of(facts, ()) == position


def test_final_duty_settles_a_case_only_when_every_condition_was_kept() -> None:
    settled = Facts(duty=Duty.SETTLED)
    kept = Facts(duty=Duty.SETTLED, kept=frozenset({Kept("BIO", 1, "Keep it dry.")}))

    assert not position_of(settled, (DRY,)).settled
    assert position_of(kept, (DRY,)).settled


def test_a_condition_that_another_agency_set_in_the_same_words_is_another_condition() -> None:
    kept = Facts(duty=Duty.SETTLED, kept=frozenset({Kept("FOO", 1, "Keep it dry."), Kept("BIO", 2, "Keep it dry.")}))

    assert not position_of(kept, (DRY,)).settled


@pytest.mark.parametrize(
    ("type_code", "awaited"),
    [("IMA", False), ("IMD", True), ("IME", True), ("IMF", True), ("EXK", True), ("IMY", False), ("IM", False)],
)
def test_the_type_of_a_declaration_says_whether_its_goods_are_here(type_code: str, *, awaited: bool) -> None:
    assert lodged_before_arrival(declaration(SHIRTS, type_code=type_code)) is awaited
