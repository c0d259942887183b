"""An agency's own system works through the API: worklist, verdicts, questions."""

from __future__ import annotations

from typing import Any

import pytest
from caller import Caller
from messages import PLANTS, SHIRTS

CLEAR = {"items": [1], "outcome": "clear", "reason": "Inspected, and clean."}


@pytest.fixture
def case(as_trader: Caller) -> str:
    """The path of a case of plants, which wait for biosecurity."""
    return as_trader.lodge(PLANTS).headers["Location"]


def test_what_waits_is_on_the_worklist_until_it_is_decided(as_officer: Caller, case: str) -> None:
    (line,) = as_officer.get("/worklist").json["cases"]
    assert (line["items"], line["waits_for"], line["open_question"]) == ([1], "officer", False)
    assert _decide(as_officer, case, CLEAR).status_code == 200
    assert as_officer.get("/worklist").json["cases"] == []


def test_a_verdict_gives_the_decision_that_follows(as_officer: Caller, as_trader: Caller, case: str) -> None:
    response = _decide(as_officer, case, CLEAR)
    assert (response.json["outcome"], response.json["number"]) == ("released", 2)
    assert response.headers["ETag"] == as_trader.get(case).headers["ETag"]
    assert as_trader.get(case).json["decision"]["outcome"] == "released"


def test_a_verdict_can_have_conditions(as_officer: Caller, as_trader: Caller, case: str) -> None:
    command = CLEAR | {"outcome": "conditional", "conditions": ["Keep them in quarantine for 14 days."]}
    assert _decide(as_officer, case, command).json["outcome"] == "released_with_conditions"
    verdicts = as_trader.get(case).json["decision"]["items"][0]["verdicts"]
    assert ["Keep them in quarantine for 14 days."] in [verdict.get("conditions") for verdict in verdicts]


def test_a_hold_says_why(as_officer: Caller, case: str) -> None:
    assert _decide(as_officer, case, CLEAR | {"outcome": "hold"}).status_code == 422
    response = _decide(as_officer, case, CLEAR | {"outcome": "hold", "hold": "inspection"})
    assert response.json["outcome"] == "held"


def test_a_verdict_needs_the_tag_of_the_case_as_it_is(as_officer: Caller, case: str) -> None:
    without = as_officer.post(f"{case}/verdicts", json=CLEAR)
    assert (without.status_code, without.json["code"]) == (428, "precondition-required")
    for tag in ('"7"', '"something else"', 'W/"1"', '""'):
        stale = as_officer.post(f"{case}/verdicts", {"If-Match": tag}, json=CLEAR)
        assert (stale.status_code, stale.json["code"]) == (412, "stale")
    assert as_officer.post(f"{case}/verdicts", {"If-Match": "*"}, json=CLEAR).status_code == 200


def test_the_tag_of_a_compressed_answer_is_good_too(as_officer: Caller, case: str) -> None:
    tag = as_officer.get(case, {"Accept-Encoding": "br"}).headers["ETag"]
    assert tag != '"1"'
    assert as_officer.post(f"{case}/verdicts", {"If-Match": tag}, json=CLEAR).status_code == 200


def test_two_officers_do_not_overwrite_each_other(as_officer: Caller, case: str) -> None:
    tag = as_officer.get(case).headers["ETag"]
    held = CLEAR | {"outcome": "hold", "hold": "documents"}
    first = as_officer.post(f"{case}/verdicts", {"If-Match": tag}, json=held)
    second = as_officer.post(f"{case}/verdicts", {"If-Match": tag}, json=CLEAR | {"outcome": "refuse"})
    assert (first.status_code, second.status_code) == (200, 412)


