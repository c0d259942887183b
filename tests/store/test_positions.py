"""What is stored of a case's position with customs, on both databases."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from conftest import add_actor
from messages import SHIRTS, message

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.store import cases, positions
from singlewindow.store.people import Actor
from singlewindow.store.positions import Duty, Facts, Kept, Security

NOON = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


@pytest.fixture
def lodger(house_on: House) -> Actor:
    return add_actor(house_on, "Trader One", "trader", "trader")


def lodge(house: House, actor: Actor, type_code: str) -> int:
    """Lodge shirts and give the case's id."""
    found = casework.lodge(house, actor, message(SHIRTS, type_code=type_code), "application/xml")
    with house.database.reading() as session:
        case = cases.by_reference(session, found.decision.reference)
        assert case is not None
        return case.id


def facts_of(house: House, case_id: int) -> Facts:
    with house.database.reading() as session:
        return positions.of_case(session, case_id)


def test_nothing_is_stored_of_a_case_whose_goods_are_here(house_on: House, lodger: Actor) -> None:
    assert facts_of(house_on, lodge(house_on, lodger, "IMA")) == Facts()


def test_goods_declared_before_they_arrive_must_arrive_within_the_days_of_the_pack(
    house_on: House, lodger: Actor
) -> None:
    facts = facts_of(house_on, lodge(house_on, lodger, "IMD"))

    assert facts.arrival_awaited
    assert facts.arrive_by == house_on.day_of(house_on.now()) + dt.timedelta(days=house_on.pack.pre_arrival.days)


def test_what_is_recorded_is_read_again(house_on: House, lodger: Actor) -> None:
    case_id = lodge(house_on, lodger, "IMA")
    security = Security("bond", Decimal("1200.50"), "NZD", "BOND-7")
    kept = Kept("BIO", 1, "Keep it dry.")
    with house_on.database.writing() as session:
        positions.record(session, case_id, arrived_at=NOON)
        positions.take_security(session, case_id, security)
        positions.discharge(session, case_id, [kept], by_id=lodger.account_id, at=NOON)
        positions.release_apart(session, case_id, [1], by_id=lodger.account_id, at=NOON)

    assert facts_of(house_on, case_id) == Facts(
        arrived_at=NOON, duty=Duty.SECURED, security=security, kept=frozenset({kept}), released_apart={1: NOON}
    )
