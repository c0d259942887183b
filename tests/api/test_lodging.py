"""Lodging by software: one request, one decision, whatever goes wrong on the way."""

from __future__ import annotations

import json

import msgspec
import pytest
from caller import Caller
from messages import PLANTS, SHIRTS, declaration, message

from singlewindow.app import create_app
from singlewindow.casework import Decision, House
from singlewindow.config import Settings
from singlewindow.store.people import Actor
from wco_datamodel import parse, render

XML = {"Content-Type": "application/xml"}
BROKEN = message(SHIRTS, office="XLNOWHERE")


def test_a_declaration_is_answered_with_its_decision(as_trader: Caller) -> None:
    response = as_trader.lodge(SHIRTS)
    assert response.status_code == 201
    assert response.json is not None
    assert response.json["outcome"] == "released"
    assert response.headers["Location"] == f"/api/v1/declarations/{response.json['reference']}"
    assert response.get_etag() == ("1", False)
    assert as_trader.get(response.headers["Location"]).json["decision"] == response.json


def test_the_body_is_the_decision_as_it_is(as_trader: Caller) -> None:
    assert msgspec.json.decode(as_trader.lodge(SHIRTS).data, type=Decision).functional_reference_id == "T-1"


def test_xml_and_json_mean_the_same(as_trader: Caller) -> None:
    in_json = render(declaration(SHIRTS), "json")
    first = as_trader.lodge(SHIRTS)
    again = as_trader.post("/declarations", {"Content-Type": "application/json"}, data=in_json)
    assert (again.status_code, again.data) == (201, first.data)
    assert again.headers["Idempotent-Replayed"] == "true"


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("application/xml", "application/xml"),
        ("text/xml;q=0.9, application/json;q=0.1", "application/xml"),
        ("application/vnd.wco.response+json", "application/vnd.wco.response+json"),
    ],
)
def test_the_decision_can_be_had_as_a_wco_response(as_trader: Caller, accept: str, content_type: str) -> None:
    response = as_trader.lodge(SHIRTS, Accept=accept)
    assert (response.status_code, response.content_type) == (201, content_type)
    answered = parse(response.data, content_type).responses[0]
    assert answered.function_code == "08"
    assert answered.declaration.functional_reference_id == "T-1"
    assert "Accept" in response.vary


@pytest.mark.parametrize("accept", ["", "*/*", "application/*", "application/json", "application/xml;q=0.1, */*"])
def test_who_does_not_mind_gets_json(as_trader: Caller, accept: str) -> None:
    assert as_trader.lodge(SHIRTS, Accept=accept).content_type == "application/json"


def test_nothing_is_lodged_for_who_takes_no_format_of_ours(as_trader: Caller) -> None:
    response = as_trader.lodge(SHIRTS, Accept="image/png")
    assert (response.status_code, response.json["code"]) == (406, "not-acceptable")
    assert as_trader.get("/declarations").json["declarations"] == []


@pytest.mark.parametrize("key", ["order-17", '"order-17"', '"a \\"quoted\\" one"', "x" * 255])
def test_the_same_key_gets_the_same_answer(as_trader: Caller, key: str) -> None:
    first = as_trader.lodge(SHIRTS, Idempotency_Key=key)
    again = as_trader.lodge(SHIRTS, Idempotency_Key=key)
    assert (first.status_code, first.data, first.headers["Location"]) == (201, again.data, again.headers["Location"])
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"


def test_a_key_in_quotes_is_the_same_as_without(as_trader: Caller) -> None:
    as_trader.lodge(SHIRTS, Idempotency_Key='"order-17"')
    assert as_trader.lodge(SHIRTS, Idempotency_Key="order-17").headers["Idempotent-Replayed"] == "true"


def test_a_key_is_not_for_two_declarations(as_trader: Caller) -> None:
    as_trader.lodge(SHIRTS, Idempotency_Key="order-17")
    response = as_trader.lodge(PLANTS, reference="T-2", Idempotency_Key="order-17")
    assert (response.status_code, response.json["code"]) == (422, "idempotency-key-reused")


@pytest.mark.parametrize("key", ["", '""', "x" * 256, "kéy", "a\tb"])
def test_a_key_that_cannot_be_one_is_refused(as_trader: Caller, key: str) -> None:
    response = as_trader.lodge(SHIRTS, Idempotency_Key=key)
    assert (response.status_code, response.json["code"]) == (400, "invalid-idempotency-key")


def test_a_rejected_message_tells_each_error_and_its_place(as_trader: Caller) -> None:
    response = as_trader.post("/declarations", XML, data=BROKEN)
    assert (response.status_code, response.content_type) == (422, "application/problem+json")
    problem = response.json
    assert problem["type"] == "urn:singlewindow:problem:message-rejected"
    assert (problem["status"], problem["instance"]) == (422, "/api/v1/declarations")
    (error,) = problem["errors"]
    assert (error["code"], error["severity"]) == ("SW-OFFICE", "error")
    assert error["pointer"].startswith("#/")
    assert error["pointer"].endswith("/DeclarationOfficeID")
    assert error["wco_pointer"] == "42A/065"
    assert error["line"] == 2
    assert "XLNOWHERE" in error["detail"]


