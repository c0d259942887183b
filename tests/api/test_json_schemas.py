"""The JSON Schemas of the messages are served to everybody and named where a message is the body."""

from __future__ import annotations

import json
from typing import Any

import pytest
from caller import Caller
from jsonschema import Draft202012Validator

from wco_datamodel.describing import json_schema, schema_names


@pytest.mark.parametrize("name", schema_names())
def test_a_schema_is_there_for_anybody(as_anybody: Caller, name: str) -> None:
    response = as_anybody.get(f"/schemas/{name}")

    assert (response.status_code, response.content_type) == (200, "application/schema+json")
    assert json.loads(response.data) == json_schema(name)


def test_a_schema_may_be_kept_and_asked_for_again_cheaply(as_anybody: Caller) -> None:
    first = as_anybody.get("/schemas/declaration")

    assert first.headers["Cache-Control"] == "public, max-age=3600"
    assert as_anybody.get("/schemas/declaration", {"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_a_name_that_is_none_is_not_found_and_the_names_are_told(as_anybody: Caller) -> None:
    response = as_anybody.get("/schemas/invoice")

    assert response.status_code == 404
    assert response.json is not None
    assert response.json["detail"].endswith(f"There are: {', '.join(schema_names())}.")


@pytest.mark.parametrize(
    ("component", "name"), [("WcoMessage", "declaration"), ("requestBody", "declaration"), ("response", "response")]
)
def test_the_document_leads_to_the_schemas(as_anybody: Caller, component: str, name: str) -> None:
    document = as_anybody.get("/api/openapi.json").json
    assert document is not None

    address = _found(document, component)["externalDocs"]["url"]

    assert address == f"/api/v1/schemas/{name}"
    assert as_anybody.get(address).status_code == 200


def test_what_the_document_shows_as_examples_is_valid_by_the_schema(as_anybody: Caller) -> None:
    document = as_anybody.get("/api/openapi.json").json
    assert document is not None
    examples = _lodging(document)["requestBody"]["content"]["application/json"]["examples"]

    assert examples
    for example in examples.values():
        assert list(Draft202012Validator(json_schema("declaration")).iter_errors(example["value"])) == []


def _lodging(document: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = document["paths"]["/api/v1/declarations"]["post"]
    return operation


def _found(document: dict[str, Any], component: str) -> dict[str, Any]:
    """The schema of a message in the document, its reference followed."""
    schemas: dict[str, Any] = document["components"]["schemas"]
    lodging = _lodging(document)
    found: dict[str, Any] = {
        "WcoMessage": schemas["WcoMessage"],
        "requestBody": lodging["requestBody"]["content"]["application/json"]["schema"],
        "response": lodging["responses"]["201"]["content"]["application/vnd.wco.response+json"]["schema"],
    }[component]
    return schemas[found["$ref"].rpartition("/")[2]] if "$ref" in found else found
