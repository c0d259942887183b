"""``POST /api/v1/declarations/{reference}/inspection/other-time``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH, answer, describe
from singlewindow.api.inspection_arguments import OtherTimeCommand
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/inspection/other-time", methods=["POST"], tags=["declarations"])
@allow("lodge")
@blueprint.arguments(OtherTimeCommand)
@describe(
    {200: answer("The decision, which does not change by it.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422, 428),
    headers=[IF_MATCH],
)
def ask_other_time(command: dict[str, Any], reference: str) -> Response:
    """Ask customs for another time of the inspection."""
    form, revision = formats.wanted(), revisions.demanded()
    given = casework.ask_other_time(house(), actor(), reference, **command, revision=revision)
    return decision_answer(given, form)
