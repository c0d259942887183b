"""``POST /api/v1/declarations/{reference}/reviews``."""

from typing import Any

from flask import Response

from singlewindow import casework
from singlewindow.api import formats, revisions
from singlewindow.api.access import actor, allow
from singlewindow.api.answering import decision_answer
from singlewindow.api.arguments import ReviewCommand
from singlewindow.api.blueprint import blueprint, house
from singlewindow.api.describing import ETAG, IF_MATCH_OPTIONAL, answer, describe
from singlewindow.api.messages import DECISION


@blueprint.route("/declarations/<reference:reference>/reviews", methods=["POST"], tags=["declarations"])
@allow("lodge")
@blueprint.arguments(ReviewCommand)
@describe(
    {202: answer("The decision, which stands until the review is decided.", ETAG, **DECISION)},
    errors=(400, 404, 406, 409, 412, 413, 415, 422),
    headers=[IF_MATCH_OPTIONAL],
)
def ask_review(command: dict[str, Any], reference: str) -> Response:
    """Ask that another officer reviews what an agency refused or detained, or your request that customs denied.

    ``recourse`` of the case says what can be reviewed, and until when (WTO TFA Article 4).
    """
    form, revision = formats.wanted(), revisions.given()
    return decision_answer(casework.ask_review(house(), actor(), reference, **command, revision=revision), form, 202)
