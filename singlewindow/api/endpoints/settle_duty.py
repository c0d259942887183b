"""``POST /api/v1/declarations/{reference}/settlement``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import NoteCommand
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/settlement", methods=["POST"], tags=["customs"])
@allow("control")
@blueprint.arguments(NoteCommand)
@describe(
    {200: answer("The decision: cleared, once every condition is discharged too.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def settle_duty(command: dict[str, Any], reference: str) -> Response:
    """Record that the final duty is settled."""
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.settle(house(), actor(), reference, **command, revision=revision)
    return decision_answer(given, form)
