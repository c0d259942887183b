"""Declarations draw on permits: reserved at lodgement, written off at release, given back where goods do not move."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import msgspec
import pytest
from conftest import add_actor
from granted import account_of, grant
from messages import PLANTS, Goods, declaration, message

from agencies.contract import Outcome
from singlewindow import casework
from singlewindow.casework import Answer, House
from singlewindow.casework.cancel import cancellation_reasons
from singlewindow.store.people import Actor
from wco_datamodel import render
from wco_datamodel.documents import AdditionalDocument, WriteOff
from wco_datamodel.values import Measure

XML = "application/xml"
RUNS = int(os.environ.get("SINGLEWINDOW_RACE_RUNS", "1"))


def seeds(number: str, net_mass: str = "4", origin: str = "NZ") -> Goods:
    return Goods("120991", "Vegetable seeds", [("911", number), ("851", "PHYTO-1")], origin, net_mass)


def lodge(house: House, trader: Actor, *goods: Goods, reference: str = "T-1") -> Answer:
    return casework.lodge(house, trader, message(*goods, reference=reference), XML)


def of_permit(answer: Answer, item: int = 0) -> str:
    """What biosecurity says of the permit."""
    (said,) = (
        reason.sentence
        for verdict in answer.decision.items[item].verdicts
        for reason in verdict.reasons
        if reason.rule.startswith("BIO-SEED") and reason.asks == "permit"
    )
    return said


@pytest.fixture
def reef(house_on: House) -> Actor:
    return add_actor(house_on, "Reef Trading", "trader", "trader")


@pytest.fixture
def officer(house_on: House) -> Actor:
    return add_actor(house_on, "Bio Officer", "agency", "agency_officer", "BIO")


def kilograms(house: House, holder: Actor, quantity: str, **terms: object) -> str:
    return grant(house, holder, requirement="BIO-SEEDS-2024", quantity=Decimal(quantity), unit="KGM", **terms)


def test_three_declarations_draw_a_permit_down_until_nothing_is_left(
    house_on: House, reef: Actor, officer: Actor
) -> None:
    number = kilograms(house_on, reef, "10", goods=("1209",))

    first = lodge(house_on, reef, seeds(number, "4"), PLANTS, reference="FIRST")
    assert f"Permit {number} covers the item: 4 KGM of it." in of_permit(first)
    assert account_of(house_on, number) == ("6", "4", "0"), "the plants wait for an officer, and the seeds with them"

    _let_go(house_on, officer, first)
    assert account_of(house_on, number) == ("6", "0", "4")

    second = lodge(house_on, reef, seeds(number, "6"), PLANTS, reference="SECOND")
    assert account_of(house_on, number) == ("0", "6", "4")

    third = lodge(house_on, reef, seeds(number, "1"), reference="THIRD")
    assert "has 0 KGM left and the item is 1 KGM" in of_permit(third)
    assert third.response.function_code == "06"

    _refuse(house_on, officer, second)
    assert account_of(house_on, number) == ("6", "0", "4"), "what was refused is there for others"
    fourth = lodge(house_on, reef, seeds(number, "6"), reference="FOURTH")
    assert fourth.decision.outcome.value.startswith("released")
    assert account_of(house_on, number) == ("0", "0", "10")


def test_detained_goods_keep_what_they_drew(house_on: House, reef: Actor, officer: Actor) -> None:
    number = kilograms(house_on, reef, "10")
    answer = lodge(house_on, reef, seeds(number), PLANTS)
    reference = answer.decision.reference
    casework.decide(house_on, officer, reference, items=[1, 2], outcome=Outcome.DETAIN, reason="To the laboratory.")
    assert account_of(house_on, number) == ("6", "4", "0")


def test_the_seeds_are_written_off_where_only_the_plants_are_refused(
    house_on: House, reef: Actor, officer: Actor
) -> None:
    number = kilograms(house_on, reef, "10")
    answer = lodge(house_on, reef, seeds(number), PLANTS)
    casework.decide(
        house_on, officer, answer.decision.reference, items=[2], outcome=Outcome.REFUSE, reason="Scale insects."
    )
    assert account_of(house_on, number) == ("6", "0", "4")


def test_an_amendment_draws_the_difference_and_a_cancellation_gives_all_back(house_on: House, reef: Actor) -> None:
    number = kilograms(house_on, reef, "10")
    lodged = lodge(house_on, reef, seeds(number, "4"), PLANTS)
    reference = lodged.decision.reference
    assert account_of(house_on, number) == ("6", "4", "0")

    casework.amend(house_on, reef, reference, message(seeds(number, "7"), PLANTS), XML)
    assert account_of(house_on, number) == ("3", "7", "0")
    too_much = casework.amend(house_on, reef, reference, message(seeds(number, "11"), PLANTS), XML)
    assert "has 10 KGM left and the item is 11 KGM" in of_permit(too_much)
    assert account_of(house_on, number) == ("10", "0", "0"), "what no longer covers the item is not drawn"
    casework.amend(house_on, reef, reference, message(seeds(number, "2"), PLANTS), XML)
    assert account_of(house_on, number) == ("8", "2", "0")

    cancelled = casework.cancel(
        house_on, reef, reference, reason_code=cancellation_reasons(house_on)[0].code, reason="The order was withdrawn."
    )
    assert cancelled.decision.outcome.value == "cancelled"
    assert account_of(house_on, number) == ("10", "0", "0")


@pytest.mark.parametrize("run", range(RUNS))
def test_of_fifty_declarations_at_once_a_permit_for_ten_serves_exactly_ten(
    house_on: House, reef: Actor, run: int
) -> None:
    number = kilograms(house_on, reef, "10")
    together = Barrier(50)

    def one(index: int) -> bool:
        together.wait()
        answer = lodge(house_on, reef, seeds(number, "1"), reference=f"RACE-{run}-{index}")
        return "covers the item" in of_permit(answer)

    with ThreadPoolExecutor(50) as pool:
        covered = Counter(pool.map(one, range(50)))

    assert covered == {True: 10, False: 40}
    assert account_of(house_on, number) == ("0", "0", "10")


def test_two_windows_on_one_database_do_not_give_the_last_kilogram_twice(house_on: House, reef: Actor) -> None:
    number = kilograms(house_on, reef, "1")
    other = House.open(house_on.settings)

    def one(index: int) -> bool:
        house = (house_on, other)[index % 2]
        return "covers the item" in of_permit(lodge(house, reef, seeds(number, "1"), reference=f"TWO-{index}"))

    with ThreadPoolExecutor(8) as pool:
        covered = Counter(pool.map(one, range(8)))
    other.database.dispose()

    assert covered[True] == 1
    assert account_of(house_on, number) == ("0", "0", "1")


def test_declarations_that_name_two_permits_in_opposite_orders_all_get_an_answer(house_on: House, reef: Actor) -> None:
    one, two = (kilograms(house_on, reef, "100") for _ in range(2))
    other = House.open(house_on.settings)

    def lodge_both(index: int) -> str:
        order = (one, two) if index % 2 else (two, one)
        house = (house_on, other)[index // 2 % 2]
        answer = lodge(house, reef, *(seeds(number, "1") for number in order), reference=f"ORDER-{index}")
        return answer.decision.outcome.value

    with ThreadPoolExecutor(8) as pool:
        assert {outcome.partition("_")[0] for outcome in pool.map(lodge_both, range(24))} == {"released"}
    other.database.dispose()
    assert account_of(house_on, one) == account_of(house_on, two) == ("76", "0", "24")


def test_the_same_message_twice_draws_once(house_on: House, reef: Actor) -> None:
    number = kilograms(house_on, reef, "10")
    lodge(house_on, reef, seeds(number))
    assert lodge(house_on, reef, seeds(number)).replayed
    assert account_of(house_on, number) == ("6", "0", "4")


def test_two_items_of_one_declaration_share_what_is_left(house: House, trader: Actor) -> None:
    number = kilograms(house, trader, "10")
    answer = lodge(house, trader, seeds(number, "6"), seeds(number, "6"))

    assert "covers the item" in of_permit(answer, 0)
    assert "has 4 KGM left" in of_permit(answer, 1)
    assert account_of(house, number) == ("4", "6", "0"), "the second item waits for another permit"


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"status": "suspended"}, "is suspended"),
        ({"status": "revoked"}, "was revoked"),
        ({"valid_to": dt.date(2020, 1, 31)}, "was valid until 31 January 2020"),
        ({"valid_from": dt.date(2099, 1, 31)}, "is valid only from 31 January 2099"),
        ({"goods": ("0602",)}, "is for goods of 0602, and the item is of 120991"),
        ({"origins": ("AU", "FJ")}, "is for goods of AU or FJ, and the item comes from NZ"),
        ({"offices": ("XLAIR1",)}, "is for goods that pass XLAIR1, not XLLAG1"),
        ({"direction": "export"}, "is for export, not for import"),
    ],
)
def test_a_permit_that_does_not_fit_is_told_by_what_is_wrong(
    house: House, trader: Actor, terms: dict[str, object], said: str
) -> None:
    number = kilograms(house, trader, "10", **terms)
    answer = lodge(house, trader, seeds(number))

    assert f"Permit {number} {said}" in of_permit(answer)
    assert answer.decision.outcome.value == "pending"
    assert account_of(house, number) == ("10", "0", "0")


def test_the_permit_of_somebody_else_is_not_drawn_upon(house: House, trader: Actor) -> None:
    number = kilograms(house, add_actor(house, "Rival Trading", "trader", "trader"), "10")
    assert "was not issued to you or to a party of this declaration" in of_permit(lodge(house, trader, seeds(number)))
    assert account_of(house, number) == ("10", "0", "0")


def test_a_broker_draws_on_the_importers_permit(house: House, trader: Actor) -> None:
    importer = add_actor(house, "1000001 Trader One", "trader", "trader")
    number = kilograms(house, importer, "10", holder_code="1000001")
    assert "covers the item" in of_permit(lodge(house, trader, seeds(number)))


def test_a_number_with_a_slip_and_a_number_that_was_never_given_are_told(house: House, trader: Actor) -> None:
    number = kilograms(house, trader, "10")
    slip = number[:-1] + ("0" if number[-1] != "0" else "1")
    assert "one of its characters is wrong" in of_permit(lodge(house, trader, seeds(slip), reference="A"))


def test_units_are_converted(house: House, trader: Actor) -> None:
    number = grant(house, trader, requirement="BIO-SEEDS-2024", quantity=Decimal("0.01"), unit="TNE")
    assert "covers the item: 0.004 TNE of it" in of_permit(lodge(house, trader, seeds(number, "4")))
    assert account_of(house, number) == ("0.006", "0", "0.004")


def test_a_shipment_may_exceed_the_permit_by_its_tolerance(house: House, trader: Actor) -> None:
    number = kilograms(house, trader, "100", tolerance_percent=Decimal(5))
    assert "has 100 KGM left" in of_permit(lodge(house, trader, seeds(number, "105.1"), reference="A"))
    assert "covers the item" in of_permit(lodge(house, trader, seeds(number, "104"), reference="B"))
    assert "covers the item" in of_permit(lodge(house, trader, seeds(number, "1"), reference="C"))
    assert "has 0 KGM left" in of_permit(lodge(house, trader, seeds(number, "0.1"), reference="D"))


def test_a_permit_for_a_value_is_drawn_by_the_price(house: House, trader: Actor) -> None:
    number = grant(house, trader, requirement="BIO-SEEDS-2024", quantity=Decimal(1500), currency="NZD")
    assert "covers the item: 1000 NZD of it" in of_permit(lodge(house, trader, seeds(number), reference="A"))
    assert "has 500 NZD left" in of_permit(lodge(house, trader, seeds(number), reference="B"))


def test_a_write_off_for_less_than_the_item_does_not_cover_it(house: House, trader: Actor) -> None:
    number = kilograms(house, trader, "10")
    made = declaration(seeds(number, "4"))
    (item,) = made.items
    short = AdditionalDocument(
        type_code="911", id=number, write_off=WriteOff(quantity_quantity=Measure(Decimal(3), "KGM"))
    )
    assert made.goods_shipment is not None
    item = msgspec.structs.replace(item, additional_document=(short, *item.additional_document[1:]))
    shipment = msgspec.structs.replace(made.goods_shipment, government_agency_goods_item=(item,))
    answer = casework.lodge(house, trader, render(msgspec.structs.replace(made, goods_shipment=shipment), "xml"), XML)
    assert "is written off for 3 KGM and the item is 4 KGM" in of_permit(answer)


def test_a_permit_for_a_single_shipment_serves_one_declaration_until_that_is_refused(
    house: House, trader: Actor, biosecurity_officer: Actor
) -> None:
    number = kilograms(house, trader, "10", kind="single")
    first = lodge(house, trader, seeds(number), PLANTS, reference="A")
    assert "another declaration uses it" in of_permit(lodge(house, trader, seeds(number), reference="B"))

    _refuse(house, biosecurity_officer, first)
    assert "covers the item" in of_permit(lodge(house, trader, seeds(number), reference="C"))


def test_a_permit_for_no_quantity_counts_its_uses(house: House, trader: Actor) -> None:
    number = grant(house, trader, requirement="BIO-SEEDS-2024")
    assert f"Permit {number} covers the item." in of_permit(lodge(house, trader, seeds(number)))
    assert account_of(house, number) == ("-1", "0", "1")


def test_a_permit_that_was_not_named_is_proposed(house: House, trader: Actor) -> None:
    number = kilograms(house, trader, "10")
    bare = Goods("120991", "Vegetable seeds", [("851", "PHYTO-1")], "NZ", "4")
    answer = lodge(house, trader, bare)
    assert f"You hold permit {number}, which would cover item 1: name it there as document 911." in (
        answer.decision.warnings
    )
    assert account_of(house, number) == ("10", "0", "0"), "what is proposed is not drawn"


def test_a_permit_that_would_not_cover_the_item_is_not_proposed(house: House, trader: Actor) -> None:
    kilograms(house, trader, "1")
    answer = lodge(house, trader, Goods("120991", "Vegetable seeds", [("851", "PHYTO-1")], "NZ", "4"))
    assert answer.decision.warnings == ()


def test_the_permits_own_conditions_are_conditions_of_the_release(house: House, trader: Actor) -> None:
    number = kilograms(house, trader, "10", conditions=("Sow them on Outer Islet only.",))
    (verdict,) = (v for v in lodge(house, trader, seeds(number)).decision.items[0].verdicts if v.agency == "BIO")
    assert "Sow them on Outer Islet only." in verdict.conditions


def _let_go(house: House, officer: Actor, answer: Answer) -> None:
    """The officer of biosecurity lets the plants go, which alone are still open."""
    casework.decide(house, officer, answer.decision.reference, items=[2], outcome=Outcome.CLEAR, reason="In order.")


def _refuse(house: House, officer: Actor, answer: Answer) -> None:
    """The officer refuses both."""
    items = [item.item for item in answer.decision.items]
    casework.decide(house, officer, answer.decision.reference, items=items, outcome=Outcome.REFUSE, reason="Infested.")
