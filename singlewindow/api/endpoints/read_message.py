"""``GET /api/v1/declarations/{reference}/message``."""

from flask import Response

from singlewindow import casework
from singlewindow.api.access import actor, allow
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import answer, describe
from singlewindow.api.messages import WCO_JSON, WCO_XML


@blueprint.route("/declarations/<reference:reference>/message", tags=["declarations"])
@allow("read_own", "read_all")
@describe({200: answer("The message, byte for byte.", xml=WCO_XML, text=WCO_XML, json=WCO_JSON)}, errors=(404,))
def read_message(reference: str) -> Response:
    """Read the message as it was lodged, byte for byte. For its lodger and for customs."""
    raw, content_type = casework.read_message(house(), actor(), reference)
    response = Response(raw, content_type=content_type)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = f'attachment; filename="{reference}"'
    return response
