"""Amend and cancel by software: one request, one decision, and a place for every mistake."""

from __future__ import annotations

import pytest
from amending import amendment, naming, with_item, withdrawal
from caller import Caller
from messages import FISH, PLANTS, SHIRTS, declaration

from wco_datamodel import parse, render

GOODS = declaration(PLANTS, FISH)
SECOND = with_item(GOODS, 2, naming("HEALTH-2"))
XML = {"Content-Type": "application/xml"}


@pytest.fixture
def case(as_trader: Caller) -> str:
    """Where a case of a plant and a food is read."""
    return str(as_trader.post("/declarations", XML, data=render(GOODS, "xml")).headers["Location"])


def reference(case: str) -> str:
    return case.rpartition("/")[2]


def test_an_amendment_is_answered_with_the_decision_on_the_new_version(as_trader: Caller, case: str) -> None:
    raw = amendment(GOODS, SECOND, reference(case))
    response = as_trader.post(f"{case}/amendments", XML | {"If-Match": '"1"'}, data=raw)

    assert (response.status_code, response.get_etag()) == (200, ("2", False))
    assert (response.json["version"], response.json["request"]["state"]) == (2, "applied")
    carried = {v["agency"]: v.get("carried_over_from") for i in response.json["items"] for v in i["verdicts"]}
    assert carried == {"BIO": 1, "CUS": 1, "FOO": None}
    again = as_trader.post(f"{case}/amendments", XML | {"If-Match": '"1"'}, data=raw)
    assert (again.status_code, again.data) == (200, response.data)


def test_it_is_answered_as_a_wco_response_that_points_at_what_changed(as_trader: Caller, case: str) -> None:
    raw = amendment(GOODS, SECOND, reference(case))
    headers = XML | {"If-Match": '"1"', "Accept": "application/xml"}
    answered = parse(as_trader.post(f"{case}/amendments", headers, data=raw).data).responses[0]

    assert (answered.function_code, answered.declaration.version_id) == ("07", "2")
    assert len(answered.amendment) == 1


def test_the_case_must_be_as_it_was_read(as_trader: Caller, case: str) -> None:
    raw = amendment(GOODS, SECOND, reference(case))

    assert as_trader.post(f"{case}/amendments", XML, data=raw).status_code == 428
    assert as_trader.post(f"{case}/amendments", XML | {"If-Match": '"7"'}, data=raw).status_code == 412


def test_a_wrong_pointer_is_a_problem_that_points_at_it(as_trader: Caller, case: str) -> None:
    raw = amendment(GOODS, SECOND, reference(case)).replace(b">2</", b">9</", 1)
    response = as_trader.post(f"{case}/amendments", XML | {"If-Match": '"1"'}, data=raw)

    assert (response.status_code, response.content_type) == (422, "application/problem+json")
    assert response.json["errors"][0]["wco_pointer"].startswith("42A > 06A[1]")


def test_an_amendment_can_be_sent_where_declarations_are_lodged(as_trader: Caller, case: str) -> None:
    response = as_trader.post("/declarations", XML, data=amendment(GOODS, SECOND, reference(case)))

    assert (response.status_code, response.headers["Location"], response.json["version"]) == (200, case, 2)
    assert as_trader.post("/declarations", XML, data=withdrawal(reference(case))).json["outcome"] == "cancelled"
    assert as_trader.post("/declarations", XML, data=withdrawal("XL26LAG19999999X")).status_code == 404


def test_the_versions_tell_what_changed(as_trader: Caller, as_officer: Caller, case: str) -> None:
    as_trader.post("/declarations", XML, data=amendment(GOODS, SECOND, reference(case)))

    newest, first = as_trader.get(f"{case}/versions").json["versions"]
    (change,) = newest["changes"]
    assert (first["changes"], change["item"], change["old"], change["new"]) == ([], 2, "HEALTH-1", "HEALTH-2")
    assert as_officer.get(f"{case}/versions").json["versions"][0]["changes"] == []


def test_a_declaration_is_cancelled_for_a_coded_reason(as_trader: Caller, case: str) -> None:
    match = {"If-Match": '"1"'}
    wrong = as_trader.post(f"{case}/cancellation", match, json={"reason_code": "99", "reason": "Twice."})
    response = as_trader.post(f"{case}/cancellation", match, json={"reason_code": "10", "reason": "Twice."})

    assert (wrong.status_code, wrong.json["errors"][0]["pointer"]) == (422, "#/reason_code")
    assert (response.status_code, response.json["outcome"]) == (200, "cancelled")


def test_customs_settles_what_waits_for_its_consent(as_trader: Caller, as_customs: Caller) -> None:
    case = as_trader.lodge(SHIRTS).headers["Location"]
    asked = as_trader.post(f"{case}/cancellation", {"If-Match": "*"}, json={"reason_code": "13", "reason": "Missed."})
    assert (asked.status_code, asked.json["request"]["state"]) == (202, "asked")
    assert as_customs.get("/worklist").json["cases"][0]["request"] == "cancellation"

    (request,) = as_customs.get(case).json["requests"]
    answer = f"{case}/requests/{request['id']}/answer"
    match = {"If-Match": f'"{asked.get_etag()[0]}"'}
    silent = as_customs.post(answer, match, json={"granted": False})
    assert (silent.status_code, silent.json["errors"][0]["pointer"]) == (422, "#/reason")
    denied = as_customs.post(answer, match, json={"granted": False, "reason": "The goods have left."})

    assert (denied.status_code, denied.json["outcome"]) == (200, "released")
    assert denied.json["request"]["sentence"].endswith("denied the cancellation. The goods have left.")
