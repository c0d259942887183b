"""Errors as ``application/problem+json`` (RFC 9457): the one shape, whatever went wrong and wherever it was noticed."""

from collections.abc import Iterable
from typing import Any

import msgspec
import structlog
from flask import Response, request
from werkzeug.exceptions import HTTPException

from singlewindow.api.problem_types import BY_CODE, BY_STATUS, URN, ProblemType
from singlewindow.errors import HouseError, Invalid
from wco_datamodel import MessageRejected, Problem

log: Any = structlog.get_logger("singlewindow.api")

PROBLEM_JSON = "application/problem+json"
MOST_ERRORS = 1000


class ErrorDetail(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One mistake. ``pointer`` is a JSON Pointer into the body (``#/items/0``), ``parameter`` a query parameter.

    In a message ``wco_pointer`` (``42A > 67A > 68A[1]/006``), ``xpath`` and ``line`` name the same place.
    """

    detail: str
    code: str = "invalid"
    pointer: str | None = None
    parameter: str | None = None
    wco_pointer: str | None = None
    xpath: str | None = None
    line: int | None = None
    label: str | None = None
    hint: str | None = None
    severity: str = msgspec.field(default_factory=lambda: "error")


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True):
    """A problem (RFC 9457). ``type`` is ``urn:singlewindow:problem:`` and the ``code``; ``detail`` is for a person."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    errors: tuple[ErrorDetail, ...] = ()


class Refused(HouseError):
    """A request that the door itself refuses: the kind of problem, the mistakes, and headers of the answer."""

    def __init__(
        self, code: str, sentence: str, errors: Iterable[ErrorDetail] = (), headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(sentence)
        self.code, self.status = code, BY_CODE[code].status
        self.errors = tuple(errors)
        self.headers = headers or {}


def answer_error(error: Exception) -> Response:
    """The answer to any error: what the house says is told, what a library says is translated, all else is logged."""
    if isinstance(error, MessageRejected):
        return rejected(error)
    if isinstance(error, HouseError):
        return _house_error(error)
    if isinstance(error, HTTPException):
        return _http_error(error)
    log.error("api_failed", path=request.path, method=request.method, exc_info=error)
    return problem(BY_CODE["internal-error"], "Something went wrong here. It was logged and will be looked at.")


def rejected(error: MessageRejected) -> Response:
    """A message that could not be accepted, with each error and its place."""
    count = sum(one.severity == "error" for one in error.problems)
    shown = tuple(map(message_error, error.problems[:MOST_ERRORS]))
    more = f" The first {MOST_ERRORS} problems are shown." if len(error.problems) > MOST_ERRORS else ""
    sentence = f"The message has {count} error{'' if count == 1 else 's'} and was not lodged.{more}"
    return problem(BY_CODE["message-rejected"], sentence, shown)


def message_error(one: Problem) -> ErrorDetail:
    """A problem of a message as one of ``errors``."""
    return ErrorDetail(
        code=one.code,
        detail=one.sentence,
        pointer=f"#{one.json_pointer}" if one.json_pointer else None,
        wco_pointer=one.pointer or None,
        xpath=one.xpath or None,
        line=one.line,
        label=one.label or None,
        hint=one.hint,
        severity=one.severity,
    )


def problem(
    kind: ProblemType, detail: str, errors: tuple[ErrorDetail, ...] = (), status: int | None = None
) -> Response:
    """A problem as a response."""
    status = status or kind.status
    details = ProblemDetails(
        type=URN + kind.code,
        title=kind.title,
        status=status,
        detail=detail,
        instance=request.path,
        code=kind.code,
        errors=errors,
    )
    response = Response(msgspec.json.encode(details), status, content_type=PROBLEM_JSON)
    response.headers["Cache-Control"] = "no-store"
    return response


def _house_error(error: HouseError) -> Response:
    kind = BY_CODE.get(error.code) or BY_STATUS.get(error.status, BY_CODE["bad-request"])
    if isinstance(error, Refused):
        response = problem(kind, error.sentence, error.errors)
        response.headers.update(error.headers)
        return response
    fields = error.fields if isinstance(error, Invalid) else ()
    errors = tuple(ErrorDetail(detail=one.sentence, pointer=f"#/{one.field}") for one in fields)
    return problem(kind, error.sentence, errors, error.status)


def _http_error(error: HTTPException) -> Response:
    """An error of Flask or a library. What is no error (a redirect) passes as it is."""
    given = error.get_response(request.environ)
    if error.code is None or error.code < 400:
        return Response(given.get_data(), given.status, given.headers)
    kind = BY_STATUS.get(error.code, BY_CODE["internal-error" if error.code >= 500 else "bad-request"])
    unknown = error.code == 404 and request.url_rule is None
    remedy = f"{kind.remedy} /api/openapi.json lists them all." if unknown else kind.remedy
    response = problem(kind, remedy, status=error.code)
    for name in ("Allow", "Retry-After", "WWW-Authenticate"):
        if name in given.headers:
            response.headers[name] = given.headers[name]
    return response