def test_faults_of_form_of_content_and_of_this_country_are_told_at_once_by_their_lines(as_trader: Caller) -> None:
    raw = message(SHIRTS, office="XLNO").replace(b"</GoodsItemQuantity>", b"x</GoodsItemQuantity>", 1)
    raw = raw.replace(b'currencyID="NZD"', b'currencyID="XQZ"', 1)

    errors = as_trader.post("/declarations", XML, data=raw).json["errors"]

    codes = [error["code"] for error in errors]
    assert "SW-OFFICE" in codes
    assert any("XQZ" in error["detail"] for error in errors)
    assert any(error["wco_pointer"] == "42A/228" for error in errors)
    assert [error["line"] for error in errors] == sorted(error["line"] for error in errors)


@pytest.mark.parametrize("accept", ["application/xml", "application/vnd.wco.response+json"])
def test_a_rejection_can_be_had_as_a_wco_response(as_trader: Caller, accept: str) -> None:
    response = as_trader.post("/declarations", {**XML, "Accept": accept}, data=BROKEN)
    assert (response.status_code, response.content_type) == (422, accept)
    answered = parse(response.data, accept).responses[0]
    assert answered.function_code == "03"
    assert [each.document_section_code for each in answered.error[0].pointer] == ["42A"]
    assert answered.error[0].pointer[-1].tag_id == "065"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/xml", b""),
        ("application/xml", b"\x00\xff"),
        ("application/xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        ("application/json", b"[[[" * 5000),
        ("application/json", b'{"Declaration": {"FunctionCode": "9", "FunctionCode": "9"}}'),
        ("application/json", b'{"Declaration": NaN}'),
        ("application/json", b'{"Declaration": {"FunctionCode": "\\u0000"}}'),
        ("application/json", b"null"),
    ],
)
def test_bytes_that_are_no_message_are_rejected_with_a_reason(
    as_trader: Caller, content_type: str, body: bytes
) -> None:
    response = as_trader.post("/declarations", {"Content-Type": content_type}, data=body)
    assert (response.status_code, response.json["code"]) == (422, "message-rejected")
    assert response.json["errors"][0]["detail"]


@pytest.mark.parametrize("content_type", ["text/plain", "multipart/form-data; boundary=x", "application/pdf", ""])
def test_another_content_type_is_refused(as_trader: Caller, content_type: str) -> None:
    response = as_trader.post("/declarations", {"Content-Type": content_type}, data=message(SHIRTS))
    assert (response.status_code, response.json["code"]) == (415, "unsupported-media-type")


def test_a_compressed_body_is_refused(as_trader: Caller) -> None:
    response = as_trader.post("/declarations", {**XML, "Content-Encoding": "gzip"}, data=message(SHIRTS))
    assert response.status_code == 415


@pytest.mark.parametrize("size", [1001, 3_000_000])
def test_a_message_that_is_too_large_is_refused(house: House, settings: Settings, trader: Actor, size: int) -> None:
    app = create_app(msgspec.structs.replace(settings, max_message_bytes=1000))
    response = Caller(app, house, trader).post("/declarations", XML, data=b" " * size)
    assert (response.status_code, response.json["code"]) == (413, "too-large")
    assert "more than 1,000 bytes" in response.json["detail"]


def test_an_officer_lodges_nothing(as_officer: Caller) -> None:
    response = as_officer.lodge(SHIRTS)
    assert (response.status_code, response.json["code"]) == (403, "not-allowed")


def test_a_check_names_the_problems_and_stores_nothing(as_trader: Caller) -> None:
    good = as_trader.post("/checks", XML, data=message(SHIRTS))
    bad = as_trader.post("/checks", XML, data=BROKEN)
    assert (good.status_code, good.json["acceptable"], good.json["profile"]) == (200, True, "SW:1")
    assert (bad.status_code, bad.json["acceptable"]) == (200, False)
    assert bad.json["problems"][0]["wco_pointer"] == "42A/065"
    assert as_trader.get("/declarations").json["declarations"] == []


def test_a_check_of_bytes_that_are_no_message_says_so(as_trader: Caller) -> None:
    response = as_trader.post("/checks", XML, data=b"<a>")
    assert (response.status_code, response.json["acceptable"], response.json["profile"]) == (200, False, None)
    assert response.json["problems"]


def test_the_message_is_kept_byte_for_byte(as_trader: Caller, as_customs: Caller) -> None:
    raw = message(SHIRTS)
    reference = as_trader.post("/declarations", {"Content-Type": "text/xml; charset=utf-8"}, data=raw).json["reference"]
    for caller in (as_trader, as_customs):
        response = caller.get(f"/declarations/{reference}/message")
        assert (response.status_code, response.data) == (200, raw)
        assert response.content_type == "text/xml; charset=utf-8"


def test_decimals_are_text_and_moments_are_utc(as_trader: Caller) -> None:
    case = as_trader.get(as_trader.lodge(SHIRTS).headers["Location"]).json
    item = case["declaration"]["GoodsShipment"]["GovernmentAgencyGoodsItem"][0]
    price = item["Commodity"]["InvoiceLine"]["ItemChargeAmount"]
    assert price == {"value": "1000.00", "currencyID": "NZD"}
    assert case["lodged_at"].endswith("Z")
    assert json.dumps(case)


def test_an_error_nobody_foresaw_is_a_problem_and_says_nothing_of_the_inside(
    as_trader: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the password is 1234")

    monkeypatch.setattr("singlewindow.casework.lodge", fail)
    response = as_trader.lodge(SHIRTS)
    assert (response.status_code, response.json["code"]) == (500, "internal-error")
    assert b"1234" not in response.data
