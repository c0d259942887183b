"""What goods owe, asked by a program before anything is lodged."""

from __future__ import annotations

import pytest
from flask import Flask

CALCULATIONS = "/api/v1/calculations"
SHIRTS = {"commodity_code": "610910", "value": "1000.00"}


def test_anybody_learns_what_goods_owe_line_by_line(app: Flask) -> None:
    asked = {"goods": [SHIRTS], "currency": "USD", "freight": "100", "insurance": "10", "on": "2026-11-24"}
    answer = app.test_client().post(CALCULATIONS, json=asked)

    assert answer.status_code == 200
    told = answer.get_json()
    assert (told["currency"], told["on"]) == ("NZD", "2026-11-24")
    assert told["exchange"] == [
        {"currency": "USD", "rate": "1.7250", "source": "Lagoon Customs notice 2026/1 (fictional)"}
    ]
    bill = told["bill"]
    assert bill["values"] == {"1": "1914.75"}
    assert [(line["tax"], line["base"], line["rate"], line["amount"]) for line in bill["lines"]] == [
        ("DUTY", "1914.75", "20%", "382.95"),
        ("VAT", "2297.70", "15%", "344.66"),
    ]
    assert all(line["law"] and line["formula"] for line in bill["lines"])
    assert (bill["taxes"], bill["to_pay"], bill["waived_by"]) == ("727.61", "739.11", None)


def test_freight_is_shared_by_value_and_no_cent_is_lost(app: Flask) -> None:
    goods = [{**SHIRTS, "value": "10"}, {**SHIRTS, "value": "20"}, {**SHIRTS, "value": "0"}]
    told = app.test_client().post(CALCULATIONS, json={"goods": goods, "currency": "NZD", "freight": "10"}).get_json()

    assert told["bill"]["values"] == {"1": "13.33", "2": "26.67", "3": "0.00"}


def test_a_missing_quantity_is_named_and_then_nothing_is_guessed(app: Flask) -> None:
    whisky = {"commodity_code": "220830", "value": "100"}
    told = app.test_client().post(CALCULATIONS, json={"goods": [whisky], "currency": "NZD"}).get_json()

    assert [one["tax"] for one in told["bill"]["open"]] == ["EXCISE", "VAT"]
    assert "(LPA)" in told["bill"]["open"][0]["sentence"]


def test_a_rate_that_changes_is_that_of_the_day_asked_about(app: Flask) -> None:
    def amount(on: str) -> str:
        goods = [{"commodity_code": "220210", "value": "100", "quantities": {"LTR": "50"}}]
        told = app.test_client().post(CALCULATIONS, json={"goods": goods, "currency": "NZD", "on": on}).get_json()
        return str(next(line["amount"] for line in told["bill"]["lines"] if line["tax"] == "EXCISE"))

    assert (amount("2025-12-31"), amount("2026-01-01")) == ("25.00", "50.00")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"goods": []}, "/goods"),
        ({"goods": [{**SHIRTS, "commodity_code": "61"}]}, "/goods/0/commodity_code"),
        ({"goods": [{**SHIRTS, "value": "-1"}]}, "/goods/0/value"),
        ({"goods": [{**SHIRTS, "quantities": {"KGM": "much"}}]}, "/goods/0/quantities/KGM"),
        ({"currency": "dollars"}, "/currency"),
    ],
)
def test_a_mistake_is_told_with_its_place(app: Flask, change: dict[str, object], pointer: str) -> None:
    answer = app.test_client().post(CALCULATIONS, json={"goods": [SHIRTS], "currency": "NZD", **change})

    assert answer.status_code == 422
    assert any(error["pointer"].lstrip("#").startswith(pointer) for error in answer.get_json()["errors"]), (
        answer.get_json()
    )


@pytest.mark.parametrize(("currency", "unit"), [("XPF", "KGM"), ("NZD", "ZZZ")])
def test_a_currency_without_a_rate_and_an_unknown_unit_are_mistakes_too(app: Flask, currency: str, unit: str) -> None:
    goods = [{**SHIRTS, "quantities": {unit: "1"}}]
    answer = app.test_client().post(CALCULATIONS, json={"goods": goods, "currency": currency})

    assert answer.status_code == 422
    assert answer.get_json()["errors"]


def test_a_short_name_of_a_unit_means_the_unit(app: Flask) -> None:
    goods = [{"commodity_code": "040711", "value": "100", "quantities": {"KG": "5"}}]
    told = app.test_client().post(CALCULATIONS, json={"goods": goods, "currency": "NZD"}).get_json()

    assert (told["bill"]["open"], told["bill"]["lines"][0]["amount"]) == ([], "6.00")
