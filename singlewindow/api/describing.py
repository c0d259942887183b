"""What the OpenAPI document says of an endpoint, written above it and costing nothing when it is called.

Answers are msgspec structs; their schemas are made from the structs themselves, so that the document cannot say another
shape than the one that is sent.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from http import HTTPStatus
from typing import Any, TypeVar

from flask_smorest.utils import deepupdate

Described = TypeVar("Described", bound=Callable[..., Any])
Schema = Mapping[str, Any]
Answer = Mapping[str, Any]

KINDS: list[type] = []
"""Every struct that an endpoint answers with."""

TEXT: dict[str, Any] = {"type": "string"}
SIGNED: Schema = TEXT | {"description": "A compact JSON Web Signature (Ed25519)."}
ETAG: Schema = {"ETag": {"description": "The revision, for If-Match and If-None-Match.", "schema": TEXT}}
LOCATION: Schema = {"Location": {"description": "Where the new thing is read.", "schema": TEXT}}
LINK: Schema = {"Link": {"description": 'The next page, as rel="next", where there is one.', "schema": TEXT}}


def struct(kind: type) -> Schema:
    """A struct's schema, by reference."""
    if kind not in KINDS:
        KINDS.append(kind)
    return {"$ref": f"#/components/schemas/{kind.__name__}"}


def answer(description: str, *headers: Schema, **content: Schema) -> Answer:
    """An answer: the names of ``_TYPES`` give the schema of what it holds in that format."""
    types = {_TYPES[name]: {"schema": schema} for name, schema in content.items()}
    found: dict[str, Any] = {"description": description}
    if headers:
        found["headers"] = {name: header for one in headers for name, header in one.items()}
    return found | ({"content": types} if types else {})


_TYPES = {
    "json": "application/json",
    "xml": "application/xml",
    "text": "text/xml",
    "res": "application/vnd.wco.response+json",
    "problem": "application/problem+json",
    "schema": "application/schema+json",
    "record": "application/vc+jwt",
    "jose": "application/jose",
    "file": "*/*",
}

NOT_MODIFIED = answer("You have this already.", ETAG)


def header(name: str, description: str, *, required: bool = False, schema: Schema = TEXT) -> Schema:
    """A request header."""
    return {"name": name, "in": "header", "description": description, "required": required, "schema": schema}


IF_MATCH = header("If-Match", "The ETag of the case as you read it: it must not have changed.", required=True)
IF_MATCH_OPTIONAL = header("If-Match", "The ETag of the case as you read it, where it must not have changed.")
IF_NONE_MATCH = header("If-None-Match", "An ETag: where it is still the one, the answer is 304 and empty.")


def describe(
    answers: Mapping[int, Answer],
    *,
    errors: Sequence[int] = (),
    headers: Sequence[Schema] = (),
    body: Mapping[str, Any] | None = None,
) -> Callable[[Described], Described]:
    """Say what the endpoint answers, with which errors (problem+json), which headers it reads, and what it is sent."""

    def decorate(view: Described) -> Described:
        manual: dict[str, Any] = {"responses": dict(answers) | _problems(errors), "operationId": view.__name__}
        if body is not None:
            manual["requestBody"] = {"required": True, "content": body}
        _document(view, manual)
        view._apidoc["headers"] = list(headers)  # type: ignore[attr-defined]  # noqa: SLF001 - flask-smorest reads it
        return view

    return decorate


def document_access(view: Any, permissions: Sequence[str]) -> None:
    """Say who may call the endpoint; nobody in particular where ``permissions`` is empty."""
    errors = (401, 403, 429, 500) if permissions else (429, 500)
    security: list[Any] = [{"signature" if "signed" in permissions else "bearer": []}] if permissions else []
    _document(view, {"security": security, "x-permissions": list(permissions), "responses": _problems(errors)})


def _problems(statuses: Sequence[int]) -> dict[int, str]:
    return {status: HTTPStatus(status).name for status in statuses}


def _document(view: Any, manual: dict[str, Any]) -> None:
    """Add to what flask-smorest keeps on a view."""
    known = deepcopy(getattr(view, "_apidoc", {}))
    known["manual_doc"] = deepupdate(known.get("manual_doc", {}), manual)
    view._apidoc = known  # noqa: SLF001 - flask-smorest reads it
