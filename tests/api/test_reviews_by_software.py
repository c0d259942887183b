"""A trader's program asks for a review, and an agency's other program decides it."""

from __future__ import annotations

from caller import Caller
from conftest import add_actor
from flask import Flask
from messages import PLANTS

from singlewindow.casework import House

REFUSE = {"items": [1], "outcome": "refuse", "reason": "The certificate is for ferns."}
ASK = {"agency": "BIO", "items": [1], "grounds": "Page two names palms."}


def test_a_refusal_is_reviewed_and_overturned(app: Flask, house: House, as_trader: Caller, as_officer: Caller) -> None:
    second = Caller(app, house, add_actor(house, "Bio Second", "agency", "agency_officer", "BIO"))
    case = as_trader.lodge(PLANTS).headers["Location"]
    as_officer.post(f"{case}/verdicts", json=REFUSE, headers={"If-Match": "*"})
    (recourse,) = as_trader.get(case).json["recourse"]
    assert (recourse["agency"], recourse["items"], recourse["appeal"]["form"]) == ("BIO", [1], "BIO-90")

    assert as_trader.post(f"{case}/reviews", json=ASK | {"grounds": ""}).status_code == 422
    asked = as_trader.post(f"{case}/reviews", json=ASK)
    assert (asked.status_code, asked.json["outcome"], asked.json["request"]["kind"]) == (202, "refused", "review")
    assert as_trader.post(f"{case}/reviews", json=ASK).status_code == 409
    (review,) = second.get(case).json["reviews"]

    finding = {"overturned": True, "reason": "It does.", "outcome": "conditional", "conditions": ["Keep them apart."]}
    answer = f"{case}/reviews/{review['id']}/answer"
    assert as_officer.post(answer, json=finding, headers={"If-Match": "*"}).status_code == 403
    assert second.post(answer, json=finding).status_code == 428
    decided = second.post(answer, json=finding, headers={"If-Match": "*", "Accept": "application/xml"})
    assert decided.status_code == 200
    assert b"Page two" not in decided.data
    assert b"overturned its answer. It does." in decided.data
    assert as_trader.get(case).json["decision"]["outcome"] == "released_with_conditions"
    assert as_trader.get(case).json["reviews"][0]["state"] == "overturned"
