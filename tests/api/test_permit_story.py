"""Two stories of permits as programs live them: drawn down until nothing is left, and the one that is needed first."""

from __future__ import annotations

import json

from caller import Caller
from conftest import add_actor
from flask import Flask
from messages import Goods
from werkzeug.test import TestResponse

from singlewindow.casework import House

PERMITS = "/api/v1/permits"


def applied(caller: Caller, reference: str, document: str, code: str, quantity: str, meant: str):
    """The answer to an application for this document and these goods."""
    goods = {
        "SequenceNumeric": 1,
        "Commodity": {
            "Description": "Goods of this story",
            "Classification": [{"ID": code}],
            "GoodsMeasure": {
                "NetNetWeightMeasure": {"value": quantity},
                "TariffQuantity": {"value": quantity, "unitCode": "H87"},
            },
        },
    }
    said = {"FunctionCode": "9", "FunctionalReferenceID": reference, "TypeCode": document}
    named = {"AdditionalInformation": [{"StatementCode": meant}], "GovernmentAgencyGoodsItem": [goods]}
    return caller.post(PERMITS, data=json.dumps({"LPCO": said | named}), content_type="application/json")


def act(caller: Caller, number: str, name: str, **said: str):
    """An act on a permit as it stands now."""
    place = f"{PERMITS}/{number}"
    tag = caller.get(place).headers["ETag"]
    return caller.post(f"{place}/acts", json={"act": name, **said}, headers={"If-Match": tag})


def test_three_declarations_use_a_permit_up_and_a_cancellation_gives_back(
    as_trader: Caller, app: Flask, house: House
) -> None:
    environment = Caller(app, house, add_actor(house, "Env Officer", "agency", "agency_officer", "ENV"))
    number = applied(as_trader, "OURS-1", "911", "380891", "10", "ENV-PESTICIDES").json["number"]
    assert act(environment, number, "approve", valid_to="2099-12-31").status_code == 200

    def left() -> tuple[str, str]:
        permit = as_trader.get(f"{PERMITS}/{number}").json
        return permit["left"], permit["state"]

    def lodge(kilograms: str, name: str) -> TestResponse:
        return as_trader.lodge(Goods("380891", "Insecticide", [("911", number)], "NZ", kilograms), reference=name)

    lodge("4", "FIRST")
    assert left() == ("6", "issued")
    second = lodge("3", "SECOND")
    assert left() == ("3", "issued")
    lodge("3", "THIRD")
    assert left()[0] == "0"
    assert f"Permit {number} has 0 KGM left and the item is 3 KGM" in lodge("3", "FOURTH").get_data(as_text=True)

    address = f"/declarations/{second.json['reference']}/cancellation"
    why = {"reason_code": "10", "reason": "Lodged twice."}
    cancelled = as_trader.post(address, json=why, headers={"If-Match": second.headers["ETag"]})
    assert cancelled.status_code == 200, cancelled.json
    assert left() == ("3", "issued")
    assert f"Permit {number} covers the item: 3 KGM of it." in lodge("3", "FIFTH").get_data(as_text=True)


def test_a_permit_of_fisheries_needs_that_of_biosecurity_first(
    as_trader: Caller, as_officer: Caller, app: Flask, house: House
) -> None:
    second = Caller(app, house, add_actor(house, "Bio Second", "agency", "agency_officer", "BIO"))
    early = applied(as_trader, "FISH-1", "911", "030111", "5", "FIS-LIVE-FISH")
    assert early.status_code == 409
    assert "needs a permit of Lagoon Biosecurity first (document 911)" in early.json["detail"]
    assert as_trader.get(PERMITS).json["permits"] == [], "no draft is left behind"

    first = applied(as_trader, "LIVE-1", "911", "030111", "5", "BIO-LIVE-ANIMALS")
    number = first.json["number"]
    assert act(as_officer, number, "approve", valid_to="2099-12-31").json["state"] == "approved"
    assert applied(as_trader, "FISH-1", "911", "030111", "5", "FIS-LIVE-FISH").status_code == 409, "not signed yet"
    assert act(second, number, "countersign").json["state"] == "issued"

    fish = applied(as_trader, "FISH-1", "911", "030111", "5", "FIS-LIVE-FISH")
    assert (fish.status_code, fish.json["state"]) == (201, "applied")
