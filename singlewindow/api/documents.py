"""What clients send as documents: a file in a form, or base64 in JSON."""

from typing import Any

from flask import Response, request
from marshmallow import RAISE, Schema, ValidationError
from werkzeug.exceptions import RequestEntityTooLarge

from singlewindow.api.arguments import DocumentCommand, DocumentForm
from singlewindow.api.blueprint import house
from singlewindow.api.bodies import LARGEST_COMMAND, PATIENCE, StrictParser, read_body, read_json
from singlewindow.api.problems import Refused
from singlewindow.casework import DocumentView, Sent

FORM = "multipart/form-data"
TYPES = ("application/json", FORM)

_SAID: dict[str, Any] = {
    "type_code": {"type": "string", "maxLength": 3, "description": "What it is: a code of UN/EDIFACT 1001."},
    "document_id": {"type": "string", "maxLength": 70, "description": "The document's own number."},
}
_NUMBER = {"type": "integer", "minimum": 1, "maximum": 99999}
_ITEMS = {"type": "array", "items": _NUMBER, "description": "Goods items; none for all of them."}
_FILE = {"type": "string", "format": "binary", "description": "The file: PDF, JPEG, PNG, TIFF or XML."}
BODY: dict[str, Any] = {
    FORM: {"schema": {"type": "object", "required": ["file"], "properties": {"file": _FILE, **_SAID, "items": _ITEMS}}},
    "application/json": {"schema": {"$ref": "#/components/schemas/DocumentCommand"}},
}


def sent_document() -> Sent:
    """The one document of a request. Refuses another content type (415), too much (413), and mistakes (422)."""
    if request.mimetype == FORM:
        return _of_form()
    if request.mimetype != "application/json":
        raise Refused("unsupported-media-type", f"Send a document as {' or '.join(TYPES)}.")
    return sent(_load(DocumentCommand, read_json(read_body(LARGEST_COMMAND + in_base64())), "json"))


def sent(command: dict[str, Any]) -> Sent:
    """A document that came in JSON."""
    return Sent(**{**command, "items": tuple(command["items"])})


def saved(document: DocumentView, content: bytes) -> Response:
    """A document to be saved: its content is the sender's, and no browser is to run or show it."""
    response = Response(content, content_type=document.content_type)
    response.headers.set("Content-Disposition", "attachment", filename=document.name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def in_base64() -> int:
    """How many characters the largest document has in base64."""
    return house().settings.max_document_bytes * 4 // 3 + 4


def _of_form() -> Sent:
    request.max_content_length = house().settings.max_document_bytes + LARGEST_COMMAND + PATIENCE
    try:
        files, form = request.files, request.form
    except RequestEntityTooLarge:
        most = house().settings.max_document_bytes
        raise Refused(
            "too-large", f"The form has a document of more than {most:,} bytes, or too many fields."
        ) from None
    file = files.get("file")
    if file is None or len(files.getlist("file")) > 1:
        raise Refused("invalid", "Send one document as the form's field file.")
    said: dict[str, Any] = {name: form[name] for name in form if name != "items"}
    said = _load(DocumentForm, said | {"items": form.getlist("items")}, "form")
    return Sent(file.filename or "", file.read(), **{**said, "items": tuple(said["items"])})


def _load(schema: type[Schema], data: Any, location: str) -> dict[str, Any]:
    try:
        loaded: dict[str, Any] = schema(unknown=RAISE).load(data)
    except ValidationError as error:
        StrictParser().handle_error(ValidationError({location: error.messages}))
    return loaded
