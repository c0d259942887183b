"""Answers: structs as JSON, and a decision in the format that was asked for."""

import datetime as dt
import hashlib
from typing import Any

import msgspec
from flask import Response, request

from singlewindow.api import revisions
from singlewindow.api.formats import Format
from singlewindow.api.problems import rejected
from singlewindow.casework import Answer, respond_rejected
from wco_datamodel import MessageRejected, render
from wco_datamodel.response import Response as WcoResponse
from wco_datamodel.values import DateTime

BASE = "/api/v1"


def case_address(reference: str) -> str:
    """Where a case is read."""
    return f"{BASE}/declarations/{reference}"


def json_answer(value: Any, status: int = 200) -> Response:
    """A struct as JSON: decimals as text, moments in UTC as RFC 3339 writes them."""
    response = Response(msgspec.json.encode(value), status, content_type=Format.JSON.value)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def decision_answer(answer: Answer, form: Format, status: int = 200) -> Response:
    """A decision in this format, with the case's revision as its ETag; empty (304) where the client has it already."""
    if request.method in ("GET", "HEAD") and revisions.unchanged(answer.revision, form):
        return revisions.mark(Response(status=304), answer.revision, form)
    body = answer.document.encode() if form is Format.JSON else _rendered(answer.response, form)
    return revisions.mark(Response(body, status, content_type=form.value), answer.revision, form)


def request_status(given: Answer) -> int:
    """202 where what was asked waits for consent, 200 where it was done."""
    request = given.decision.request
    return 202 if request and request.state == "asked" else 200


def rejection_answer(error: MessageRejected, form: Format, at: DateTime) -> Response:
    """Why a message was not lodged: a problem, or a WCO response (function code 03) for those who asked for one."""
    if form is Format.JSON:
        return rejected(error)
    errors = [problem for problem in error.problems if problem.severity == "error"]
    return Response(_rendered(respond_rejected(errors, None, at), form), 422, content_type=form.value)


def public_answer(value: Any, seconds: int, content_type: str = Format.JSON.value) -> Response:
    """A struct as JSON that anybody may keep for so many seconds, with an ETag of its content."""
    response = Response(msgspec.json.encode(value), content_type=content_type)
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    response.make_conditional(request)
    return response


def signed_answer(text: str, content_type: str) -> Response:
    """A signed text for one client, with an ETag of its content."""
    response = Response(text, content_type=content_type)
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.headers |= {"Cache-Control": "private, no-cache", "Vary": "Accept, Authorization"}
    response.make_conditional(request)
    return response


def for_everybody(body: bytes, content_type: str, kept: dt.timedelta) -> Response:
    """What anybody may read, also a page of another site, and keep for so long."""
    response = Response(body, content_type=content_type)
    response.set_etag(hashlib.sha256(body).hexdigest()[:32])
    response.headers["Cache-Control"] = f"public, max-age={int(kept.total_seconds())}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _rendered(response: WcoResponse, form: Format) -> bytes:
    return render(response, "xml" if form is Format.RES_XML else "json")
