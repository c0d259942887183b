"""``GET /api/v1/declarations/{reference}/documents/{id}``."""

from flask import Response

from singlewindow import casework
from singlewindow.api.access import actor, allow
from singlewindow.api.blueprint import ROW, blueprint, house
from singlewindow.api.describing import answer, describe
from singlewindow.api.documents import saved


@blueprint.route("/declarations/<reference:reference>/documents/<" + ROW + ":document_id>", tags=["declarations"])
@allow("read_own", "read_all", "work")
@describe({200: answer("The file, byte for byte.", file={"type": "string", "format": "binary"})}, errors=(404,))
def read_document(reference: str, document_id: int) -> Response:
    """Read a document that was attached, byte for byte: to be saved, not to be shown.

    An agency reads the answers to its own questions, and what was attached for items that concern it.
    """
    return saved(*casework.read_document(house(), actor(), reference, document_id))
