"""The facts of a goods item mean one thing, however they are written: kilograms, the commodity code, the procedure."""

from __future__ import annotations

import gc
from decimal import Decimal

import pytest

from wco_datamodel import bulk_reading, parse
from wco_datamodel.ephyto import SPSClassification
from wco_datamodel.goods import (
    Classification,
    Commodity,
    GoodsMeasure,
    GovernmentAgencyGoodsItem,
    GovernmentProcedure,
)
from wco_datamodel.values import Measure


def item(commodity: Commodity | None = None, procedure: str | None = None) -> GovernmentAgencyGoodsItem:
    given = (GovernmentProcedure(current_code=procedure),) if procedure else ()
    return GovernmentAgencyGoodsItem(sequence_numeric=1, commodity=commodity, government_procedure=given)


@pytest.mark.parametrize(
    ("unit", "kilograms"),
    [("KGM", "5"), (None, "5"), ("TNE", "5000"), ("GRM", "0.005"), ("LBR", "2.26796185"), ("LTR", None)],
)
def test_a_mass_is_in_kilograms_whatever_unit_states_it(unit: str | None, kilograms: str | None) -> None:
    mass = Measure(Decimal(5), unit)
    measured = item(Commodity(goods_measure=GoodsMeasure(net_net_weight_measure=mass, gross_mass_measure=mass)))

    expected = Decimal(kilograms) if kilograms else None
    assert (measured.net_mass, measured.gross_mass) == (expected, expected)


@pytest.mark.parametrize("kind", ["CAS", "SN", "MN"])
def test_the_number_of_a_substance_a_series_or_a_model_is_no_commodity_code(kind: str) -> None:
    other = Classification(id="299-42-3", identification_type_code=kind)
    code = Classification(id="2939.41", identification_type_code="HS")

    assert item(Commodity(classification=(other, code))).commodity_code == (2, "293941")
    assert item(Commodity(classification=(other,))).commodity_code == (0, "")


@pytest.mark.parametrize(("written", "requested"), [("40", "40"), ("4071", "40"), (None, None)])
def test_the_requested_procedure_is_the_first_two_digits(written: str | None, requested: str | None) -> None:
    assert item(procedure=written).requested_procedure == requested


@pytest.mark.parametrize("code", ["080510", "0805.10", "0805 10 00"])
def test_an_hs_code_on_a_certificate_is_one_with_points_and_blanks_too(code: str) -> None:
    found = SPSClassification("HS", code)

    assert found.is_hs
    assert found.digits.startswith("080510")


def test_long_runs_of_tags_are_not_remembered() -> None:
    for count in range(300, 320):
        empty = "<GovernmentProcedure/>" * count
        item_of_it = (
            f"<GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric>{empty}</GovernmentAgencyGoodsItem>"
        )
        shipment = f"<GoodsShipment>{item_of_it}</GoodsShipment>"
        parse(f"<Declaration><FunctionCode>9</FunctionCode>{shipment}</Declaration>".encode())

    kept = [run for each in gc.get_objects() if isinstance(each, bulk_reading._Runs) for run in each]
    assert max(map(len, kept)) <= bulk_reading.LONGEST_RUN
