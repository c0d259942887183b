"""Conditions of requirements on the facts of an item, and what several requirements say together."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest
from messages import PLANTS_WITHOUT_CERTIFICATE, REFRIGERANT, Goods, declaration

from agencies import environment
from agencies.contract import (
    Appeal,
    Asks,
    Contact,
    Countries,
    Evidence,
    HoldKind,
    Law,
    Offices,
    Outcome,
    Requirement,
    Threshold,
    Verdict,
)
from agencies.table import Header, TableAgency
from wco_datamodel import Declaration
from wco_datamodel.documents import AdditionalDocument, ExitOffice, PresentationOffice, WriteOff
from wco_datamodel.goods import Destination, GovernmentAgencyGoodsItem
from wco_datamodel.values import Measure

TODAY = Evidence(dt.date(2026, 11, 24))
HEADER = Header("TST", "Agency of a test", Contact("Office"), Appeal("Court", 10, "Act, s. 1"))
INSPECTION = Requirement(
    id="TST-LOOK",
    title="Plants",
    goods=("06",),
    asks=Asks.INSPECTION,
    sentence="Have it inspected.",
    law=Law("Act, s. 2"),
    valid_from=dt.date(2020, 1, 1),
)
PERMIT = msgspec.structs.replace(
    INSPECTION, id="TST-PERMIT", asks=Asks.PERMIT, documents=("911",), conditions=("Keep it in quarantine.",)
)
PERMITTED = Goods("060290", "Palms", [("911", "P-1")])


def first(declared: Declaration, **facts: object) -> Declaration:
    """The declaration with other facts of its first item."""
    shipment = declared.goods_shipment
    assert shipment is not None
    head, *rest = shipment.government_agency_goods_item
    items = (msgspec.structs.replace(head, **facts), *rest)
    return msgspec.structs.replace(
        declared, goods_shipment=msgspec.structs.replace(shipment, government_agency_goods_item=items)
    )


def judge(declared: Declaration, *requirements: Requirement) -> Verdict:
    return TableAgency(HEADER, requirements).judge(declared.items[0], declared, TODAY)


def with_measure(declared: Declaration, value: str, unit: str | None) -> Declaration:
    commodity = declared.items[0].commodity
    assert commodity is not None
    measures = msgspec.structs.replace(commodity.goods_measure, tariff_quantity=Measure(Decimal(value), unit))
    return first(declared, commodity=msgspec.structs.replace(commodity, goods_measure=measures))


def test_an_items_own_destination_goes_before_the_shipments() -> None:
    to_fiji = msgspec.structs.replace(INSPECTION, direction="export", destination=Countries(only=("FJ",)))
    to_new_zealand = declaration(PLANTS_WITHOUT_CERTIFICATE, type_code="EXA")

    assert judge(to_new_zealand, to_fiji).outcome is Outcome.NOT_CONCERNED
    assert judge(first(to_new_zealand, destination=Destination(country_code="FJ")), to_fiji).hold is HoldKind.INSPECTION


def test_a_threshold_in_pieces_is_held_against_the_quantity_in_pieces() -> None:
    over_ten = msgspec.structs.replace(INSPECTION, threshold=Threshold(Decimal(10), "H87"))
    plants = declaration(PLANTS_WITHOUT_CERTIFICATE)

    assert judge(with_measure(plants, "10", "H87"), over_ten).outcome is Outcome.NOT_CONCERNED
    assert judge(with_measure(plants, "11", "H87"), over_ten).outcome is Outcome.HOLD


def test_a_quantity_in_another_unit_does_not_say_that_it_is_below_a_threshold() -> None:
    over_ten = msgspec.structs.replace(INSPECTION, threshold=Threshold(Decimal(10), "H87"))

    assert judge(with_measure(declaration(PLANTS_WITHOUT_CERTIFICATE), "2", "BX"), over_ten).outcome is Outcome.HOLD


AT_THE_PORT = msgspec.structs.replace(INSPECTION, asks=Asks.PROHIBITION, office=Offices(but=("XLLAG1",)))


def test_a_condition_on_the_office_is_held_against_where_the_goods_come_in() -> None:
    at_the_port = declaration(PLANTS_WITHOUT_CERTIFICATE)
    elsewhere = declaration(PLANTS_WITHOUT_CERTIFICATE, office="XLOUT1")

    assert judge(at_the_port, AT_THE_PORT).outcome is Outcome.NOT_CONCERNED
    assert judge(elsewhere, AT_THE_PORT).outcome is Outcome.REFUSE


def test_where_goods_are_presented_or_leave_goes_before_where_they_are_declared() -> None:
    presented = msgspec.structs.replace(
        declaration(PLANTS_WITHOUT_CERTIFICATE), presentation_office=PresentationOffice(id="XLOUT1")
    )
    leaving = msgspec.structs.replace(
        declaration(PLANTS_WITHOUT_CERTIFICATE, type_code="EXA"), exit_office=ExitOffice(id="XLOUT1")
    )
    for_export = msgspec.structs.replace(AT_THE_PORT, direction="export")

    assert judge(presented, AT_THE_PORT).outcome is Outcome.REFUSE
    assert judge(leaving, for_export).outcome is Outcome.REFUSE


def test_the_office_is_asked_for_where_a_prohibition_depends_upon_it() -> None:
    verdict = judge(declaration(PLANTS_WITHOUT_CERTIFICATE, office=None), AT_THE_PORT)

    assert verdict.waits_for == "document"
    assert "State the customs office" in verdict.reasons[0].sentence
    assert verdict.reasons[0].pointer == "42A/065"


@pytest.mark.parametrize(
    ("unit", "stated", "drawn"),
    [("KGM", None, Decimal(100)), ("H87", "12", Decimal(12)), ("LTR", "12", None), (None, None, None)],
)
def test_an_item_draws_its_quantity_in_the_unit_of_the_permit(
    unit: str | None, stated: str | None, drawn: Decimal | None
) -> None:
    declared = declaration(PERMITTED)
    declared = with_measure(declared, stated, "H87") if stated else declared
    permit = msgspec.structs.replace(PERMIT, quantity_unit=unit)

    assert TableAgency(HEADER, [permit]).drawn(permit, declared.items[0], TODAY.on) == drawn


def test_the_mass_is_asked_for_where_a_prohibition_depends_upon_it() -> None:
    ban = msgspec.structs.replace(INSPECTION, asks=Asks.PROHIBITION, threshold=Threshold(Decimal(10), "H87"))

    verdict = judge(declaration(PLANTS_WITHOUT_CERTIFICATE), ban)

    assert verdict.waits_for == "document"
    assert "State the quantity" in verdict.reasons[0].sentence
    assert verdict.reasons[0].pointer == "42A > 67A > 68A[1] > 23A > 65A"


def test_the_clock_is_the_longest_of_what_stands() -> None:
    quick = msgspec.structs.replace(INSPECTION, clock=1)
    slow = msgspec.structs.replace(INSPECTION, id="TST-LONG", clock=5)
    milder = msgspec.structs.replace(PERMIT, clock=30)

    assert judge(declaration(PERMITTED), quick, slow, milder).clock == 5


def test_a_hold_keeps_the_conditions_that_would_follow_it() -> None:
    verdict = judge(declaration(PERMITTED), INSPECTION, PERMIT)

    assert verdict.outcome is Outcome.HOLD
    assert verdict.conditions == ("Keep it in quarantine.",)


def test_a_refusal_has_no_conditions() -> None:
    ban = msgspec.structs.replace(INSPECTION, asks=Asks.PROHIBITION)

    assert judge(declaration(PERMITTED), ban, PERMIT).conditions == ()


def test_items_out_of_order_are_pointed_at_where_they_stand() -> None:
    declared = declaration(PLANTS_WITHOUT_CERTIFICATE, PLANTS_WITHOUT_CERTIFICATE)
    swapped = declared.items[1], declared.items[0]
    shipment = msgspec.structs.replace(declared.goods_shipment, government_agency_goods_item=swapped)
    turned = msgspec.structs.replace(declared, goods_shipment=shipment)

    verdict = judge(turned, INSPECTION)

    assert verdict.item == 2
    assert verdict.reasons[0].pointer.startswith("42A > 67A > 68A[1] ")


def licence(value: str, unit: str | None) -> AdditionalDocument:
    quantity = Measure(Decimal(value), unit)
    return AdditionalDocument(type_code="911", id="LIC-1", write_off=WriteOff(quantity_quantity=quantity))


def refrigerant(document: AdditionalDocument) -> tuple[GovernmentAgencyGoodsItem, Declaration]:
    declared = first(declaration(REFRIGERANT), additional_document=(document,))
    return declared.items[0], declared


def test_a_licence_for_too_little_is_named_with_both_masses_and_its_place() -> None:
    verdict = environment.agency().judge(*refrigerant(licence("40", "KGM")), TODAY)

    assert verdict.waits_for == "document"
    assert "written off for 40 kg and the item weighs 100 kg" in verdict.reasons[0].sentence
    assert verdict.reasons[0].pointer.startswith("42A > 67A > 68A[1] > 02A[1] > 22C")


def test_a_licence_that_is_written_off_in_cylinders_is_left_to_its_conditions() -> None:
    assert environment.agency().judge(*refrigerant(licence("4", "CY")), TODAY).outcome is Outcome.CONDITIONAL
