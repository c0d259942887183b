"""Two programs of an agency let goods in together: one proposes, the other countersigns or sends back."""

from __future__ import annotations

import pytest
from caller import Caller
from conftest import add_actor
from flask import Flask
from messages import PLANTS, Goods

from singlewindow.casework import House

FENTANYL = Goods("293333", "Fentanyl for the hospital", [("911", "INCB-7")])
CLEAR = {"items": [1], "outcome": "clear", "reason": "The estimate covers it."}


@pytest.fixture
def officers(app: Flask, house: House) -> tuple[Caller, Caller]:
    """Programs of two officers of the Medicines Authority."""
    first, second = (add_actor(house, name, "agency", "agency_officer", "MED") for name in ("Med First", "Med Second"))
    return Caller(app, house, first), Caller(app, house, second)


def test_what_one_proposes_the_other_countersigns(as_trader: Caller, officers: tuple[Caller, Caller]) -> None:
    first, second = officers
    case = as_trader.lodge(FENTANYL).headers["Location"]
    proposed = first.post(f"{case}/verdicts", json=CLEAR, headers={"If-Match": "*"})
    assert proposed.json["outcome"] == "pending"
    assert [line["to_countersign"] for line in second.get("/worklist").json["cases"]] == [True]

    own = first.post(f"{case}/countersign", json={"items": [1]}, headers={"If-Match": "*"})
    assert (own.status_code, own.json["code"]) == (403, "not-allowed")
    tag = second.get(case).headers["ETag"]
    assert second.post(f"{case}/countersign", json={"items": [1]}).status_code == 428
    signed = second.post(f"{case}/countersign", json={"items": [1]}, headers={"If-Match": tag})
    assert signed.json["outcome"] == "released"
    told = [v.get("countersigned_by") for v in signed.json["items"][0]["verdicts"]]
    assert "Med Second" in told


def test_what_one_proposes_the_other_sends_back_with_a_reason(
    as_trader: Caller, officers: tuple[Caller, Caller]
) -> None:
    first, second = officers
    case = as_trader.lodge(FENTANYL).headers["Location"]
    first.post(f"{case}/verdicts", json=CLEAR, headers={"If-Match": "*"})
    assert second.post(f"{case}/proposals/return", json={"items": [1]}, headers={"If-Match": "*"}).status_code == 422
    words = {"items": [1], "reason": "Which estimate?"}
    assert second.post(f"{case}/proposals/return", json=words, headers={"If-Match": "*"}).status_code == 200

    (seen,) = first.get(case).json["proposals"]
    assert (seen["state"], seen["reason"], seen["own"]) == ("sent_back", "Which estimate?", True)
    assert as_trader.get(case).json["proposals"] == []


def test_a_conflict_is_settled_by_customs_supervisor_alone(
    app: Flask, house: House, as_trader: Caller, as_officer: Caller, as_customs: Caller
) -> None:
    head = Caller(app, house, add_actor(house, "Customs Head", "customs", "customs_supervisor", "CUS"))
    case = as_trader.lodge(PLANTS).headers["Location"]
    words = {"items": [1], "reason": "Looked at."}
    as_customs.post(f"{case}/verdicts", json=words | {"outcome": "detain"}, headers={"If-Match": "*"})
    as_officer.post(f"{case}/verdicts", json=words | {"outcome": "clear"}, headers={"If-Match": "*"})

    command = {"item": 1, "agency": "BIO", "reason": "The invoice was corrected."}
    assert as_customs.post(f"{case}/settlements", json=command, headers={"If-Match": "*"}).status_code == 403
    settled = head.post(f"{case}/settlements", json=command, headers={"If-Match": "*"})
    assert (settled.json["outcome"], settled.json["settlements"][0]["aside"]) == ("released", ["CUS"])
