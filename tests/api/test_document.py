"""The OpenAPI document and the tables of problems say what is so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from caller import Caller
from flask import Flask

from singlewindow import accounts
from singlewindow.api.problem_types import BY_CODE, PROBLEM_TYPES, URN
from singlewindow.casework import Decision
from singlewindow.errors import HouseError

PROBLEMS = Path(__file__).parents[2] / "docs" / "reference" / "problems.md"


@pytest.fixture
def document(as_anybody: Caller) -> dict[str, Any]:
    """The document as it is served."""
    response = as_anybody.get("/api/openapi.json")
    assert (response.status_code, response.content_type) == (200, "application/json")
    assert isinstance(response.json, dict)
    return response.json


def test_the_document_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert document["info"]["title"] == "Single Window of Lagoon Islands"


def test_every_endpoint_is_in_the_document(app: Flask, document: dict[str, Any]) -> None:
    routes = {
        (method.lower(), _path(rule.rule))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    described = {
        (method, path) for path, item in document["paths"].items() for method in item if method != "parameters"
    }
    assert routes == described


def test_every_operation_says_who_may_call_it_and_what_it_does(document: dict[str, Any]) -> None:
    for operation in _operations(document):
        assert operation["summary"].endswith("."), operation["operationId"]
        scheme = "signature" if operation["x-permissions"] == ["signed"] else "bearer"
        assert operation["security"] == ([{scheme: []}] if operation["x-permissions"] else [])
        assert ("401" in operation["responses"]) is bool(operation["x-permissions"])
        assert {"429", "500"} <= set(operation["responses"])


def test_operations_have_names_of_their_own(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for operation in _operations(document)]
    assert len(names) == len(set(names))


def test_the_samples_of_the_country_are_the_examples_of_a_message(as_trader: Caller, document: dict[str, Any]) -> None:
    content = document["paths"]["/api/v1/declarations"]["post"]["requestBody"]["content"]
    assert content["application/xml"]["examples"]
    for name, example in content["application/xml"]["examples"].items():
        response = as_trader.post("/declarations", {"Content-Type": "application/xml"}, data=example["value"])
        assert response.status_code == 201, name
    for name, example in content["application/json"]["examples"].items():
        assert as_trader.post("/declarations", json=example["value"]).status_code == 201, name


def test_the_schema_of_a_decision_has_the_members_of_a_decision(document: dict[str, Any]) -> None:
    schema = document["components"]["schemas"]["Decision"]
    assert list(schema["properties"]) == list(Decision.__struct_fields__)
    assert schema["properties"]["decided_at"] == {"type": "string", "format": "date-time"}


def test_decimals_are_described_as_text(document: dict[str, Any]) -> None:
    assert document["components"]["schemas"]["Fee"]["properties"]["amount"] == {"type": "string", "format": "decimal"}


def test_the_document_is_not_sent_again_to_who_has_it(as_anybody: Caller) -> None:
    tag = as_anybody.get("/api/openapi.json").headers["ETag"]
    assert as_anybody.get("/api/openapi.json", {"If-None-Match": tag}).status_code == 304


def test_every_error_of_the_house_has_a_kind_of_problem() -> None:
    assert accounts
    for error in _subclasses(HouseError):
        code = vars(error).get("code")
        if code is not None and not error.__module__.startswith(("singlewindow.accounts", "singlewindow.web")):
            assert code in BY_CODE, f"{error.__name__} is in no row of problem_types"
            assert BY_CODE[code].status == error.status


def test_every_kind_of_problem_is_documented(document: dict[str, Any]) -> None:
    page = PROBLEMS.read_text("utf-8")
    for kind in PROBLEM_TYPES:
        assert f"| `{kind.code}` | {kind.status} |" in page
        assert URN + kind.code in document["info"]["description"]
        assert kind.title == kind.title.strip(".")
        assert kind.remedy.endswith(".")


def _operations(document: dict[str, Any]) -> list[dict[str, Any]]:
    items = document["paths"].values()
    return [operation for item in items for method, operation in item.items() if method != "parameters"]


def _path(rule: str) -> str:
    """``/a/<int(min=1):b>`` as OpenAPI writes it: ``/a/{b}``."""
    parts = (part.rpartition(":")[2].strip("<>") if part.startswith("<") else part for part in rule.split("/"))
    return "/".join(f"{{{part}}}" if f":{part}>" in rule else part for part in parts)


def _subclasses(kind: type[HouseError]) -> list[type[HouseError]]:
    return [one for direct in kind.__subclasses__() for one in (direct, *_subclasses(direct))]
