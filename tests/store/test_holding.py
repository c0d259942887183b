"""A case and a permit that are held are as they are when they are held, also where they were read before."""

from __future__ import annotations

import pytest
from conftest import add_actor
from granted import grant
from messages import PLANTS, message

from singlewindow import casework
from singlewindow.casework import House
from singlewindow.store import cases, permits


@pytest.mark.postgresql
def test_what_another_transaction_changed_is_seen_when_it_is_held(postgresql_house: House) -> None:
    house = postgresql_house
    trader = add_actor(house, "Trader One", "trader", "trader")
    reference = casework.lodge(house, trader, message(PLANTS), "application/xml").decision.reference
    number = grant(house, trader)
    with house.database.writing() as session:
        case, permit = cases.by_reference(session, reference), permits.by_number(session, number)
        assert case is not None
        assert permit is not None
        with house.database.writing() as other:
            cases.change_case(other, cases.by_id(other, case.id), outcome="cancelled", at=house.now())
            theirs = permits.by_number(other, number, hold=True)
            assert theirs is not None
            permits.change(other, theirs, {"status": "suspended"})
        assert cases.by_reference(session, reference, hold=True) is case
        assert permits.by_number(session, number, hold=True) is permit
        assert (case.outcome, permit.status) == ("cancelled", "suspended")
        cases.change_case(session, case, outcome="pending", at=house.now())
        held = cases.hold(session, case.id)
        assert (held.outcome, held.revision) == ("pending", 3) if held else False
