"""``POST /api/v1/notices/read``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api.access import actor, allow
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import answer, describe
from singlewindow.api.notice_arguments import ReadCommand


@blueprint.route("/notices/read", methods=["POST"], tags=["notices"])
@allow("lodge", "read_own", "work", "keep")
@blueprint.arguments(ReadCommand)
@describe({204: answer("Marked: they are no longer new.")}, errors=(400, 413, 415, 422))
def read_notices(command: dict[str, Any]) -> Response:
    """Mark one notice of your inbox, or all of them, as read for your organisation."""
    casework.mark_read(house(), actor(), command["id"])
    return Response(status=204)
