"""What declared goods owe: their value is made of price, terms and charges, and nothing of it is guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from singlewindow.casework import House
from singlewindow.casework.calculate import Calculation
from singlewindow.casework.calculate_declared import calculate_declared
from wco_datamodel import Declaration
from wco_datamodel.goods import (
    ChargeDeduction,
    Classification,
    Commodity,
    CustomsValuation,
    GoodsShipment,
    GovernmentAgencyGoodsItem,
    GovernmentProcedure,
    InvoiceLine,
    TradeTerms,
)
from wco_datamodel.values import Amount

DAY = dt.date(2026, 11, 24)


def money(value: str, currency: str = "NZD") -> Amount:
    return Amount(Decimal(value), currency)


def item(number: int, price: str, code: str = "610910", procedure: str = "4000") -> GovernmentAgencyGoodsItem:
    return GovernmentAgencyGoodsItem(
        sequence_numeric=number,
        commodity=Commodity(
            classification=(Classification(id=code, identification_type_code="HS"),),
            invoice_line=InvoiceLine(item_charge_amount=money(price)),
        ),
        government_procedure=(GovernmentProcedure(current_code=procedure[:2], previous_code=procedure[2:]),),
    )


def charge(kind: str, amount: str) -> ChargeDeduction:
    return ChargeDeduction(charges_type_code=kind, other_charge_deduction_amount=money(amount))


def owed(house: House, terms: str, *items: GovernmentAgencyGoodsItem, **valuation: object) -> Calculation:
    shipment = GoodsShipment(
        trade_terms=TradeTerms(condition_code=terms),
        customs_valuation=CustomsValuation(**valuation) if valuation else None,  # type: ignore[arg-type]
        government_agency_goods_item=items,
    )
    found = calculate_declared(house, Declaration(function_code="9", type_code="IMA", goods_shipment=shipment), DAY)
    assert found is not None
    return found


def test_freight_and_insurance_are_added_to_a_price_without_them(house: House) -> None:
    found = owed(
        house,
        "FOB",
        item(1, "300.00"),
        item(2, "600.00"),
        freight_charge_amount=money("100"),
        charge_deduction=(charge("INS", "9"),),
    )

    assert found.bill.values == {1: Decimal("336.33"), 2: Decimal("672.67")}
    assert found.missing == ()


def test_a_price_that_has_them_inside_is_the_value(house: House) -> None:
    found = owed(house, "CIF", item(1, "1000"), freight_charge_amount=money("100"))

    assert found.bill.values == {1: Decimal("1000.00")}
    assert found.missing == ()


@pytest.mark.parametrize(
    ("terms", "asked"), [("FOB", ["freight", "insurance"]), ("CFR", ["insurance"]), ("EXW", ["freight", "insurance"])]
)
def test_what_is_not_stated_is_asked_for(house: House, terms: str, asked: list[str]) -> None:
    found = owed(house, terms, item(1, "1000"))

    assert [
        word for word in ("freight", "insurance") if any(f"State the {word}" in one for one in found.missing)
    ] == asked


def test_a_deduction_comes_off_and_an_unknown_charge_is_named(house: House) -> None:
    charges = (charge("DED", "200"), charge("IFR", "50"), charge("OTH", "70"))
    found = owed(house, "CIP", item(1, "1000"), charge_deduction=charges)

    assert found.bill.values == {1: Decimal("800.00")}
    assert [one for one in found.missing if "OTH" in one]


def test_little_to_pay_is_collected_where_much_is_secured(house: House) -> None:
    found = owed(house, "CIF", item(1, "1000000", procedure="7100"))

    assert found.bill.secured == Decimal("380000.00")
    assert found.bill.waived_by is None


def test_nothing_is_waived_while_a_tax_is_open_or_the_value_is(house: House) -> None:
    assert owed(house, "CIF", item(1, "50", code="870323")).bill.waived_by is None
    assert owed(house, "FOB", item(1, "50")).bill.waived_by is None
    assert owed(house, "CIF", item(1, "50")).bill.waived_by == "Lagoon Customs Tariff Act 2022, s. 12"
