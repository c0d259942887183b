"""``POST /api/v1/declarations/{reference}/proposals/return``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import SendBackCommand
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/proposals/return", methods=["POST"], tags=["agencies"])
@allow("work")
@blueprint.arguments(SendBackCommand)
@describe(
    {200: answer("The decision that follows.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def send_back(command: dict[str, Any], reference: str) -> Response:
    """Send what another officer of your agency proposed for goods items back, with a reason for that officer."""
    form, revision = formats.wanted(), revisions.demanded()
    return decision_answer(casework.send_back(house(), actor(), reference, **command, revision=revision), form)
