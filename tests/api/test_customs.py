"""Customs' own system records arrival, security and final duty through the API."""

from __future__ import annotations

from typing import Any

import pytest
from caller import Caller
from messages import FISH, PLANTS_WITHOUT_CERTIFICATE, REFRIGERANT, SHIRTS, message

BOND = {"kind": "bond", "amount": "1200.50", "currency": "NZD", "reference": "BOND-7"}
ANY = {"If-Match": "*"}


def lodged_before_arrival(caller: Caller) -> str:
    raw = message(SHIRTS, type_code="IMD")
    return str(caller.post("/declarations", {"Content-Type": "application/xml"}, data=raw).headers["Location"])


def test_an_arrival_notice_releases_the_goods_and_a_second_one_is_harmless(
    as_trader: Caller, as_customs: Caller
) -> None:
    case = lodged_before_arrival(as_trader)
    assert as_trader.get(case).json["decision"]["awaits"] == ["arrival"]

    first = as_customs.post(f"{case}/arrival", json={"note": "MV Lagoon Trader"})
    again = as_customs.post(f"{case}/arrival", {"If-Match": '"1"'}, json={})
    assert (first.status_code, first.json["outcome"]) == (200, "released")
    assert (again.status_code, again.json) == (200, first.json)
    assert as_trader.get(case).json["customs"]["arrived_at"]


def test_goods_are_released_against_security_and_cleared_later(as_trader: Caller, as_customs: Caller) -> None:
    case = lodged_before_arrival(as_trader)
    steps: list[tuple[str, dict[str, Any], str]] = [
        ("security-requirement", {"note": "Until the ruling."}, "pending"),
        ("arrival", {}, "pending"),
        ("security", BOND, "released"),
        ("settlement", {"note": "Receipt 881"}, "cleared"),
        ("security-return", {}, "cleared"),
    ]
    for path, body, outcome in steps:
        answer = as_customs.post(f"{case}/{path}", ANY, json=body)
        assert (answer.status_code, answer.json["outcome"]) == (200, outcome), path
    customs = as_trader.get(case).json["customs"]
    assert (customs["duty"], customs["security"]["amount"]) == ("settled", "1200.50")


def test_conditions_are_discharged_by_the_agency_that_set_them(as_trader: Caller, as_customs: Caller) -> None:
    case = as_trader.lodge(REFRIGERANT).headers["Location"]
    assert as_customs.post(f"{case}/discharges", ANY, json={"items": [1]}).status_code == 422
    assert {one["agency"] for one in as_trader.get(case).json["customs"]["conditions"]} == {"ENV"}


def test_items_go_apart(as_trader: Caller, as_customs: Caller) -> None:
    case = as_trader.lodge(PLANTS_WITHOUT_CERTIFICATE, FISH).headers["Location"]
    refused = as_customs.post(f"{case}/item-releases", ANY, json={"items": [1]})
    apart = as_customs.post(f"{case}/item-releases", ANY, json={"items": [2]})
    assert refused.status_code == 422
    assert [item["released_apart"] for item in apart.json["items"]] == [False, True]


@pytest.mark.parametrize(
    "body", [{}, BOND | {"amount": "0"}, BOND | {"amount": "1.005"}, BOND | {"amount": 5}, BOND | {"kind": "word"}]
)
def test_a_security_with_mistakes_is_refused(as_trader: Caller, as_customs: Caller, body: dict[str, Any]) -> None:
    case = lodged_before_arrival(as_trader)
    assert as_customs.post(f"{case}/security", ANY, json=body).status_code == 422


@pytest.mark.parametrize(
    "path", ["arrival", "security-requirement", "security", "security-return", "settlement", "item-releases"]
)
def test_only_customs_records_for_customs(as_trader: Caller, as_officer: Caller, path: str) -> None:
    case = lodged_before_arrival(as_trader)
    for stranger in (as_trader, as_officer):
        assert stranger.post(f"{case}/{path}", ANY, json={}).status_code == 403
