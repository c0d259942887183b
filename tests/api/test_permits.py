"""Permits by program: applied for by message, granted, read, checked."""

from __future__ import annotations

import json

from caller import Caller

from singlewindow.casework import House
from singlewindow.records import check
from wco_datamodel import parse

APPLICATION = {
    "LPCO": {
        "FunctionCode": "9",
        "FunctionalReferenceID": "OURS-1",
        "TypeCode": "911",
        "GovernmentAgencyGoodsItem": [
            {
                "SequenceNumeric": 1,
                "Commodity": {
                    "Description": "Vegetable seeds",
                    "Classification": [{"ID": "120991"}],
                    "GoodsMeasure": {"NetNetWeightMeasure": {"value": "10"}},
                },
                "Origin": [{"CountryCode": "NZ"}],
            }
        ],
    }
}
PERMITS = "/api/v1/permits"


def test_a_program_applies_and_an_officers_program_grants(
    as_trader: Caller, as_officer: Caller, as_anybody: Caller, house: House
) -> None:
    applied = as_trader.post(PERMITS, data=json.dumps(APPLICATION), content_type="application/json")
    assert applied.status_code == 201, applied.json
    number, place = applied.json["number"], applied.headers["Location"]
    assert place == f"{PERMITS}/{number}"
    assert [one["number"] for one in as_officer.get(f"{PERMITS}/worklist").json["permits"]] == [number]

    act = {"act": "approve", "quantity": "8", "valid_to": "2099-12-31", "conditions": ["Sow them on Outer Islet."]}
    assert as_officer.post(f"{place}/acts", json=act).status_code == 428
    granted = as_officer.post(f"{place}/acts", json=act, headers={"If-Match": applied.headers["ETag"]})
    assert (granted.status_code, granted.json["state"], granted.json["left"]) == (200, "issued", "8")
    stale = as_officer.post(
        f"{place}/acts", json={"act": "revoke", "reason": "No."}, headers={"If-Match": applied.headers["ETag"]}
    )
    assert stale.status_code == 412

    message = as_trader.get(place, headers={"Accept": "application/xml"})
    (answer,) = parse(message.data, message.content_type).answers
    assert (answer.function_code, answer.lpco.id) == ("11", number)

    signed = as_trader.get(place, headers={"Accept": "application/vc+jwt"})
    assert signed.content_type == "application/vc+jwt"
    assert check(signed.text, house.keys.public(), house.now()).said.number == number

    checked = as_anybody.get(f"{PERMITS}/check", query_string={"number": number})
    assert (checked.json["in_force"], checked.json["valid_to"]) == (True, "2099-12-31")
    assert as_anybody.get(place).status_code == 401


def test_a_message_that_means_no_permit_is_told_what_to_name(as_trader: Caller) -> None:
    unclear = json.loads(json.dumps(APPLICATION).replace("120991", "610910"))
    refused = as_trader.post(PERMITS, data=json.dumps(unclear), content_type="application/json")
    assert refused.status_code == 422
    assert "Name the requirement" in refused.json["detail"]


def test_a_declaration_is_no_application(as_trader: Caller) -> None:
    body = '{"Declaration": {"FunctionCode": "9"}}'
    assert as_trader.post(PERMITS, data=body, content_type="application/json").status_code == 422


def test_anybody_reads_which_permits_there_are(as_anybody: Caller) -> None:
    kinds = as_anybody.get(f"{PERMITS}/kinds").json["kinds"]
    (seeds,) = (one for one in kinds if one["requirement"] == "BIO-SEEDS-2024")
    assert (seeds["agency"], seeds["unit"], seeds["fee"]) == ("BIO", "KGM", {"amount": "80.00", "currency": "NZD"})


def test_an_address_checks_only_so_many_numbers(as_anybody: Caller) -> None:
    codes = [as_anybody.get(f"{PERMITS}/check?number=BIO-2026-000001-0").status_code for _ in range(31)]
    assert codes == [404] * 30 + [429]


def test_a_number_with_a_slip_is_told_as_one(as_anybody: Caller) -> None:
    slip = as_anybody.get(f"{PERMITS}/check", query_string={"number": "BIO-2026-000001-0"})
    assert slip.status_code == 404
    assert "one of its characters is wrong" in slip.json["detail"]
