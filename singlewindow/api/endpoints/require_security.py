"""``POST /api/v1/declarations/{reference}/security-requirement``."""

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


@blueprint.route("/declarations/<reference:reference>/security-requirement", methods=["POST"], tags=["customs"])
@allow("control")
@blueprint.arguments(NoteCommand)
@describe(
    {200: answer("The decision: the goods wait for security or for the final duty.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def require_security(command: dict[str, Any], reference: str) -> Response:
    """Ask for security before the goods are released (WTO TFA 7.3)."""
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.require_security(house(), actor(), reference, **command, revision=revision)
    return decision_answer(given, form)
