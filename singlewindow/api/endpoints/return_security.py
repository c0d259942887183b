"""``POST /api/v1/declarations/{reference}/security-return``."""

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


@blueprint.route("/declarations/<reference:reference>/security-return", methods=["POST"], tags=["customs"])
@allow("control")
@blueprint.arguments(NoteCommand)
@describe(
    {200: answer("The decision as it stands.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def return_security(command: dict[str, Any], reference: str) -> Response:
    """Record that the security was returned."""
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.return_security(house(), actor(), reference, **command, revision=revision)
    return decision_answer(given, form)
