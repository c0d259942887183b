"""Reading cases and decisions: only one's own, page by page, and cheaply where nothing changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from caller import Caller
from flask import Flask
from messages import PLANTS, SHIRTS

from singlewindow.casework import House
from singlewindow.store.people import Actor


def test_a_case_shows_its_decision_its_story_and_where_to_go_on(as_trader: Caller) -> None:
    reference = as_trader.lodge(PLANTS).json["reference"]
    response = as_trader.get(f"/declarations/{reference}")
    assert response.status_code == 200
    case = response.json
    assert (case["reference"], case["decision"]["outcome"], case["may"]) == (
        reference,
        "pending",
        ["amend", "attach", "cancel", "drop_party", "name_party"],
    )
    assert [entry["event"] for entry in case["timeline"]] == ["decided", "lodged"]
    for link in ("case", "decision", "message"):
        assert as_trader.get(case["links"][link]).status_code == 200


def test_another_traders_case_is_not_found(
    app: Flask, house: House, as_trader: Caller, add_person: Callable[..., Actor]
) -> None:
    reference = as_trader.lodge(SHIRTS).json["reference"]
    stranger = Caller(app, house, add_person(house, "Broker One", "broker", "broker"))
    for path in ("", "/decision", "/message"):
        response = stranger.get(f"/declarations/{reference}{path}")
        assert (response.status_code, response.json["code"]) == (404, "not-found")
    assert stranger.get("/declarations").json["declarations"] == []


def test_an_agency_sees_only_what_concerns_it(as_trader: Caller, as_officer: Caller) -> None:
    shirts = as_trader.lodge(SHIRTS).json["reference"]
    mixed = as_trader.lodge(SHIRTS, PLANTS, reference="T-2").json["reference"]
    assert as_officer.get(f"/declarations/{shirts}").status_code == 404
    case = as_officer.get(f"/declarations/{mixed}").json
    assert [item["item"] for item in case["decision"]["items"]] == [2]
    items = case["declaration"]["GoodsShipment"]["GovernmentAgencyGoodsItem"]
    assert [item["SequenceNumeric"] for item in items] == [2]


def test_a_slip_in_a_reference_is_told_as_one(as_trader: Caller) -> None:
    reference = as_trader.lodge(SHIRTS).json["reference"]
    slip = reference[:-1] + ("A" if reference[-1] != "A" else "B")

    response = as_trader.get(f"/declarations/{slip}")

    assert response.status_code == 404
    assert "check character does not fit" in response.json["detail"]


@pytest.mark.parametrize("reference", ["XL26LAG10000001X", "X", "%00", "..", "x" * 500, "Ω", "XL26%2FLAG"])
def test_a_reference_that_is_none_is_not_found(as_trader: Caller, reference: str) -> None:
    response = as_trader.get(f"/declarations/{reference}")
    assert (response.status_code, response.content_type) == (404, "application/problem+json")


@pytest.mark.parametrize("accept", ["application/json", "application/xml", "application/vnd.wco.response+json"])
@pytest.mark.parametrize("compressed", [False, True])
def test_a_decision_that_did_not_change_is_not_sent_again(as_trader: Caller, accept: str, compressed: bool) -> None:
    reference = as_trader.lodge(PLANTS).json["reference"]
    headers = {"Accept": accept} | ({"Accept-Encoding": "gzip"} if compressed else {})
    path = f"/declarations/{reference}/decision"
    first = as_trader.get(path, headers)
    again = as_trader.get(path, headers | {"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")


def test_formats_of_a_decision_have_tags_of_their_own(as_trader: Caller) -> None:
    reference = as_trader.lodge(PLANTS).json["reference"]
    path = f"/declarations/{reference}/decision"
    tag = as_trader.get(path).headers["ETag"]
    assert as_trader.get(path, {"Accept": "application/xml", "If-None-Match": tag}).status_code == 200


def test_a_case_that_did_not_change_is_not_sent_again(as_trader: Caller) -> None:
    path = as_trader.lodge(PLANTS).headers["Location"]
    tag = as_trader.get(path).headers["ETag"]
    assert as_trader.get(path, {"If-None-Match": f'"other", W/{tag}'}).status_code == 304
    assert as_trader.get(path, {"If-None-Match": '"other", "", W/""'}).status_code == 200


def test_a_list_is_read_page_by_page_through_its_links(as_trader: Caller) -> None:
    lodged = [as_trader.lodge(SHIRTS, reference=f"T-{number}").json["reference"] for number in range(5)]
    path, seen = "/declarations?limit=2&search=T-", []
    while path:
        response = as_trader.get(path)
        seen += [line["reference"] for line in response.json["declarations"]]
        link = response.headers.get("Link", "")
        path = link.partition(">")[0].lstrip("<")
        assert bool(link) is (response.json["next_cursor"] is not None)
    assert seen == lodged[::-1]


def test_a_list_is_filtered_by_outcome_direction_and_words(as_trader: Caller) -> None:
    as_trader.lodge(SHIRTS)
    as_trader.lodge(PLANTS, reference="T-2")
    assert _references(as_trader, "?outcome=pending") == ["T-2"]
    assert _references(as_trader, "?outcome=pending&outcome=released") == ["T-2", "T-1"]
    assert _references(as_trader, "?direction=export") == []
    assert _references(as_trader, "?search=palms") == ["T-2"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=many",
        "outcome=unknown",
        "direction=sideways",
        "cursor=!",
        "cursor=" + "OTk5" * 16,
        "cursor=LTU",
        "search=",
        "search=%00",
        "search=a%0Ab%08",
        "page=2",
    ],
)
def test_a_query_that_cannot_be_answered_is_refused(as_trader: Caller, query: str) -> None:
    response = as_trader.get(f"/declarations?{query}")
    assert (response.status_code, response.json["code"]) == (422, "invalid")


def test_a_refused_query_names_the_parameter(as_trader: Caller) -> None:
    (error,) = as_trader.get("/declarations?limit=0").json["errors"]
    assert error["parameter"] == "limit"


def test_requirements_are_there_for_anybody(as_anybody: Caller) -> None:
    response = as_anybody.get("/requirements?hs_code=060290&origin=NZ&on=2026-11-24")
    assert response.status_code == 200
    found = response.json
    assert (found["hs_code"], found["direction"], found["on"]) == ("060290", "import", "2026-11-24")
    biosecurity = next(agency for agency in found["agencies"] if agency["agency"] == "BIO")
    requirement = biosecurity["requirements"][0]
    assert {"asks", "sentence", "documents", "fee", "clock_working_days", "law", "form"} <= set(requirement)
    assert isinstance(requirement["fee"]["amount"], str)
    assert biosecurity["contact"]["office"]


def test_requirements_may_be_kept_and_asked_for_again_cheaply(as_anybody: Caller) -> None:
    path = "/requirements?hs_code=0602"
    first = as_anybody.get(path)
    assert "public" in first.headers["Cache-Control"]
    again = as_anybody.get(path, {"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_goods_that_nobody_asks_about_have_no_requirements(as_anybody: Caller) -> None:
    assert as_anybody.get("/requirements?hs_code=610910").json["agencies"] == []


@pytest.mark.parametrize(
    "query", ["", "hs_code=1", "hs_code=06.02", "hs_code=0602%0A", "hs_code=0602&origin=nz", "hs_code=0602&on=soon"]
)
def test_goods_that_are_not_described_are_refused(as_anybody: Caller, query: str) -> None:
    assert as_anybody.get(f"/requirements?{query}").status_code == 422


def _references(caller: Caller, query: str) -> list[str]:
    return [line["functional_reference_id"] for line in caller.get(f"/declarations{query}").json["declarations"]]
