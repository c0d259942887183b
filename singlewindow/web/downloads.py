"""What can be kept of a case: the decision, the response message, and the declaration as it was lodged."""

import msgspec
from flask import Response, abort
from flask.typing import ResponseReturnValue

import wco_datamodel
from singlewindow import casework
from singlewindow.web.access import actor, allow
from singlewindow.web.blueprint import web
from singlewindow.web.house import house

TYPES = {"xml": "application/xml", "json": "application/json"}


@web.get("/declarations/<reference>/decision.json")
@allow("read_own", "read_all", "work")
def decision_file(reference: str) -> ResponseReturnValue:
    """The decision as JSON, the same that the API gives."""
    found = casework.read_decision(house(), actor(), reference)
    return _file(msgspec.json.encode(found.decision), TYPES["json"], f"{reference}-decision.json")


@web.get("/declarations/<reference>/response.<extension>")
@allow("read_own", "read_all", "work")
def response_file(reference: str, extension: str) -> ResponseReturnValue:
    """The WCO response message, as XML or JSON."""
    if extension not in TYPES:
        abort(404)
    found = casework.read_decision(house(), actor(), reference)
    content = wco_datamodel.render(found.response, "xml" if extension == "xml" else "json")
    return _file(content, TYPES[extension], f"{reference}-response.{extension}")


@web.get("/declarations/<reference>/message")
@allow("read_own", "read_all")
def message_file(reference: str) -> ResponseReturnValue:
    """The declaration as it was lodged, byte for byte."""
    raw, content_type = casework.read_message(house(), actor(), reference)
    extension = "json" if "json" in content_type else "xml"
    return _file(raw, TYPES[extension], f"{reference}-declaration.{extension}")


@web.get("/refused-messages/<int:message>/message")
@allow("read_own", "read_all")
def rejected_file(message: int) -> ResponseReturnValue:
    """A message that was not accepted, byte for byte."""
    line, raw = casework.read_rejected(house(), actor(), message)
    extension = "json" if "json" in line.content_type else "xml"
    return _file(raw, TYPES[extension], f"refused-message-{message}.{extension}")


def _file(content: bytes, content_type: str, name: str) -> Response:
    """A file to be saved, never shown in the browser: its content is the sender's."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=content_type, headers=headers)
