"""Inspections and releases through the API: a wharf's own systems do what its people do on pages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from caller import Caller
from conftest import add_actor
from flask import Flask
from messages import PLANTS, declaration
from worked import run_due

from singlewindow.casework import House
from singlewindow.casework.clock import is_working_day
from singlewindow.store import inspections, releases
from wco_datamodel import render
from wco_datamodel.transport import Consignment, GoodsLocation, TransportEquipment

ANY = {"If-Match": "*"}


def working_time(house: House) -> str:
    """Ten o'clock of a working day to come, as the Lagoon Islands' clocks show it."""
    day = house.day_of(house.now()) + dt.timedelta(days=1)
    while not is_working_day(day, house.pack.holidays):
        day += dt.timedelta(days=1)
    return f"{day}T10:00:00+13:00"


@pytest.fixture
def as_keeper(app: Flask, house: House) -> Caller:
    keeper = add_actor(house, "Wharf Keeper", "keeper", "keeper")
    with house.database.writing() as session:
        releases.keep_location(session, keeper.organisation_id, ["XLLAGMAINWHARF"])
    return Caller(app, house, keeper)


def lodged(caller: Caller) -> str:
    made = declaration(PLANTS)
    assert made.goods_shipment is not None
    consignment = Consignment(
        goods_location=GoodsLocation(id="XLLAGMAINWHARF"),
        transport_equipment=(TransportEquipment(sequence_numeric=1, id="MSKU1234565"),),
    )
    shipment = msgspec.structs.replace(made.goods_shipment, consignment=consignment)
    raw = render(msgspec.structs.replace(made, goods_shipment=shipment), "xml")
    return str(caller.post("/declarations", {"Content-Type": "application/xml"}, data=raw).headers["Location"])


def test_an_inspection_from_the_wish_to_the_gate(
    house: House, as_trader: Caller, as_officer: Caller, as_customs: Caller, as_keeper: Caller
) -> None:
    case = lodged(as_trader)
    wish = as_officer.post(f"{case}/inspection-requests", ANY, json={"items": [1], "reason": "Look for insects."})
    assert (wish.status_code, wish.json["outcome"]) == (200, "held")
    assert [line["agencies"] for line in as_customs.get("/inspections").json["unset"]] == [{"BIO": [1]}]

    appointment: dict[str, Any] = {"place": "XLLAGMAINWHARF", "starts_at": working_time(house)}
    night = {**appointment, "starts_at": working_time(house).replace("T10", "T22")}
    refused = as_customs.call("PUT", f"{case}/inspection", ANY, json=night)
    assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (422, "#/starts_at")
    wanted = {**appointment, "containers": ["MSKU1234565"]}
    assert as_customs.call("PUT", f"{case}/inspection", ANY, json=wanted).status_code == 200
    assert as_trader.post(f"{case}/inspection/other-time", ANY, json={"text": "After two."}).status_code == 200
    (line,) = as_officer.get("/inspections", query_string={"search": "palms"}).json["inspections"]
    assert (line["other_time"], line["containers"]) == ("After two.", ["MSKU1234565"])

    sample = {"number": "BIO-7", "laboratory": "Plant Health Diagnostic Laboratory", "fee": "85.00", "currency": "NZD"}
    found = {"items": [1], "result": "sample_taken", "quantity": "10", "unit": "CT", "sample": sample}
    assert as_officer.post(f"{case}/inspection/findings", ANY, json=found).json["outcome"] == "held"
    shown = as_trader.get(case).json["inspections"]
    assert [fee["amount"] for fee in shown["fees"]] == ["85.00"]
    result = {"result": "pass", "value": "0.02", "unit": "mg/kg", "outcome": "clear", "note": "Clean."}
    number = shown["samples"][0]["id"]
    assert as_officer.post(f"{case}/samples/{number}/result", ANY, json=result).json["outcome"] == "released"

    assert as_trader.post(f"{case}/release-parties", ANY, json={"email": "gate@store.example"}).status_code == 200
    run_due(house)
    (notice,) = as_keeper.get("/release-notices").json["notices"]
    assert (notice["containers"], notice["marks"]) == (["MSKU1234565"], "T1 1-10")
    out = as_keeper.post(f"/release-notices/{notice['id']}/gate-outs", json={"vehicle": "Truck 7"})
    assert (out.status_code, out.json["state"]) == (200, "left")
    party = as_trader.get(case).json["release"]["parties"][0]["id"]
    assert as_trader.call("DELETE", f"{case}/release-parties/{party}", ANY).status_code == 200


def test_absence_and_wrong_results_are_answered_in_words(
    house: House, as_trader: Caller, as_officer: Caller, as_customs: Caller, as_keeper: Caller
) -> None:
    case = lodged(as_trader)
    nothing = {"items": [1], "result": "as_declared", "outcome": "clear"}
    assert as_officer.post(f"{case}/inspection/findings", ANY, json=nothing).status_code == 409
    as_officer.post(f"{case}/inspection-requests", ANY, json={"items": [1], "reason": "Look."})
    appointment = {"place": "XLLAGMAINWHARF", "starts_at": working_time(house)}
    as_customs.call("PUT", f"{case}/inspection", ANY, json=appointment)
    wrong = {"items": [1], "result": "fails", "outcome": "clear", "quantity": "-1", "unit": "KGM"}
    refused = as_officer.post(f"{case}/inspection/findings", ANY, json=wrong)
    assert refused.status_code == 422
    assert {error["pointer"] for error in refused.json["errors"]} == {"#/outcome", "#/quantity"}
    sample = {"number": "", "laboratory": "Plant Health Diagnostic Laboratory"}
    unnumbered = {"items": [1], "result": "sample_taken", "sample": sample}
    assert as_officer.post(f"{case}/inspection/findings", ANY, json=unnumbered).status_code == 422
    assert as_customs.post(f"{case}/inspection/absences", ANY, json={"agency": "BIO"}).status_code == 409
    with house.database.writing() as session:
        inspections.change(session, 1, starts_at=house.now())
    assert as_customs.post(f"{case}/inspection/absences", ANY, json={"agency": "BIO"}).status_code == 200
    assert as_keeper.get("/release-notices").json["notices"] == []
    assert as_keeper.get("/inspections").status_code == as_trader.get("/release-notices").status_code == 403
    assert as_keeper.post("/release-notices/1/gate-outs", json={}).status_code == 404
