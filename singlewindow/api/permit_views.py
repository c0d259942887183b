"""What endpoints about permits answer: structs as JSON, and the WCO's answer about a permit (LPCORES)."""

from typing import Any

import msgspec
from flask import Response

from singlewindow.api import revisions
from singlewindow.api.describing import Schema, struct
from singlewindow.api.formats import Format
from singlewindow.casework.permits.asking import Offer
from singlewindow.casework.permits.file import PermitFile
from singlewindow.casework.permits.listing import PermitLine
from singlewindow.casework.permits.message import respond_permit
from wco_datamodel import render


class PermitPage(msgspec.Struct, frozen=True):
    """A page of permits. ``next_cursor`` is null on the last one."""

    permits: tuple[PermitLine, ...]
    next_cursor: str | None


class PermitKinds(msgspec.Struct, frozen=True):
    """The permits that can be applied for today."""

    kinds: tuple[Offer, ...]


_XML: Schema = {"type": "string", "description": "A WCO application for a permit (LPCO) in XML."}
APPLICATION: dict[str, Any] = {
    "application/xml": {"schema": _XML},
    "text/xml": {"schema": _XML},
    "application/json": {
        "schema": {
            "type": "object",
            "description": "The same in JSON.",
            "externalDocs": {"url": "/api/v1/schemas/lpco", "description": "Its JSON Schema."},
        }
    },
}

LPCO_ANSWER: dict[str, Schema] = {
    "json": struct(PermitFile),
    "xml": {"type": "string", "description": "A WCO answer about a permit (LPCORES) in XML."},
    "res": {
        "type": "object",
        "description": "The same in JSON.",
        "externalDocs": {"url": "/api/v1/schemas/lpco-response", "description": "Its JSON Schema."},
    },
}


def permit_answer(found: PermitFile, form: Format, status: int = 200) -> Response:
    """A permit in this format with its ETag. What is drawn moves without its revision, so it is always sent whole."""
    if form is Format.JSON:
        body = msgspec.json.encode(found)
    else:
        body = render(respond_permit(found), "xml" if form is Format.RES_XML else "json")
    return revisions.mark(Response(body, status, content_type=form.value), found.revision, form)
