"""What must not be won by a permit: twice what it allows, what it was not issued for, what is somebody else's."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from conftest import add_actor
from granted import account_of, grant
from messages import PLANTS, Goods, declaration, message

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import Answer, House
from singlewindow.errors import NotPossible
from singlewindow.store.people import Actor
from wco_datamodel import render
from wco_datamodel.parties import Importer

XML = "application/xml"


def seeds(number: str, net_mass: str = "10") -> Goods:
    return Goods("120991", "Vegetable seeds", [("911", number), ("851", "PHYTO-1")], "NZ", net_mass)


def kilograms(house: House, holder: Actor, quantity: str = "10", **terms: object) -> str:
    named = {"requirement": "BIO-SEEDS-2024", "unit": "KGM"} | terms
    return grant(house, holder, quantity=Decimal(quantity), **named)


def lodge(house: House, trader: Actor, *goods: Goods, reference: str = "T-1") -> Answer:
    return casework.lodge(house, trader, message(*goods, reference=reference), XML)


def said(answer: Answer, item: int = 0) -> str:
    return " ".join(reason.sentence for verdict in answer.decision.items[item].verdicts for reason in verdict.reasons)


@pytest.fixture
def reef(house_on: House) -> Actor:
    return add_actor(house_on, "Reef Trading", "trader", "trader")


@pytest.fixture
def officer(house_on: House) -> Actor:
    return add_actor(house_on, "Bio Officer", "agency", "agency_officer", "BIO")


def decide(house: House, officer: Actor, answer: Answer, outcome: Outcome) -> Answer:
    return casework.decide(
        house, officer, answer.decision.reference, items=[1, 2], outcome=outcome, reason="After the inspection."
    )


def test_a_refusal_that_is_reconsidered_draws_what_it_gave_back_again(
    house_on: House, reef: Actor, officer: Actor
) -> None:
    number = kilograms(house_on, reef)
    lodged = lodge(house_on, reef, seeds(number), PLANTS)
    decide(house_on, officer, lodged, Outcome.REFUSE)
    assert account_of(house_on, number) == ("10", "0", "0")

    decide(house_on, officer, lodged, Outcome.CLEAR)

    assert account_of(house_on, number) == ("0", "0", "10")


def test_a_refusal_is_not_reconsidered_where_others_drew_what_it_gave_back(
    house_on: House, reef: Actor, officer: Actor
) -> None:
    number = kilograms(house_on, reef)
    first = lodge(house_on, reef, seeds(number), PLANTS, reference="FIRST")
    decide(house_on, officer, first, Outcome.REFUSE)
    lodge(house_on, reef, seeds(number), reference="SECOND")

    with pytest.raises(NotPossible, match=r"was free for others: .* has 0 KGM left"):
        decide(house_on, officer, first, Outcome.CLEAR)

    assert account_of(house_on, number) == ("0", "0", "10")


def test_a_permit_serves_only_the_requirement_that_it_was_issued_for(house: House, trader: Actor) -> None:
    number = grant(house, trader, agency="MED", requirement="MED-ELSE", documents=("911",))

    answer = lodge(house, trader, seeds(number))

    assert f"permit {number} was issued for something else" in said(answer)
    assert answer.decision.outcome.value == "pending"


def test_the_right_permit_is_found_behind_one_that_was_issued_for_something_else(house: House, trader: Actor) -> None:
    wrong = grant(house, trader, agency="MED", requirement="MED-ELSE", documents=("911",))
    right = kilograms(house, trader)
    goods = Goods("120991", "Vegetable seeds", [("911", wrong), ("911", right), ("851", "PHYTO-1")], "NZ", "4")

    assert f"Permit {right} covers the item" in said(lodge(house, trader, goods))


def test_nothing_is_covered_by_a_quantity_of_nothing(house: House, trader: Actor) -> None:
    number = kilograms(house, trader)

    answer = lodge(house, trader, seeds(number, "0"))

    assert "state the item's quantity" in said(answer)


def test_whoever_writes_the_holders_name_does_not_draw_on_its_permit(house: House, trader: Actor) -> None:
    holder = add_actor(house, "Reef Trading", "trader", "trader")
    number = kilograms(house, holder)
    made = declaration(seeds(number))
    assert made.goods_shipment is not None
    shipment = msgspec.structs.replace(made.goods_shipment, importer=Importer(name=holder.organisation, id="OTHER"))
    raw = render(msgspec.structs.replace(made, goods_shipment=shipment), "xml")

    answer = casework.lodge(house, trader, raw, XML)

    assert "was not issued to you" in said(answer)
    assert account_of(house, number) == ("10", "0", "0")


def test_an_amendment_may_name_a_permit_that_was_issued_after_the_lodgement(house_on: House, reef: Actor) -> None:
    lodged = lodge(house_on, reef, Goods("120991", "Vegetable seeds", [("851", "PHYTO-1")], "NZ", "4"))
    later = msgspec.structs.replace(house_on, now=lambda: dt.datetime.now(dt.UTC) + dt.timedelta(days=5))
    number = kilograms(house_on, reef, valid_from=later.day_of(later.now()))

    amended = casework.amend(later, reef, lodged.decision.reference, message(seeds(number, "4")), XML)

    assert f"Permit {number} covers the item: 4 KGM of it." in said(amended)