def test_what_is_released_cannot_be_decided_again(as_officer: Caller, case: str) -> None:
    _decide(as_officer, case, CLEAR)
    response = _decide(as_officer, case, CLEAR | {"outcome": "refuse"})
    assert (response.status_code, response.json["code"]) == (409, "not-possible")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"items": []}, "#/items"),
        ({"items": [2]}, "#/items"),
        ({"items": ["1"]}, "#/items/0"),
        ({"items": [True]}, "#/items/0"),
        ({"items": [10**30]}, "#/items/0"),
        ({"items": 1}, "#/items"),
        ({"outcome": "pending"}, "#/outcome"),
        ({"outcome": "unknown"}, "#/outcome"),
        ({"reason": ""}, "#/reason"),
        ({"reason": "   "}, "#/reason"),
        ({"reason": "a\x00b"}, "#/reason"),
        ({"reason": "x" * 2001}, "#/reason"),
        ({"conditions": ["Only for approvals."]}, "#/conditions"),
        ({"hold": "unknown"}, "#/hold"),
        ({"officer": "somebody"}, "#/officer"),
    ],
)
def test_a_verdict_with_a_mistake_names_its_place(
    as_officer: Caller, case: str, change: dict[str, Any], pointer: str
) -> None:
    response = _decide(as_officer, case, CLEAR | change)
    assert (response.status_code, response.json["code"]) == (422, "invalid")
    assert [error["pointer"] for error in response.json["errors"]] == [pointer]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]x", b'{"items": NaN}', b'{"items": [], "items": []}', b"\xff", b"[" * 100_000]
)
def test_a_body_that_is_not_json_is_refused(as_officer: Caller, case: str, body: bytes) -> None:
    headers = {"If-Match": "*", "Content-Type": "application/json"}
    response = as_officer.post(f"{case}/verdicts", headers, data=body)
    assert (response.status_code, response.json["code"]) == (400, "invalid-json")


def test_json_that_is_no_object_is_refused(as_officer: Caller, case: str) -> None:
    response = as_officer.post(f"{case}/verdicts", {"If-Match": "*"}, json=[1])
    assert (response.status_code, response.json["errors"][0]["pointer"]) == (422, "#")


def test_half_a_character_in_json_is_refused(as_officer: Caller, case: str) -> None:
    body = b'{"items": [1], "outcome": "clear", "reason": "\\ud800"}'
    headers = {"If-Match": "*", "Content-Type": "application/json"}
    assert as_officer.post(f"{case}/verdicts", headers, data=body).status_code == 422


def test_a_command_that_is_too_large_is_refused(as_officer: Caller, case: str) -> None:
    response = _decide(as_officer, case, CLEAR | {"reason": "x" * 300_000})
    assert response.status_code == 413


def test_a_question_holds_the_goods_until_the_trader_answers(as_officer: Caller, as_trader: Caller, case: str) -> None:
    asked = as_officer.post(f"{case}/questions", json={"items": [1], "text": "Which nursery grew them?"})
    assert (asked.status_code, asked.json["outcome"]) == (200, "held")
    (question,) = as_trader.get(case).json["questions"]
    assert (question["text"], question["answer"]) == ("Which nursery grew them?", None)
    assert {"amend", "attach", "cancel", "reply"} <= set(as_trader.get(case).json["may"])
    answered = as_trader.post(f"{case}/questions/{question['id']}/answer", json={"text": "Nursery One."})
    assert (answered.status_code, answered.json["outcome"]) == (200, "pending")
    assert as_officer.get(case).json["questions"][0]["answer"] == "Nursery One."


def test_a_question_about_a_case_that_changed_meanwhile_is_not_asked(as_officer: Caller, case: str) -> None:
    response = as_officer.post(f"{case}/questions", {"If-Match": '"9"'}, json={"items": [1], "text": "Why?"})
    assert response.status_code == 412


@pytest.mark.parametrize("number", ["1", "9223372036854775807", "9" * 30, "0", "-1", "x"])
def test_a_question_that_nobody_asked_cannot_be_answered(as_trader: Caller, case: str, number: str) -> None:
    response = as_trader.post(f"{case}/questions/{number}/answer", json={"text": "An answer."})
    assert (response.status_code, response.json["code"]) == (404, "not-found")


def test_a_trader_gives_no_verdicts_and_an_agency_answers_no_questions(
    as_officer: Caller, as_trader: Caller, case: str
) -> None:
    assert _decide(as_trader, case, CLEAR).status_code == 403
    assert as_trader.get("/worklist").status_code == 403
    assert as_officer.post(f"{case}/questions/1/answer", json={"text": "x"}).status_code == 403


def test_an_agency_decides_nothing_on_a_case_that_does_not_concern_it(as_officer: Caller, as_trader: Caller) -> None:
    path = as_trader.lodge(SHIRTS, reference="T-2").headers["Location"]
    assert as_officer.post(f"{path}/verdicts", {"If-Match": "*"}, json=CLEAR).status_code == 404


def _decide(caller: Caller, case: str, command: dict[str, Any]) -> Any:
    tag = caller.get(case).headers.get("ETag", "*")
    return caller.post(f"{case}/verdicts", {"If-Match": tag}, json=command)
