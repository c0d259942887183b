"""Software attaches documents, answers with them, and reads them; mistakes are told in words."""

from __future__ import annotations

import base64
import datetime as dt
import io
from typing import Any

import pytest
from caller import Caller
from messages import PLANTS, Goods
from papers import PDF, certificate

from singlewindow.casework import House

FLOWERS = Goods("060319", "Cut flowers")
FILE = base64.b64encode(PDF).decode()


@pytest.fixture
def case(as_trader: Caller) -> str:
    """The path of a case of plants, which wait for biosecurity."""
    return as_trader.lodge(PLANTS).headers["Location"]


def form(content: bytes = PDF, name: str = "invoice.pdf", **said: Any) -> dict[str, Any]:
    return {"file": (io.BytesIO(content), name), **said}


def test_a_question_for_documents_is_answered_with_one_and_the_goods_are_released(
    as_officer: Caller, as_trader: Caller, house: House, case: str
) -> None:
    """The story over HTTP: hold, question with a day, answer with a PDF, release."""
    words = {"items": [1], "text": "The treatment certificate", "kind": "documents"}
    assert as_officer.post(f"{case}/questions", json=words).json["outcome"] == "held"
    (asked,) = as_trader.get(case).json["questions"]
    assert (asked["kind"], asked["overdue"], asked["closed_at"]) == ("documents", False, None)
    (line,) = as_officer.get("/worklist").json["cases"]
    assert (line["answer_by"], line["answer_overdue"]) == (asked["answer_by"], False)

    longer = {"answer_by": f"{house.day_of(house.now()) + dt.timedelta(days=30)}", "note": "The nursery is closed."}
    extended = as_officer.post(f"{case}/questions/{asked['id']}/deadline", json=longer)
    assert (extended.status_code, extended.headers["ETag"]) == (200, '"3"')

    answer = {"text": "Here.", "documents": [{"name": "treatment.pdf", "content": FILE, "type_code": "267"}]}
    answered = as_trader.post(f"{case}/questions/{asked['id']}/answer", json=answer)
    assert (answered.status_code, answered.json["outcome"]) == (200, "pending")
    (document,) = as_officer.get(case).json["documents"]
    assert (document["question"], document["type_name"]) == (asked["id"], "Fumigation certificate")
    assert as_officer.get(f"{case}/documents/{document['id']}").get_data() == PDF

    clear = {"items": [1], "outcome": "clear", "reason": "Treated."}
    assert as_officer.post(f"{case}/verdicts", {"If-Match": "*"}, json=clear).json["outcome"] == "released"


def test_a_certificate_sent_as_a_form_clears_the_flowers(as_trader: Caller) -> None:
    case = as_trader.lodge(FLOWERS).headers["Location"]
    sent = certificate()
    attached = as_trader.post(f"{case}/documents", data=form(sent, "ephyto.xml", items=["1"]))

    assert (attached.status_code, attached.json["outcome"]) == (201, "released")
    read = as_trader.get(attached.headers["Location"])
    assert read.get_data() == sent
    assert read.headers["Content-Type"] == "application/xml"
    assert read.headers["Content-Disposition"] == "attachment; filename=ephyto.xml"
    assert read.headers["Content-Security-Policy"].startswith("sandbox")
    assert read.headers["X-Content-Type-Options"] == "nosniff"


def test_the_same_document_as_json_and_as_a_form_is_there_once(as_trader: Caller, case: str) -> None:
    first = as_trader.post(f"{case}/documents", json={"name": "invoice.pdf", "content": FILE, "items": [1]})
    again = as_trader.post(f"{case}/documents", data=form(items=["1"]))

    assert (first.status_code, again.status_code) == (201, 201)
    assert first.headers["Location"] == again.headers["Location"]


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"json": {"content": FILE, "items": [7]}}, 422, "invalid"),
        ({"json": {"content": "?"}}, 422, "invalid"),
        ({"json": {"content": base64.b64encode(b"MZ").decode()}}, 422, "invalid"),
        ({"json": {"content": FILE, "author": "me"}}, 422, "invalid"),
        ({"json": []}, 422, "invalid"),
        ({"data": b"{", "content_type": "application/json"}, 400, "invalid-json"),
        ({"data": form(type_code="XYZ")}, 422, "invalid"),
        ({"data": form(items="one")}, 422, "invalid"),
        ({"data": {"type_code": "380"}, "content_type": "multipart/form-data"}, 422, "invalid"),
        ({"data": PDF, "content_type": "application/pdf"}, 415, "unsupported-media-type"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_attached(
    as_trader: Caller, case: str, sent: dict[str, Any], status: int, code: str
) -> None:
    refused = as_trader.post(f"{case}/documents", **sent)

    assert (refused.status_code, refused.json["code"]) == (status, code)
    assert as_trader.get(case).json["documents"] == []


def test_what_is_too_large_is_told_whichever_way_it_is_sent(as_trader: Caller, house: House, case: str) -> None:
    large = PDF + b" " * house.settings.max_document_bytes
    sent = (
        {"data": form(large)},
        {"json": {"content": base64.b64encode(large).decode()}},
        {"data": form(large * 3)},
    )
    for one in sent:
        refused = as_trader.post(f"{case}/documents", **one)
        assert (refused.status_code, refused.json["code"]) == (413, "too-large")


def test_what_is_not_yours_is_not_there(as_officer: Caller, as_customs: Caller, as_trader: Caller, case: str) -> None:
    location = as_trader.post(f"{case}/documents", data=form()).headers["Location"]

    assert as_customs.get(location).status_code == 200
    assert as_officer.post(f"{case}/documents", data=form()).status_code == 403
    assert as_trader.get(f"{case}/documents/999").status_code == 404
    stale = as_trader.post(f"{case}/documents", {"If-Match": '"1"'}, data=form(name="other.pdf", document_id="2"))
    assert stale.status_code == 412
